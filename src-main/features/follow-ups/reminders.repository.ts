import { type Reader, sqlBuilder, type Transaction } from '#main/db/executor.ts'
import type { CalendarDate, FollowUpId, WallTime } from '#shared/domain/ids.ts'

/** A due time of an open step. */
export interface OpenDue {
  readonly followUpId: FollowUpId
  readonly day: CalendarDate
  readonly time: WallTime | null
  readonly zone: string | null
}

/** A reminder that counts as announced. */
export interface Delivery {
  readonly followUpId: FollowUpId
  /** Day, or day and time joined by `T`. */
  readonly due: string
  readonly dueAt: number
}

const dueText = `f.due_day || coalesce('T' || f.due_time, '')`
const isPending = `f.status = 'open' and not exists (select 1 from reminder_deliveries d
  where d.follow_up_id = f.id and d.due = ${dueText})`
const columns = `f.due_day as day, f.due_time as time, f.time_zone as zone`
const lastSeenKey = 'reminders.last-seen'

/** SQL of reminders: which are pending, which were announced. */
export class RemindersRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  pending(through: CalendarDate): readonly OpenDue[] {
    return this.reader.allSql<OpenDue>(
      `select f.id as followUpId, ${columns} from follow_ups f indexed by follow_ups_open
        where f.due_day <= ? and ${isPending} order by f.due_day, f.due_time`,
      through,
    )
  }

  /** Distinct due times of pending reminders within days, the soonest of them. */
  soonest(
    from: CalendarDate,
    to: CalendarDate,
    limit: number,
  ): readonly Omit<OpenDue, 'followUpId'>[] {
    return this.reader.allSql<Omit<OpenDue, 'followUpId'>>(
      `select distinct ${columns} from follow_ups f indexed by follow_ups_open
        where f.due_day between ? and ? and ${isPending} order by f.due_day, f.due_time limit ?`,
      from,
      to,
      limit,
    )
  }

  /** Records deliveries of steps that are still open and due then; returns those it recorded. */
  claim(tx: Transaction, deliveries: readonly Delivery[], at: number): ReadonlySet<FollowUpId> {
    const rows = tx.allSql<{ id: FollowUpId }>(
      `insert into reminder_deliveries(follow_up_id, due, due_at, delivered_at)
        select f.id, j.value ->> 'due', j.value ->> 'dueAt', ?
          from json_each(?) j cross join follow_ups f on f.id = j.value ->> 'followUpId'
          where f.status = 'open' and ${dueText} = j.value ->> 'due'
        on conflict do nothing returning follow_up_id as id`,
      at,
      JSON.stringify(deliveries),
    )
    return new Set(rows.map(({ id }) => id))
  }

  forgetAfter(tx: Transaction, instant: number): void {
    tx.run(sqlBuilder.deleteFrom('reminder_deliveries').where('due_at', '>', instant))
  }

  lastSeen(): number | null {
    const text = 'select value from machinery where key = ?'
    const row = this.reader.firstSql<{ value: string }>(text, lastSeenKey)
    return row === undefined ? null : Number(row.value)
  }

  saveLastSeen(tx: Transaction, instant: number): void {
    const value = String(instant)
    tx.run(
      sqlBuilder
        .insertInto('machinery')
        .values({ key: lastSeenKey, value })
        .onConflict((clash) => clash.column('key').doUpdateSet({ value })),
    )
  }
}
