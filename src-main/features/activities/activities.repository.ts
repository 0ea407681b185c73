import type { Insertable, Updateable } from 'kysely'
import { type Reader, sqlBuilder, type Transaction } from '#main/db/executor.ts'
import type { ActivitiesTable } from '#main/db/schema.ts'
import type { ActivityId, CalendarDate, ContactId, FollowUpId } from '#shared/domain/ids.ts'

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

const timeline = (kinds: string): string => `select a.id, a.contact_id as contactId, a.kind, a.at,
    a.day, a.direction, a.duration_minutes as durationMinutes, a.body, a.outcome,
    a.is_answered as isAnswered, f.id as stepId, f.title as stepTitle
  from activities a indexed by activities_contact left join follow_ups f on f.id = a.follow_up_id
  where a.contact_id = ? and (a.at, a.id) < (?, ?) ${kinds}
  order by a.at desc, a.id desc limit ?`

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
