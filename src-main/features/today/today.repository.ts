import type { Reader } from '#main/db/executor.ts'
import type { ImportantDatesTable } from '#main/db/schema.ts'
import type { CalendarDate, ContactId, ImportantDateId } from '#shared/domain/ids.ts'

/** A birthday or another day to remember, as it is stored. */
export interface StoredDate {
  readonly id: ImportantDateId
  readonly contactId: ContactId
  readonly kind: ImportantDatesTable['kind']
  readonly label: string | null
  readonly year: number | null
  readonly month: number
  readonly day: number
}

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
  datesOn(month: number, day: number, limit: number): readonly StoredDate[] {
    const text = `select d.id, d.contact_id as contactId, d.kind, d.label, d.year, d.month, d.day
      from important_dates d cross join contacts c on c.id = d.contact_id
      where d.month = ? and d.day = ? and c.do_not_contact = 0
      order by c.sort_key, d.id limit ?`
    return this.reader.allSql<StoredDate>(text, month, day, limit)
  }

  /** How many contacts had a real contact since an instant. */
  countContactedSince(instant: number): number {
    const text = 'select count(*) as n from contacts where last_contact_at >= ?'
    return this.reader.firstSql<{ n: number }>(text, instant)?.n ?? 0
  }
}
