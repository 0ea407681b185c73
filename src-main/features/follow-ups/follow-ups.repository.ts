import type { Insertable, Updateable } from 'kysely'
import type { z } from 'zod'
import { type Reader, sqlBuilder, type Transaction } from '#main/db/executor.ts'
import type { ActivitiesTable, FollowUpsTable } from '#main/db/schema.ts'
import type { followUp } from '#shared/contract/follow-ups.ts'
import type {
  ActivityId,
  CalendarDate,
  ContactId,
  FollowUpId,
  WallTime,
} from '#shared/domain/ids.ts'

/** A next step as the contract shows it. */
export type FollowUp = z.output<typeof followUp>

/** A next step with what else the rules about it need. */
export interface StoredFollowUp {
  readonly followUp: FollowUp
  /** First day of its series; null when it does not recur. */
  readonly anchor: CalendarDate | null
}

/** Which next steps: every named condition holds. */
export interface FollowUpFilter {
  readonly contactId?: ContactId | undefined
  readonly status?: FollowUp['status'] | undefined
  readonly dueTo?: CalendarDate | undefined
  readonly limit: number
}

interface Row {
  id: FollowUpId
  contactId: ContactId
  contactName: string
  companyName: string | null
  title: string
  reason: string | null
  dueDay: CalendarDate
  dueTime: WallTime | null
  timeZone: string | null
  firstDueDay: CalendarDate
  snoozeCount: number
  priority: number
  mode: FollowUpsTable['recurrence_mode']
  every: number | null
  unit: FollowUpsTable['recurrence_unit']
  anchor: CalendarDate | null
  status: FollowUp['status']
  completedAt: number | null
  outcome: string | null
}

const columns = `select f.id, f.contact_id as contactId, c.display_name as contactName,
    o.display_name as companyName, f.title, f.reason, f.due_day as dueDay, f.due_time as dueTime,
    f.time_zone as timeZone, f.first_due_day as firstDueDay, f.snooze_count as snoozeCount,
    f.priority, f.recurrence_mode as mode, f.recurrence_every as every, f.recurrence_unit as unit,
    f.recurrence_anchor as anchor, f.status, f.completed_at as completedAt, f.outcome`
const joins = `cross join contacts c on c.id = f.contact_id
    left join contacts o on o.id = c.company_id`
const oneStep = `${columns} from follow_ups f ${joins} where f.id = ?`

/** Left to itself SQLite sorts all steps for some statistics; these read in the order of days. */
const indexFor = ({ contactId, status }: FollowUpFilter): string => {
  if (contactId !== undefined) return 'follow_ups_contact'
  return status === 'open' ? 'follow_ups_open' : 'follow_ups_due'
}

/** SQL of next steps; soonest first, those for a whole day after those with a time. */
export class FollowUpsRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  find(id: FollowUpId): StoredFollowUp | undefined {
    const row = this.reader.firstSql<Row>(oneStep, id)
    return row && fromRow(row)
  }

  list(filter: FollowUpFilter): readonly StoredFollowUp[] {
    const { contactId, status, dueTo, limit } = filter
    const conditions = [
      ...(contactId === undefined ? [] : [{ sql: 'f.contact_id = ?', value: contactId }]),
      ...(dueTo === undefined ? [] : [{ sql: 'f.due_day <= ?', value: dueTo }]),
    ]
    // The status stands in the text, not in a parameter: only then is the partial index used.
    const where = [
      ...conditions.map(({ sql }) => sql),
      ...(status === undefined ? [] : [`f.status = '${status}'`]),
    ]
    const text = `${columns} from follow_ups f indexed by ${indexFor(filter)} ${joins}
      ${where.length === 0 ? '' : `where ${where.join(' and ')}`}
      order by f.due_day, f.due_time nulls last, f.priority desc, f.id limit ?`
    const values = conditions.map(({ value }) => value)
    return this.reader.allSql<Row>(text, ...values, limit).map(fromRow)
  }

  countOpen(dueFrom: CalendarDate, dueTo: CalendarDate): number {
    const text = `select count(*) as n from follow_ups indexed by follow_ups_open
      where status = 'open' and due_day between ? and ?`
    return this.reader.firstSql<{ n: number }>(text, dueFrom, dueTo)?.n ?? 0
  }

  countDone(day: CalendarDate): number {
    const text = `select count(*) as n from follow_ups indexed by follow_ups_done
      where status = 'done' and completed_day = ?`
    return this.reader.firstSql<{ n: number }>(text, day)?.n ?? 0
  }

  contactExists(id: ContactId): boolean {
    return this.reader.firstSql('select 1 from contacts where id = ?', id) !== undefined
  }

  hasOpen(contactId: ContactId): boolean {
    const text = `select 1 from follow_ups where contact_id = ? and status = 'open' limit 1`
    return this.reader.firstSql(text, contactId) !== undefined
  }

  insert(tx: Transaction, values: Insertable<FollowUpsTable>): FollowUpId {
    const { insertId } = tx.run(sqlBuilder.insertInto('follow_ups').values(values))
    // SQLite just made the id of this row.
    return insertId as FollowUpId
  }

  update(tx: Transaction, id: FollowUpId, values: Updateable<FollowUpsTable>): void {
    tx.run(sqlBuilder.updateTable('follow_ups').set(values).where('id', '=', id))
  }

  delete(tx: Transaction, id: FollowUpId): void {
    tx.run(sqlBuilder.deleteFrom('follow_ups').where('id', '=', id))
  }

  /** The entry in the timeline that a completed step leaves. */
  insertActivity(tx: Transaction, values: Insertable<ActivitiesTable>): ActivityId {
    const { insertId } = tx.run(sqlBuilder.insertInto('activities').values(values))
    // As above.
    return insertId as ActivityId
  }

  /** An entry that stands in the timeline already completed a step. */
  linkActivity(tx: Transaction, activityId: ActivityId, id: FollowUpId): void {
    tx.run(
      sqlBuilder.updateTable('activities').set({ follow_up_id: id }).where('id', '=', activityId),
    )
  }
}

const fromRow = (row: Row): StoredFollowUp => ({
  followUp: {
    id: row.id,
    contact: { id: row.contactId, name: row.contactName, companyName: row.companyName },
    title: row.title,
    reason: row.reason,
    dueDay: row.dueDay,
    dueTime: row.dueTime,
    timeZone: row.timeZone,
    firstDueDay: row.firstDueDay,
    snoozeCount: row.snoozeCount,
    priority: row.priority,
    recurrence:
      row.mode === null || row.every === null || row.unit === null
        ? null
        : { mode: row.mode, every: row.every, unit: row.unit },
    status: row.status,
    completedAt: row.completedAt,
    outcome: row.outcome,
  },
  anchor: row.anchor,
})
