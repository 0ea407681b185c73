import type { Executor } from '../executor.ts'
import type { PlanState } from './undo-plan-state.ts'
import type { UndoSchema } from './undo-schema.ts'

/** Whether two columns of one row are the same or mean something only together, in SQL. */
export const areOneWhole = (schema: UndoSchema, a: string, b: string): string => {
  const wholes = [...schema.tables.values()].flatMap(({ tableId, wholes: all }) =>
    all.map((columns) => {
      const names = columns.map((column) => `'${column}'`).join(', ')
      return `${a}.table_id = ${tableId} and ${a}.column in (${names}) and ${b}.column in (${names})`
    }),
  )
  return `(${[`${a}.column = ${b}.column`, ...wholes].join(' or ')})`
}

/** Keeps what hangs together with something kept: half a whole is what nobody ever had. */
export const decideWholes = ({ executor, schema }: PlanState): void => {
  executor.runSql(
    `update temp.undo_conflicts as a set is_taken_back = 0
      where a.verdict = 'changed-since' and a.is_taken_back and exists(
        select 1 from temp.undo_conflicts b
        where b.table_id = a.table_id and b.row_id = a.row_id and b.verdict = 'changed-since'
          and not b.is_taken_back and ${areOneWhole(schema, 'a', 'b')})`,
  )
  executor.runSql(
    `insert or ignore into temp.undo_skipped_columns select table_id, row_id, column
      from temp.undo_conflicts where verdict = 'changed-since' and not is_taken_back`,
  )
}

interface Place {
  readonly tableId: number
  readonly rowId: number
  readonly column: string
}

/**
 * After a replay: what hangs together with something that was taken back, and that only later
 * changes touched, becomes what the undone operation had left.
 */
export const completeWholes = (executor: Executor, schema: UndoSchema): void => {
  const places = executor.allSql<Place>(
    `select distinct l.table_id as tableId, l.row_id as rowId, l.column
      from temp.undo_conflicts c cross join temp.undo_left l
        on l.table_id = c.table_id and l.row_id = c.row_id and ${areOneWhole(schema, 'c', 'l')}
      where c.verdict = 'changed-since' and c.is_taken_back and not exists(
        select 1 from temp.undo_old o
        where o.table_id = l.table_id and o.row_id = l.row_id and o.column = l.column)`,
  )
  for (const { tableId, rowId, column } of places) {
    const table = schema.tables.get(tableId)
    if (!table) continue
    executor.runSql(
      `update ${table.name} set "${column}" = (select l.value ->> '$' from temp.undo_left l
          where l.table_id = ? and l.row_id = ? and l.column = ?)
        where id = ?`,
      tableId,
      rowId,
      column,
      rowId,
    )
  }
}
