import type { Reader } from '#main/db/executor.ts'
import type { ActivityId, ContactId, MessageId } from '#shared/domain/ids.ts'

/** A mail that somebody wrote to the owner, as it is stored. */
export interface StoredAnswer {
  readonly id: MessageId
  readonly activityId: ActivityId | null
  readonly contactId: ContactId
  readonly name: string
  readonly subject: string
  /** How the text begins. */
  readonly body: string
  readonly at: number
  readonly isWaiting: 0 | 1
}

/** Where a page ended: when its last mail came, and its id. */
interface Place {
  readonly place: number
  readonly id: number
}

/** Which of them to read: those after a place, at most so many. */
export interface AnswersPage {
  readonly onlyWaiting: boolean
  readonly after: Place | null
  readonly limit: number
}

// What is on the page is chosen by an index alone; only that is joined.
const pageOf = (chosen: string): string =>
  `select m.id, m.activity_id as activityId, m.contact_id as contactId, c.display_name as name,
    m.subject, substr(m.body, 1, 4000) as body, m.at, c.waiting_message_id is m.id as isWaiting
  from (${chosen}) s cross join messages m on m.id = s.id cross join contacts c on c.id = m.contact_id
  order by m.at desc, m.id desc`

const all = pageOf(`select id from messages indexed by messages_came
  where direction = 'in' and kind = 'personal' and (at, id) < (?, ?)
  order by at desc, id desc limit ?`)
const waiting = pageOf(`select waiting_message_id as id from contacts indexed by contacts_waiting
  where waiting_since is not null and (waiting_since, waiting_message_id) < (?, ?)
  order by waiting_since desc, waiting_message_id desc limit ?`)

const beginning: Place = { place: Number.MAX_SAFE_INTEGER, id: 0 }

/** SQL of what people wrote to the owner. */
export class AnswersRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** Mails, the newest first. */
  page({ onlyWaiting, after, limit }: AnswersPage): readonly StoredAnswer[] {
    const { place, id } = after ?? beginning
    return this.reader.allSql<StoredAnswer>(onlyWaiting ? waiting : all, place, id, limit)
  }

  countWaiting(): number {
    const text = `select count(*) as n from contacts indexed by contacts_waiting
      where waiting_since is not null`
    return this.reader.firstSql<{ n: number }>(text)?.n ?? 0
  }
}
