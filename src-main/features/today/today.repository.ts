import type { Reader } from '#main/db/executor.ts'
import type { FollowUpsTable, ImportantDatesTable } from '#main/db/schema.ts'
import type { Output } from '#shared/contract/index.ts'
import type {
  ActivityId,
  CalendarDate,
  ContactId,
  FollowUpId,
  ImportantDateId,
  MessageId,
  WallTime,
} from '#shared/domain/ids.ts'

type StepLine = Output<'today.get'>['today'][number]

/** What the reason of a next step is made from. */
export interface StepFacts {
  readonly reason: string | null
  readonly snoozeCount: number
  readonly firstDueDay: CalendarDate
  readonly recurrence: { readonly every: number; readonly unit: string } | null
  /** What was logged when it was planned; null when it was planned by itself. */
  readonly origin: { readonly kind: string; readonly day: CalendarDate } | null
  readonly createdAt: number
}

/** An open next step, whose it is, and what its reason is made from. */
export interface TodayStep extends Pick<StepLine, 'followUp' | 'contact'> {
  readonly facts: StepFacts
}

/** Somebody who wrote and waits. */
export interface StoredAnswer {
  readonly id: MessageId
  readonly activityId: ActivityId | null
  readonly contact: StepLine['contact']
  readonly subject: string
  readonly body: string
  readonly at: number
  /** When the mail left that this one answers. */
  readonly answersAt: number | null
  readonly stoppedCount: number
  /** Wall time and zone of the first of them, `2026-11-23T09:00|Europe/Lisbon`. */
  readonly stoppedPlan: string | null
  readonly hasNextStep: boolean
}

/** A birthday or another day to remember, as it is stored, and whose it is. */
export interface StoredDate {
  readonly id: ImportantDateId
  readonly contact: StepLine['contact']
  readonly kind: ImportantDatesTable['kind']
  readonly label: string | null
  readonly year: number | null
  readonly month: number
  readonly day: number
}

/** A day of any year. */
export interface DayOfYear {
  readonly month: number
  readonly day: number
}

interface PersonRow {
  contactId: ContactId
  contactKind: StepLine['contact']['kind']
  displayName: string
  givenName: string | null
  familyName: string | null
  companyId: ContactId | null
  companyName: string | null
}
interface StepRow extends PersonRow {
  id: FollowUpId
  title: string
  reason: string | null
  dueDay: CalendarDate
  dueTime: WallTime | null
  firstDueDay: CalendarDate
  snoozeCount: number
  priority: number
  every: number | null
  unit: FollowUpsTable['recurrence_unit']
  createdAt: number
  originKind: string | null
  originDay: CalendarDate | null
}
interface AnswerRow extends PersonRow, Omit<StoredAnswer, 'contact' | 'hasNextStep'> {
  hasNextStep: number
}
interface DateRow extends PersonRow, Omit<StoredDate, 'contact'> {}

const person = `c.id as contactId, c.kind as contactKind, c.display_name as displayName,
    c.given_name as givenName, c.family_name as familyName, c.company_id as companyId,
    k.display_name as companyName`

/** What was planned and is a draft again because they wrote. */
const stopped = (what: string): string => `(select ${what}
    from emails e indexed by emails_contact left join deliveries d on d.email_id = e.id
    where e.contact_id = m.contact_id and e.intent = 'draft' and e.stopped_reason = 'answered'
      and max(e.updated_at, coalesce(d.changed_at, 0)) >= m.at)`

const answers = `select m.id, m.activity_id as activityId, m.subject, substr(m.body, 1, 4000) as body,
    m.at, (select o.at from messages o indexed by messages_message_id
      where o.message_id = m.in_reply_to and o.direction = 'out' limit 1) as answersAt,
    ${stopped('count(*)')} as stoppedCount, ${stopped(`min(e.send_at || '|' || e.time_zone)`)} as stoppedPlan,
    c.next_step_due is not null as hasNextStep, ${person}
  from (select waiting_message_id as id from contacts indexed by contacts_waiting
      where waiting_since >= ? order by waiting_since desc, waiting_message_id desc limit ?) s
    cross join messages m on m.id = s.id
    cross join contacts c on c.id = m.contact_id
    left join contacts k on k.id = c.company_id
  order by m.at desc, m.id desc`

/** The steps are chosen by their own rows alone; only those on the page are joined. */
const steps = `select f.id, f.title, f.reason, f.due_day as dueDay, f.due_time as dueTime,
    f.first_due_day as firstDueDay, f.snooze_count as snoozeCount, f.priority,
    f.recurrence_every as every, f.recurrence_unit as unit, f.created_at as createdAt,
    a.kind as originKind, a.day as originDay, ${person}
  from (select id from follow_ups indexed by follow_ups_open
      where status = 'open' and due_day between ? and ?
      order by due_day, due_time nulls last, priority desc, id limit ?) s
    cross join follow_ups f on f.id = s.id
    cross join contacts c on c.id = f.contact_id
    left join contacts k on k.id = c.company_id
    left join activities a on a.id = f.origin_activity_id
  order by f.due_day, f.due_time nulls last, f.priority desc, f.id`

/**
 * The day from which somebody needs attention: cold by the own rhythm, or due by the agreed one.
 *
 * This text and the conditions below must stay those of the index `contacts_attention`.
 */
const attentionFrom = `min(coalesce(cold_from, '9999-12-31'), coalesce(rhythm_due, '9999-12-31'))`
const needsAttention = `do_not_contact = 0 and (cold_from is not null or rhythm_due is not null)
  and ${attentionFrom} <= ? and (next_step_due is null or next_step_due >= ?)`

/** SQL of Today. */
export class TodayRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /**
   * Open steps due within days, both included: the soonest first, those for a whole day after
   * those with a time.
   */
  steps(from: CalendarDate, to: CalendarDate, limit: number): readonly TodayStep[] {
    return this.reader.allSql<StepRow>(steps, from, to, limit).map(stepFrom)
  }

  /** Who wrote since an instant and waits, the newest first. */
  answers(since: number, limit: number): readonly StoredAnswer[] {
    return this.reader.allSql<AnswerRow>(answers, since, limit).map(answerFrom)
  }

  countAnswers(since: number): number {
    const text = `select count(*) as n from contacts indexed by contacts_waiting
      where waiting_since >= ?`
    return this.reader.firstSql<{ n: number }>(text, since)?.n ?? 0
  }

  /**
   * Contacts whose silence is too long, those first for whom it has become so last: they are the
   * easiest to win back. Without those who have a next step before `plannedFrom` anyway.
   */
  cold(day: CalendarDate, plannedFrom: CalendarDate, limit: number): readonly ContactId[] {
    const text = `select id from contacts indexed by contacts_attention where ${needsAttention}
      order by ${attentionFrom} desc, next_step_due desc, id desc limit ?`
    return this.reader.allSql<{ id: ContactId }>(text, day, plannedFrom, limit).map(({ id }) => id)
  }

  countCold(day: CalendarDate, plannedFrom: CalendarDate): number {
    const text = `select count(*) as n from contacts indexed by contacts_attention
      where ${needsAttention}`
    return this.reader.firstSql<{ n: number }>(text, day, plannedFrom)?.n ?? 0
  }

  /** Dates of one day of the year, by name. */
  datesOn({ month, day }: DayOfYear, limit: number): readonly StoredDate[] {
    const text = `select d.id, d.kind, d.label, d.year, d.month, d.day, ${person}
      from important_dates d cross join contacts c on c.id = d.contact_id
        left join contacts k on k.id = c.company_id
      where d.month = ? and d.day = ? and c.do_not_contact = 0
      order by c.sort_key, d.id limit ?`
    return this.reader.allSql<DateRow>(text, month, day, limit).map(dateFrom)
  }

  /** How many dates there are on days of the year. */
  countDatesOn(days: readonly DayOfYear[]): number {
    const text = `select count(*) as n from json_each(?) j
        cross join important_dates d indexed by important_dates_day
          on d.month = j.value ->> 'month' and d.day = j.value ->> 'day'
      where not exists (select 1 from contacts c indexed by contacts_left_alone
        where c.id = d.contact_id and c.do_not_contact = 1)`
    return this.reader.firstSql<{ n: number }>(text, JSON.stringify(days))?.n ?? 0
  }

  /** How many contacts had a real contact since an instant. */
  countContactedSince(instant: number): number {
    const text = 'select count(*) as n from contacts where last_contact_at >= ?'
    return this.reader.firstSql<{ n: number }>(text, instant)?.n ?? 0
  }
}

const personFrom = (row: PersonRow): StepLine['contact'] => ({
  id: row.contactId,
  kind: row.contactKind,
  displayName: row.displayName,
  givenName: row.givenName,
  familyName: row.familyName,
  company:
    row.companyId === null || row.companyName === null
      ? null
      : { id: row.companyId, name: row.companyName },
})

const stepFrom = (row: StepRow): TodayStep => ({
  followUp: {
    id: row.id,
    title: row.title,
    dueDay: row.dueDay,
    dueTime: row.dueTime,
    priority: row.priority,
  },
  contact: personFrom(row),
  facts: {
    reason: row.reason,
    snoozeCount: row.snoozeCount,
    firstDueDay: row.firstDueDay,
    recurrence:
      row.every === null || row.unit === null ? null : { every: row.every, unit: row.unit },
    origin:
      row.originKind === null || row.originDay === null
        ? null
        : { kind: row.originKind, day: row.originDay },
    createdAt: row.createdAt,
  },
})

const answerFrom = (row: AnswerRow): StoredAnswer => ({
  id: row.id,
  activityId: row.activityId,
  contact: personFrom(row),
  subject: row.subject,
  body: row.body,
  at: row.at,
  answersAt: row.answersAt,
  stoppedCount: row.stoppedCount,
  stoppedPlan: row.stoppedPlan,
  hasNextStep: row.hasNextStep === 1,
})

const dateFrom = (row: DateRow): StoredDate => ({
  id: row.id,
  contact: personFrom(row),
  kind: row.kind,
  label: row.label,
  year: row.year,
  month: row.month,
  day: row.day,
})
