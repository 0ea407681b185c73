import type { Reader } from '#main/db/executor.ts'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'
import { addressOf, type EmailState, effectiveState } from './email-columns.ts'
import { isSameAddress, notedAt } from './noted-columns.ts'
import type { Recipient } from './recipient.ts'

/** A mail with where it is, as a list shows it; `state` is what the owner sees, fate before wish. */
export interface EmailLineRow extends Recipient {
  id: EmailId
  uid: string
  contactId: ContactId
  contactName: string
  companyName: string | null
  batch: string | null
  subject: string
  state: EmailState
  reason: string | null
  dueAt: number | null
  nextAttemptAt: number | null
  sentAt: number | null
  answeredAt: number | null
  unlessAnswered: number
  replyText: string | null
  cameBackAt: number | null
  updatedAt: number
  /** What the list is ordered by. */
  place: number
}

/** Which mail stands where in a list. */
export interface PlacedMail {
  readonly id: EmailId
  /** What the list is ordered by. */
  readonly place: number
}

/** Whether it is of interest what is noted of the recipient. */
const isJudged = `(s.state in ('waiting','deferred','suppressed') or e.stopped_reason is not null)`

/**
 * Reads mails by their names, in the order of these: `e` and `d`, and what takes longest of each in
 * `s`, where SQLite works it out once.
 *
 * A list picks its page first, so that nothing is read of mails that it does not show.
 *
 * @param more Columns beside those of `EmailLineRow`.
 */
export const linesSql = (more = ''): string => `
with s as materialized (
  select asked.key, asked.value ->> 'place' as place, e.id, ${effectiveState} as state,
      ${addressOf} as address
    from json_each(?) asked cross join emails e on e.id = asked.value ->> 'id'
      left join deliveries d on d.email_id = e.id)
select e.id, e.uid, e.contact_id as contactId, c.display_name as contactName,
  o.display_name as companyName, e.batch, s.address as toAddress,
  case when d.state = 'sent' then coalesce(d.subject, e.subject) else e.subject end as subject,
  s.state, case when s.state = 'draft' then e.stopped_reason else d.reason end as reason,
  case when ${isJudged} then ${notedAt('s.address')} else 0 end as noted,
  c.uid as contactUid, e.to_address as givenAddress,
  case when s.state = 'draft' then null else d.due_at end as dueAt,
  case when s.state = 'draft' then null else d.next_attempt_at end as nextAttemptAt,
  d.sent_at as sentAt,
  case when d.state = 'sent' then (select min(i.at) from messages m
    cross join messages i on i.thread = m.thread and i.direction = 'in' and i.kind = 'personal'
    where m.email_id = e.id and m.direction = 'out' and i.at >= m.at) end as answeredAt,
  e.unless_answered as unlessAnswered, d.reply_text as replyText,
  case when d.reason = 'unreachable' then (select max(a.at)
    from emails x indexed by emails_contact cross join deliveries b on b.email_id = x.id
      and ${isSameAddress('b.to_address', 's.address')}
    cross join send_attempts a indexed by send_attempts_email on a.email_id = x.id
    where x.contact_id = e.contact_id and a.outcome = 'bounce-soft') end as cameBackAt,
  max(e.updated_at, coalesce(d.changed_at, 0)) as updatedAt, s.place ${more}
from s cross join emails e on e.id = s.id left join deliveries d on d.email_id = s.id
  cross join contacts c on c.id = e.contact_id left join contacts o on o.id = c.company_id
order by s.key`

const lines = linesSql()

/** Lines of mails, in their order. */
export const readLines = (reader: Reader, mails: readonly PlacedMail[]): readonly EmailLineRow[] =>
  mails.length === 0 ? [] : reader.allSql<EmailLineRow>(lines, JSON.stringify(mails))
