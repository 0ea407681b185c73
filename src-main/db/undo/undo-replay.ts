import { failpoint } from '#main/platform/failpoint.ts'
import type { ChangeRange } from '../changed-tables.ts'
import type { Executor } from '../executor.ts'
import { putOffIndexes } from '../put-off-indexes.ts'
import { type BlockedRow, type ChangeSource, doomed } from './undo-plan-state.ts'
import type { UndoSchema } from './undo-schema.ts'
import { changeAction, type LoggedTable } from './undo-triggers.ts'

/** Thrown where a unique value is taken; the unit rolls back and the row is planned around. */
export class RowBlocked extends Error {
  readonly row: BlockedRow

  constructor(row: BlockedRow) {
    super('a unique value is taken')
    this.row = row
  }
}

/** Told between runs of a long replay. */
export type OnReplayed = (done: number, total: number) => void

/** What to replay. */
export interface ReplayRequest {
  readonly range: ChangeRange
  readonly source: ChangeSource
  readonly onReplayed?: OnReplayed | undefined
}

interface Run {
  readonly tableId: number
  readonly action: number
  readonly first: number
  readonly last: number
  readonly count: number
}

interface Replay {
  readonly executor: Executor
  readonly schema: UndoSchema
  readonly source: ChangeSource
  /** Tables with columns to pass over: their updates go row by row. */
  readonly careful: ReadonlySet<number>
}

/**
 * Replays a range of changes backwards, passing over what the plan says.
 *
 * Going backwards it passes only through states that existed, so that swapped unique values need no
 * special case, unless somebody has taken one of them since; foreign keys are checked at the commit.
 */
export const replayBackwards = (
  executor: Executor,
  schema: UndoSchema,
  { range, source, onReplayed }: ReplayRequest,
): void => {
  const careful = new Set(
    executor
      .allSql<{ id: number }>('select distinct table_id as id from temp.undo_skipped_columns')
      .map((row) => row.id),
  )
  const replay = { executor, schema, source, careful }
  putOff(replay, range)
  const total = range.last - range.first + 1
  for (let last = range.last; last >= range.first; ) {
    const first = Math.max(range.first, last - chunk + 1)
    for (const run of runsIn(replay, { first, last })) replayRun(replay, run)
    last = first - 1
    failpoint('undo.replayed')
    onReplayed?.(range.last - last, total)
  }
}

/** Lets indexes wait of tables that most rows leave, or that become what they are by this undo. */
const putOff = ({ executor, schema, source }: Replay, { first, last }: ChangeRange): void => {
  const counts = executor.allSql<{ tableId: number; come: number; go: number }>(
    `select table_id as tableId, sum(action = ${changeAction.delete}) as come,
        sum(iif(action = ${changeAction.insert}, last_row_id - row_id + 1, 0)) as go
      from ${source} not indexed where id between ? and ? group by table_id`,
    first,
    last,
  )
  for (const { tableId, come, go } of counts) {
    const table = schema.tables.get(tableId)
    if (table) putOffIndexes(executor, table.name, { come, go })
  }
}

/** Changes looked at together. */
const chunk = 20_000

/** Neighbouring changes of one table and action, newest first. */
const runsIn = ({ executor, source }: Replay, { first, last }: ChangeRange): readonly Run[] =>
  executor.allSql<Run>(
    `select table_id as tableId, action, min(id) as first, max(id) as last, count(*) as count from (
        select id, table_id, action, sum(is_new) over (order by id) as run from (
          select id, table_id, action,
            table_id is not lag(table_id) over w or action is not lag(action) over w as is_new
          from ${source} not indexed where id between ? and ? window w as (order by id)))
      group by run order by run desc`,
    first,
    last,
  )

const replayRun = (replay: Replay, run: Run): void => {
  const table = replay.schema.tables.get(run.tableId)
  if (!table) throw new Error(`the log names a table that is gone: ${run.tableId}`)
  if (run.action === changeAction.insert) removeRows(replay, table, run)
  else if (run.action === changeAction.delete) insertRows(replay, table, run)
  else if (run.action === changeAction.update) changeRows(replay, table, run)
  else throw new Error('what was erased cannot come back')
}

const notSkipped = (tableId: number, id: string): string =>
  `not exists(select 1 from temp.undo_skipped_rows s where s.table_id = ${tableId} and s.row_id = ${id})`

const removeRows = (
  { executor, source }: Replay,
  { name, tableId }: LoggedTable,
  run: Run,
): void => {
  const ranges = executor.allSql<{ from: number; to: number }>(
    `select row_id as "from", last_row_id as "to" from ${source} not indexed
      where id between ? and ? order by id desc`,
    run.first,
    run.last,
  )
  for (const { from, to } of ranges) {
    executor.runSql(
      `delete from ${name} where id between ? and ? and ${notSkipped(tableId, `${name}.id`)}`,
      from,
      to,
    )
  }
}

/** Which value a column goes back to: what it was before the change, or before all changes. */
type Which = 'previous' | 'oldest'

/** SQL of the value that a column of the change `x` goes back to. */
const valueOf = (tableId: number, key: string, which: Which): string => {
  const previous = `x.before ->> '$.${key}'`
  if (which === 'previous') return previous
  const oldest = `from temp.undo_old o
    where o.table_id = ${tableId} and o.row_id = x.row_id and o.column = '${key}'`
  return `case when exists(select 1 ${oldest}) then (select o.value ->> '$' ${oldest})
    else ${previous} end`
}

const insertRows = (replay: Replay, table: LoggedTable, run: Run): void => {
  const { executor, source, careful } = replay
  const { name, tableId } = table
  const keys = keysOf(executor, run.first)
  const value = (key: string, which: Which): string => {
    const old = valueOf(tableId, key, which)
    if (!careful.has(tableId)) return old
    return `case when exists(select 1 from temp.undo_skipped_columns s where s.table_id = ${tableId}
      and s.row_id = x.row_id and s.column = '${key}') then null else ${old} end`
  }
  const insert = (first: number, last: number, which: Which): void => {
    executor.runSql(
      `insert into ${name}(id, ${keys.map(quoted).join(', ')})
        select x.row_id, ${keys.map((key) => value(key, which)).join(', ')}
        from ${source} x not indexed
        where x.id between ? and ? and ${notSkipped(tableId, 'x.row_id')} order by x.row_id`,
      first,
      last,
    )
  }
  inOneOrEach(replay, run, insert)
}

const changeRows = (replay: Replay, table: LoggedTable, run: Run): void => {
  const { executor, source } = replay
  const keys =
    run.count > 1 && !replay.careful.has(table.tableId) ? commonKeys(replay, table, run) : null
  if (keys === null) {
    for (const { id } of changesOf(replay, run)) changeRow(replay, table, id)
    return
  }
  executor.runSql(
    `update ${table.name} set ${keys.map((key) => `${quoted(key)} = x.before ->> '$.${key}'`).join(', ')}
      from (select c.row_id, c.before from ${source} c not indexed where c.id between ? and ?
        and ${notSkipped(table.tableId, 'c.row_id')} limit -1) x
      where ${table.name}.id = x.row_id`,
    run.first,
    run.last,
  )
}

/** The columns of a run of updates that can be one statement, else null. */
const commonKeys = (
  { executor, schema, source }: Replay,
  table: LoggedTable,
  run: Run,
): readonly string[] | null => {
  const found = executor.firstSql<{ low: string; high: string; rows: number }>(
    `select min(keys) as low, max(keys) as high, count(distinct row_id) as rows from (
      select row_id, (select group_concat(key) from json_each(before)) as keys
      from ${source} not indexed where id between ? and ?)`,
    run.first,
    run.last,
  )
  if (!found || found.low !== found.high || found.rows !== run.count) return null
  const keys = found.low.split(',')
  const isUnique = schema.uniqueKeys.some(
    (unique) => unique.table === table && unique.columns.some((column) => keys.includes(column)),
  )
  return isUnique ? null : keys
}

const changeRow = ({ executor, careful }: Replay, table: LoggedTable, changeId: number): void => {
  const { name, tableId } = table
  const row = executor.firstSql<{ id: number }>(
    `select row_id as id from changes where id = ? and ${notSkipped(tableId, 'changes.row_id')}`,
    changeId,
  )
  if (!row) return
  const keys = keysOf(executor, changeId).filter(
    (key) =>
      !careful.has(tableId) ||
      !executor.firstSql(
        'select 1 from temp.undo_skipped_columns where table_id = ? and row_id = ? and column = ?',
        tableId,
        row.id,
        key,
      ),
  )
  if (keys.length === 0) return
  const place = { tableId, rowId: row.id }
  const isPut = putBack((which) => {
    executor.runSql(
      `update ${name} set (${keys.map(quoted).join(', ')}) =
        (select ${keys.map((key) => valueOf(tableId, key, which)).join(', ')}
          from changes x where x.id = ?)
        where id = ?`,
      changeId,
      row.id,
    )
  })
  // A row that this undo deletes in a moment needs its first value no more.
  if (!isPut && !isDoomed(executor, place)) throw new RowBlocked(place)
}

const isDoomed = (executor: Executor, { tableId, rowId }: BlockedRow): boolean =>
  executor.firstSql(
    `select 1 from temp.undo_rows u where u.table_id = ? and u.row_id = ? and ${doomed}`,
    tableId,
    rowId,
  ) !== undefined

/** Inserts a run at once; when a unique value is taken, finds out whose. */
const inOneOrEach = (
  replay: Replay,
  run: Run,
  insert: (first: number, last: number, which: Which) => void,
): void => {
  if (isDone(() => insert(run.first, run.last, 'previous'))) return
  for (const { id, rowId } of changesOf(replay, run)) {
    if (!putBack((which) => insert(id, id, which))) {
      throw new RowBlocked({ tableId: run.tableId, rowId })
    }
  }
}

/**
 * Puts a row back as it was before a change. Where a unique value that it had only in between is
 * taken, as it was before all of them. False where that is taken too.
 */
const putBack = (put: (which: Which) => void): boolean =>
  isDone(() => put('previous')) || isDone(() => put('oldest'))

/** False when a unique value is taken. */
const isDone = (work: () => void): boolean => {
  try {
    work()
    return true
  } catch (error) {
    if (!isUniqueClash(error)) throw error
    return false
  }
}

/** The changes of a run one by one, newest first. */
const changesOf = (
  { executor, source }: Replay,
  { first, last }: Run,
): readonly { readonly id: number; readonly rowId: number }[] =>
  executor.allSql(
    `select id, row_id as rowId from ${source} not indexed
      where id between ? and ? order by id desc`,
    first,
    last,
  )

const isUniqueClash = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'SQLITE_CONSTRAINT_UNIQUE' || error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY')

const keysOf = (executor: Executor, changeId: number): readonly string[] =>
  executor
    .allSql<{ key: string }>(
      'select k.key from changes x cross join json_each(x.before) k where x.id = ?',
      changeId,
    )
    .map((row) => row.key)

const quoted = (column: string): string => `"${column}"`
