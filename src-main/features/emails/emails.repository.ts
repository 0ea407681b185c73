import type { Insertable, Updateable } from 'kysely'
import type { EmailsTable } from '#main/db/email-schema.ts'
import { type Bindable, type Reader, sqlBuilder, type Transaction } from '#main/db/executor.ts'
import type {
  ContactId,
  EmailAccountId,
  EmailId,
  FollowUpId,
  MessageId,
} from '#shared/domain/ids.ts'
import { addressOf, type EmailState, effectiveState } from './email-columns.ts'
import { type EmailLineRow, linesSql, type PlacedMail, readLines } from './email-lines.ts'
import type { GoingMail } from './planning/same-address.ts'

/** A mail by its names, with where it is and why. */
export type NamedMail = Pick<EmailLineRow, 'id' | 'uid' | 'state' | 'reason'>

/** A mail as it is written. */
export interface EmailRow extends EmailLineRow {
  accountId: EmailAccountId | null
  followUpId: FollowUpId | null
  answersMessageId: MessageId | null
  body: string
  attachments: string
  sendAt: string | null
  timeZone: string | null
  /** The schedule that a draft had before it was taken back, by hand or by undo. */
  takenBack: string | null
}

/** What is written when a mail is to leave. */
export interface ScheduledMail
  extends Pick<EmailsTable, 'send_at' | 'time_zone' | 'account_id' | 'to_address'> {
  readonly id: EmailId
  readonly scheduled_at: number
  readonly is_hand_timed: 0 | 1
  readonly to_each: 0 | 1
  readonly unless_answered: 0 | 1
}

/** Drafts: all of them, and those that an answer made drafts again. */
type DraftGroup = 'drafts' | 'stopped'

/** The groups of the outbox page, and the drafts. */
export type EmailGroup =
  | DraftGroup
  | 'uncertain'
  | 'held'
  | 'scheduled'
  | 'sending'
  | 'failed'
  | 'sent'

/** Which page of a group. */
export interface GroupPage {
  readonly group: EmailGroup
  readonly contactId?: ContactId | undefined
  readonly batch?: string | undefined
  readonly limit: number
  readonly after: { readonly place: number; readonly id: number } | null
}

interface GroupSql {
  readonly states: readonly string[]
  readonly place: string
  readonly isDescending: boolean
}

/** An index of the drafts of a group, and its condition. */
const draftGroups: Readonly<Record<DraftGroup, { readonly index: string; readonly wish: string }>> =
  {
    drafts: { index: 'emails_drafts', wish: `e.intent = 'draft'` },
    stopped: {
      index: 'emails_stopped',
      wish: `e.intent = 'draft' and e.stopped_reason = 'answered'`,
    },
  }

const isDraftGroup = (group: EmailGroup): group is DraftGroup => group in draftGroups

const groups: Readonly<Record<Exclude<EmailGroup, DraftGroup>, GroupSql>> = {
  uncertain: { states: ['uncertain'], place: 'd.next_attempt_at', isDescending: false },
  held: { states: ['held'], place: 'd.next_attempt_at', isDescending: false },
  scheduled: { states: ['waiting', 'deferred'], place: 'd.next_attempt_at', isDescending: false },
  sending: { states: ['claimed', 'body'], place: 'd.next_attempt_at', isDescending: false },
  failed: { states: ['failed', 'suppressed'], place: 'd.next_attempt_at', isDescending: false },
  sent: { states: ['sent'], place: 'd.sent_at', isDescending: true },
}

const wholeMails = linesSql(`, e.account_id as accountId, e.follow_up_id as followUpId,
  e.answers_message_id as answersMessageId, e.body, e.attachments, e.send_at as sendAt,
  e.time_zone as timeZone, case when s.state = 'draft' then d.plan end as takenBack`)

/** SQL of mails as the owner writes them. */
export class EmailsRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  find(id: EmailId): EmailRow | undefined {
    return this.read([id])[0]
  }

  /** Those of these mails that are still there, in their order. */
  namesOf(ids: readonly EmailId[]): readonly NamedMail[] {
    return this.reader.allSql<NamedMail>(
      `select e.id, e.uid, ${effectiveState} as state,
          case when ${effectiveState} = 'draft' then e.stopped_reason else d.reason end as reason
        from json_each(?) asked cross join emails e on e.id = asked.value
        left join deliveries d on d.email_id = e.id order by asked.key`,
      JSON.stringify(ids),
    )
  }

  /** Where mails are; one that is gone has no state. */
  statesOf(ids: readonly EmailId[]): ReadonlyMap<EmailId, EmailState> {
    const rows = this.reader.allSql<{ id: EmailId; state: EmailState }>(
      `select e.id, ${effectiveState} as state from json_each(?) asked
        cross join emails e on e.id = asked.value left join deliveries d on d.email_id = e.id`,
      JSON.stringify(ids),
    )
    return new Map(rows.map(({ id, state }) => [id, state]))
  }

  /** Drafts of a batch, the mail itself among them. */
  draftsOfBatch(batch: string): readonly EmailRow[] {
    const rows = this.reader.allSql<{ id: EmailId }>(
      `select e.id from emails e indexed by emails_batch
        left join deliveries d on d.email_id = e.id
        where e.batch = ? and ${effectiveState} = 'draft' order by e.id`,
      batch,
    )
    return this.read(rows.map(({ id }) => id))
  }

  /** Mails of a batch that are planned, on their way or gone, and where they go. */
  goingOfBatch(batch: string): readonly GoingMail[] {
    return this.reader.allSql<GoingMail>(
      `select e.batch, ${addressOf} as address, c.display_name as name
        from emails e indexed by emails_batch left join deliveries d on d.email_id = e.id
        cross join contacts c on c.id = e.contact_id
        where e.batch = ? and ${effectiveState} not in ('draft','failed','suppressed','dismissed')`,
      batch,
    )
  }

  page(page: GroupPage): readonly EmailLineRow[] {
    return readLines(this.reader, this.placesOf(page))
  }

  /** Mails to a contact that have not left, those that wait for the owner first. */
  pending(contactId: ContactId, limit: number): readonly EmailLineRow[] {
    const rank = pendingGroups
      .flatMap((group, place) => statesOf(group).map((state) => `when '${state}' then ${place}`))
      .join(' ')
    const mails = this.reader.allSql<PlacedMail>(
      `select e.id, case ${effectiveState} ${rank} end as place
        from emails e indexed by emails_contact left join deliveries d on d.email_id = e.id
        where e.contact_id = ? and place is not null
        order by place, case when ${effectiveState} = 'draft' then -e.updated_at
          else d.next_attempt_at end, e.id limit ?`,
      contactId,
      limit,
    )
    return readLines(this.reader, mails)
  }

  countDrafts(group: DraftGroup): number {
    const { index, wish } = draftGroups[group]
    const text = `select count(*) as n from emails e indexed by ${index}
      left join deliveries d on d.email_id = e.id
      where ${wish} and ${effectiveState} = 'draft'`
    return this.reader.firstSql<{ n: number }>(text)?.n ?? 0
  }

  /** Mails that wait for an answer of a contact, scheduled by then and still here. */
  waitingForAnswer(contactId: ContactId, by: number): readonly EmailId[] {
    const rows = this.reader.allSql<{ id: EmailId }>(
      `select e.id from emails e indexed by emails_contact
        left join deliveries d on d.email_id = e.id
        where e.contact_id = ? and e.intent = 'scheduled' and e.unless_answered = 1
          and e.scheduled_at <= ?
          and ${effectiveState} in ('waiting','held','deferred')`,
      contactId,
      by,
    )
    return rows.map(({ id }) => id)
  }

  /** Contacts that a query offers as `id`, in its order. */
  contactsOf(source: {
    readonly sql: string
    readonly values: readonly Bindable[]
  }): readonly ContactId[] {
    return this.reader.allSql<{ id: ContactId }>(source.sql, ...source.values).map(({ id }) => id)
  }

  /** Lets many leave, each by its own schedule, in one statement. */
  scheduleAll(tx: Transaction, mails: readonly ScheduledMail[]): void {
    const field = (name: keyof ScheduledMail) => `mail.value ->> '${name}'`
    tx.runSql(
      `update emails set intent = 'scheduled', send_at = ${field('send_at')},
          time_zone = ${field('time_zone')}, is_hand_timed = ${field('is_hand_timed')},
          to_each = ${field('to_each')},
          account_id = ${field('account_id')}, to_address = ${field('to_address')},
          unless_answered = ${field('unless_answered')}, scheduled_at = ${field('scheduled_at')}, stopped_reason = null
        from json_each(?) mail where emails.id = ${field('id')}`,
      JSON.stringify(mails),
    )
  }

  /** Makes mails drafts again, with what stopped them. */
  unscheduleAll(
    tx: Transaction,
    ids: readonly EmailId[],
    { reason, now }: { readonly reason: string | null; readonly now: number },
  ): void {
    tx.runSql(
      `update emails set intent = 'draft', stopped_reason = ?, updated_at = ?
        where id in (select value from json_each(?))`,
      reason,
      now,
      JSON.stringify(ids),
    )
  }

  exists(table: 'contacts' | 'follow_ups' | 'messages' | 'email_accounts', id: number): boolean {
    return this.reader.firstSql(`select 1 from ${table} where id = ?`, id) !== undefined
  }

  insert(tx: Transaction, values: Insertable<EmailsTable>): EmailId {
    const { insertId } = tx.run(sqlBuilder.insertInto('emails').values(values))
    // SQLite just made the id of this row.
    return insertId as EmailId
  }

  update(tx: Transaction, id: EmailId, values: Updateable<EmailsTable>): void {
    tx.run(sqlBuilder.updateTable('emails').set(values).where('id', '=', id))
  }

  delete(tx: Transaction, id: EmailId): void {
    tx.run(sqlBuilder.deleteFrom('emails').where('id', '=', id))
  }

  deleteAll(tx: Transaction, ids: readonly EmailId[]): void {
    const text = 'delete from emails where id in (select value from json_each(?))'
    tx.runSql(text, JSON.stringify(ids))
  }

  private read(ids: readonly EmailId[]): readonly EmailRow[] {
    const mails = ids.map((id): PlacedMail => ({ id, place: 0 }))
    return this.reader.allSql<EmailRow>(wholeMails, JSON.stringify(mails))
  }

  private placesOf(page: GroupPage): readonly PlacedMail[] {
    const { contactId, batch } = page
    if (contactId !== undefined) return this.fewOf(page, { column: 'contact_id', value: contactId })
    if (batch !== undefined) return this.fewOf(page, { column: 'batch', value: batch })
    const { group } = page
    return isDraftGroup(group) ? this.drafts(page, group) : this.deliveries(page, groups[group])
  }

  private drafts({ limit, after }: GroupPage, group: DraftGroup): readonly PlacedMail[] {
    const { index, wish } = draftGroups[group]
    const text = `select e.id, e.updated_at as place from emails e indexed by ${index}
      left join deliveries d on d.email_id = e.id
      where ${wish} and ${effectiveState} = 'draft'
        ${after === null ? '' : 'and (e.updated_at, e.id) < (?, ?)'}
      order by e.updated_at desc, e.id desc limit ?`
    return this.reader.allSql<PlacedMail>(text, ...placeOf(after), limit)
  }

  /** Each state in the order of its index, then merged: never more than a page of each is read. */
  private deliveries({ limit, after }: GroupPage, group: GroupSql): readonly PlacedMail[] {
    const { states, place, isDescending } = group
    const order = isDescending ? 'desc' : 'asc'
    const index = isDescending ? 'deliveries_sent' : 'deliveries_state'
    const beyond = `and (${place}, d.email_id) ${isDescending ? '<' : '>'} (?, ?)`
    const wish = states.some((state) => undecided.has(state)) ? `and e.intent = 'scheduled'` : ''
    const rows = states.flatMap((state) =>
      this.reader.allSql<PlacedMail>(
        `select e.id, ${place} as place from deliveries d indexed by ${index}
          cross join emails e on e.id = d.email_id
          where d.state = '${state}' and ${place} is not null ${wish}
            ${after === null ? '' : beyond}
          order by ${place} ${order}, d.email_id ${order} limit ?`,
        ...placeOf(after),
        limit,
      ),
    )
    const sign = isDescending ? -1 : 1
    return rows.toSorted((a, b) => sign * (a.place - b.place || a.id - b.id)).slice(0, limit)
  }

  /** The mails of one contact or batch are few: they are sorted. */
  private fewOf(
    { group, limit, after }: GroupPage,
    { column, value }: { column: 'contact_id' | 'batch'; value: Bindable },
  ): readonly PlacedMail[] {
    const index = column === 'batch' ? 'emails_batch' : 'emails_contact'
    const { states, place, isDescending, wish } = isDraftGroup(group)
      ? { states: ['draft'], place: 'e.updated_at', isDescending: true, ...draftGroups[group] }
      : { ...groups[group], wish: 'true' }
    const order = isDescending ? 'desc' : 'asc'
    const marks = states.map(() => '?').join(', ')
    const text = `select e.id, ${place} as place from emails e indexed by ${index}
      left join deliveries d on d.email_id = e.id
      where e.${column} = ? and ${wish} and ${effectiveState} in (${marks})
        ${after === null ? '' : `and (${place}, e.id) ${isDescending ? '<' : '>'} (?, ?)`}
      order by ${place} ${order}, e.id ${order} limit ?`
    return this.reader.allSql<PlacedMail>(text, value, ...states, ...placeOf(after), limit)
  }
}

/** States that a mail is only in while the owner wants it to leave. */
const undecided: ReadonlySet<string> = new Set([
  'waiting',
  'deferred',
  'held',
  'failed',
  'suppressed',
])

/** What has not left, those that wait for the owner first. */
const pendingGroups: readonly EmailGroup[] = [
  'uncertain',
  'held',
  'failed',
  'sending',
  'scheduled',
  'drafts',
]

const statesOf = (group: EmailGroup): readonly string[] =>
  isDraftGroup(group) ? ['draft'] : groups[group].states

const placeOf = (after: GroupPage['after']): readonly number[] =>
  after === null ? [] : [after.place, after.id]
