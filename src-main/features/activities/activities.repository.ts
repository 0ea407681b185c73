import type { Insertable, Updateable } from 'kysely'
import { type Reader, sqlBuilder, type Transaction } from '#main/db/executor.ts'
import type { ActivitiesTable } from '#main/db/schema.ts'
import type {
  ActivityId,
  CalendarDate,
  ContactId,
  EmailId,
  FollowUpId,
  MessageId,
} from '#shared/domain/ids.ts'

/** One entry of a timeline. */
export interface ActivityRow {
  readonly id: ActivityId
  readonly contactId: ContactId
  readonly kind: ActivitiesTable['kind']
  readonly at: number
  readonly day: CalendarDate
  readonly direction: ActivitiesTable['direction']
  readonly durationMinutes: number | null
  readonly body: string | null
  readonly outcome: string | null
  readonly isAnswered: number
  readonly stepId: FollowUpId | null
  readonly stepTitle: string | null
  /** Of a mail; null for what is none. */
  readonly messageId: MessageId | null
  readonly subject: string | null
  readonly emailId: EmailId | null
  readonly hasBounced: number
  readonly asksForNoMore: number
}

/** A mail with all of its text. */
export interface MailRow {
  readonly id: MessageId
  readonly contactId: ContactId
  readonly direction: 'in' | 'out'
  readonly fromAddress: string
  readonly toAddress: string
  readonly subject: string
  readonly body: string
  readonly at: number
  readonly isAnswered: number
}

/** A place in a timeline: what follows is older. */
export interface TimelinePlace {
  readonly at: number
  readonly id: number
}

/** A stretch of a timeline. */
export interface TimelineRequest {
  readonly contactId: ContactId
  readonly kinds: readonly string[] | null
  readonly after: TimelinePlace | null
  readonly limit: number
}

/** Columns of an activity that a change names. */
export type ActivityChanges = Updateable<ActivitiesTable>

const newest: TimelinePlace = { at: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER }

/**
 * A mail that came needs no answer any more once the owner was in touch after it, and none when it
 * asks for no more mail.
 */
const isAnswered = `a.is_answered = 1 or coalesce(m.kind = 'unsubscribe', 0) or (a.kind = 'mail-received' and exists (
    select 1 from activities o indexed by activities_contact
    where o.contact_id = a.contact_id and o.at > a.at
      and o.kind in ('call', 'meeting', 'message', 'mail-sent')))`

const timeline = (kinds: string): string => `select a.id, a.contact_id as contactId, a.kind, a.at,
    a.day, a.direction, a.duration_minutes as durationMinutes, coalesce(a.body, m.body) as body,
    a.outcome, ${isAnswered} as isAnswered, f.id as stepId, f.title as stepTitle,
    m.id as messageId, m.subject, m.email_id as emailId,
    exists (select 1 from messages b indexed by messages_email
      where b.email_id = m.email_id and b.kind = 'bounce') as hasBounced,
    coalesce(m.kind = 'unsubscribe', 0) as asksForNoMore
  from activities a indexed by activities_contact left join follow_ups f on f.id = a.follow_up_id
    left join messages m indexed by messages_activity
      on m.activity_id = a.id and a.kind in ('mail-sent', 'mail-received')
  where a.contact_id = ? and (a.at, a.id) < (?, ?) ${kinds}
  order by a.at desc, a.id desc limit ?`

const mail = `select m.id, m.contact_id as contactId, m.direction, m.from_address as fromAddress,
    m.to_address as toAddress, m.subject, m.body, m.at, ${isAnswered} as isAnswered
  from messages m indexed by messages_activity join activities a on a.id = m.activity_id
  where m.activity_id = ?`

const anyKind = timeline('')
const someKinds = timeline('and a.kind in (select value from json_each(?))')

/** SQL of the one timeline. */
export class ActivitiesRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** Newest first. */
  timeline({ contactId, kinds, after, limit }: TimelineRequest): ActivityRow[] {
    const { at, id } = after ?? newest
    return kinds === null
      ? this.reader.allSql<ActivityRow>(anyKind, contactId, at, id, limit)
      : this.reader.allSql<ActivityRow>(someKinds, contactId, at, id, JSON.stringify(kinds), limit)
  }

  /** The mail behind an entry. */
  mail(id: ActivityId): MailRow | undefined {
    return this.reader.firstSql<MailRow>(mail, id)
  }

  /** What is written of an entry; undefined when it is not there. */
  findBody(id: ActivityId): { readonly body: string | null } | undefined {
    return this.reader.firstSql('select body from activities where id = ?', id)
  }

  exists(id: ActivityId): boolean {
    return this.reader.firstSql('select 1 from activities where id = ?', id) !== undefined
  }

  contactExists(id: ContactId): boolean {
    return this.reader.firstSql('select 1 from contacts where id = ?', id) !== undefined
  }

  insert(tx: Transaction, values: Insertable<ActivitiesTable>): ActivityId {
    const { insertId } = tx.run(sqlBuilder.insertInto('activities').values(values))
    // SQLite just made the id of this row.
    return insertId as ActivityId
  }

  update(tx: Transaction, id: ActivityId, values: ActivityChanges): void {
    if (Object.keys(values).length === 0) return
    tx.run(sqlBuilder.updateTable('activities').set(values).where('id', '=', id))
  }

  delete(tx: Transaction, id: ActivityId): void {
    tx.run(sqlBuilder.deleteFrom('activities').where('id', '=', id))
  }
}
