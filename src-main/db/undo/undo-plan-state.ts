import type { OperationId } from '#shared/domain/ids.ts'
import type { ChangeRange } from '../changed-tables.ts'
import type { Executor } from '../executor.ts'
import type { UndoSchema } from './undo-schema.ts'

/** How an undo can meet a later change. */
export type UndoVerdict =
  | 'edited-since'
  | 'has-dependents'
  | 'deleted-since'
  | 'changed-since'
  | 'parent-gone'
  | 'taken'

/** One place where an undo meets a later change. */
export interface UndoConflict {
  /** Names the conflict in a later `takeBack`. */
  readonly key: string
  readonly tableId: number
  readonly rowId: number
  /** Null when it is about the whole row. */
  readonly column: string | null
  readonly verdict: UndoVerdict
}

/** A row that a failed attempt found to stand in the way. */
export interface BlockedRow {
  readonly tableId: number
  readonly rowId: number
}

/** Makes the temporary tables of a plan; once per connection. */
export const installUndoPlan = (executor: Executor): void => {
  const row = 'table_id integer not null, row_id integer not null'
  executor.database.exec(`
create temp table undo_events(${row}, id integer not null, action integer not null,
  primary key(table_id, row_id, id, action)) without rowid;
create temp table undo_rows(${row}, existed integer not null, remains integer not null,
  is_made integer not null, is_here integer not null default 0, primary key(table_id, row_id)) without rowid;
create temp table undo_left(${row}, column text not null, value text,
  primary key(table_id, row_id, column)) without rowid;
create temp table undo_old(${row}, column text not null, value text,
  primary key(table_id, row_id, column)) without rowid;
create temp table undo_present(${row}, column text not null, value text,
  primary key(table_id, row_id, column)) without rowid;
create temp table undo_skipped_rows(${row}, primary key(table_id, row_id)) without rowid;
create temp table undo_skipped_columns(${row}, column text not null,
  primary key(table_id, row_id, column)) without rowid;
create temp table undo_conflicts(key text primary key, ${row}, column text, verdict text not null,
  is_taken_back integer not null) without rowid;
create index temp.undo_conflicts_row on undo_conflicts(table_id, row_id);
create temp table undo_take_back(key text primary key) without rowid;
create temp table undo_settled(contact_id integer primary key);
create temp table undo_asked(contact_id integer primary key);
create temp table undo_chosen_rows(${row}, primary key(table_id, row_id)) without rowid;
create temp table undo_chosen(id integer primary key, operation_id integer not null, ${row},
  last_row_id integer, action integer not null, before text);`)
}

const planTables = [
  'undo_events',
  'undo_rows',
  'undo_left',
  'undo_old',
  'undo_present',
  'undo_skipped_rows',
  'undo_skipped_columns',
  'undo_conflicts',
  'undo_take_back',
  'undo_settled',
  'undo_asked',
  'undo_chosen_rows',
  'undo_chosen',
]

/** Where the changes to undo stand: all of a range, or those chosen of it. */
export type ChangeSource = 'main.changes' | 'temp.undo_chosen'

/** A plan under construction. */
export interface PlanState {
  readonly executor: Executor
  readonly schema: UndoSchema
  /** What is undone, by whichever of its rows. */
  readonly operation: OperationId
  readonly range: ChangeRange
  readonly source: ChangeSource
  /** Tables of the rows in the range. */
  readonly touched: ReadonlySet<number>
  /** Tables of which the undo would delete rows. */
  readonly made: ReadonlySet<number>
}

/** Rows `u` of the range that the undo would delete. */
export const doomed = 'u.is_made and u.remains and u.is_here'

/** Empties the plan, so that the next replay passes over nothing. */
export const clearPlan = (executor: Executor): void => {
  for (const table of planTables) executor.runSql(`delete from temp.${table}`)
}

/** Passes over rows; `rows` selects table_id and row_id. */
export const skipRows = ({ executor }: PlanState, rows: string): void => {
  executor.runSql(`insert or ignore into temp.undo_skipped_rows ${rows}`)
}

/** Notes conflicts; `places` selects table_id, row_id and column, which may be null. */
export const addConflicts = (
  { executor }: PlanState,
  verdict: UndoVerdict,
  places: string,
): void => {
  executor.runSql(
    `insert or ignore into temp.undo_conflicts
      select key, table_id, row_id, place, '${verdict}',
        exists(select 1 from temp.undo_take_back b where b.key = f.key) from (
        select table_id || ':' || row_id || ':' || coalesce(place, '') || ':${verdict}' as key,
          table_id, row_id, place from (
          select null as table_id, null as row_id, null as place where 0 union all ${places})) f`,
  )
}
