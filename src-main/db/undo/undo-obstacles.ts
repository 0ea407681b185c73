import { addConflicts, type PlanState } from './undo-plan-state.ts'
import type { ForeignKey, UniqueKey } from './undo-schema.ts'

/** Rows of the range that the undo would bring back. */
const returning = `u.existed and not u.remains and not u.is_here`
const isRowSkipped = (tableId: number, id: string): string =>
  `exists(select 1 from temp.undo_skipped_rows s where s.table_id = ${tableId} and s.row_id = ${id})`
const isColumnSkipped = (tableId: number, id: string, column: string): string =>
  `exists(select 1 from temp.undo_skipped_columns s
    where s.table_id = ${tableId} and s.row_id = ${id} and s.column = '${column}')`

/**
 * Finds rows and columns whose old parent neither exists nor comes back with this undo.
 *
 * Where the column may be empty, the row comes back without its parent; else it stays away.
 */
export const findGoneParents = (state: PlanState): void => {
  for (const key of state.schema.foreignKeys) {
    if (state.touched.has(key.child.tableId)) findGoneParent(state, key)
  }
}

const findGoneParent = (state: PlanState, key: ForeignKey): void => {
  const { child, column, parent, isNullable } = key
  const gone = `select u.table_id, u.row_id, '${column}' from temp.undo_rows u
    cross join temp.undo_old o on o.table_id = u.table_id and o.row_id = u.row_id
      and o.column = '${column}' and o.value <> 'null'
    where u.table_id = ${child.tableId} and u.existed
      and ((${returning}) or (u.remains and u.is_here))
      and not ${isRowSkipped(child.tableId, 'u.row_id')}
      and not ${isColumnSkipped(child.tableId, 'u.row_id', column)}
      and not exists(select 1 from ${parent.name} t where t.id = o.value ->> '$')
      and not exists(select 1 from temp.undo_rows w
        where w.table_id = ${parent.tableId} and w.row_id = o.value ->> '$'
          and w.existed and not w.remains and not ${isRowSkipped(parent.tableId, 'w.row_id')})`
  addConflicts(state, 'parent-gone', gone)
  skipConflicting(state, { tableId: child.tableId, verdict: 'parent-gone', wholeRow: !isNullable })
}

/** Finds unique values that another row has now and keeps. */
export const findTaken = (state: PlanState): void => {
  for (const key of state.schema.uniqueKeys) {
    if (state.touched.has(key.table.tableId)) findTakenKey(state, key)
  }
}

const findTakenKey = (state: PlanState, { table, columns }: UniqueKey): void => {
  const { tableId, name } = table
  const finals = columns.map(
    (column, n) => `case when o${n}.row_id is null then m."${column}" else o${n}.value ->> '$' end`,
  )
  const olds = columns.map(
    (column, n) => `left join temp.undo_old o${n} on o${n}.table_id = u.table_id
      and o${n}.row_id = u.row_id and o${n}.column = '${column}'
      and not ${isColumnSkipped(tableId, 'u.row_id', column)}`,
  )
  const touches = columns.map((_, n) => `o${n}.row_id is not null`).join(' or ')
  const makesRoom = `exists(select 1 from temp.undo_rows w where w.table_id = ${tableId}
    and w.row_id = r.id and not ${isRowSkipped(tableId, 'w.row_id')}
    and (w.is_made or exists(select 1 from temp.undo_old y where y.table_id = ${tableId}
      and y.row_id = r.id and y.column in (${columns.map((column) => `'${column}'`).join(', ')})
      and not exists(select 1 from temp.undo_skipped_columns s where s.table_id = ${tableId}
        and s.row_id = r.id and s.column = y.column))))`
  const place = columns.length === 1 ? `'${columns[0]}'` : 'null'
  addConflicts(
    state,
    'taken',
    `select table_id, row_id, ${place} from (
      select u.table_id, u.row_id, ${finals.map((sql, n) => `${sql} as v${n}`).join(', ')}
      from temp.undo_rows u left join ${name} m on m.id = u.row_id ${olds.join(' ')}
      where u.table_id = ${tableId} and u.existed and ((${returning}) or (u.remains and u.is_here))
        and (${touches}) and not ${isRowSkipped(tableId, 'u.row_id')} limit -1) f
    cross join ${name} r on ${columns.map((column, n) => `r."${column}" = f.v${n}`).join(' and ')}
    where r.id <> f.row_id and not ${makesRoom}`,
  )
  skipConflicting(state, { tableId, verdict: 'taken', wholeRow: columns.length > 1 })
}

/** Passes over what a conflict is about: a row that would come back, else the column. */
const skipConflicting = (
  { executor }: PlanState,
  what: { readonly tableId: number; readonly verdict: string; readonly wholeRow: boolean },
): void => {
  const found = `from temp.undo_conflicts c join temp.undo_rows u
    on u.table_id = c.table_id and u.row_id = c.row_id
    where c.table_id = ${what.tableId} and c.verdict = '${what.verdict}'`
  const staysAway = what.verdict === 'taken' || what.wholeRow
  if (staysAway) {
    executor.runSql(
      `insert or ignore into temp.undo_skipped_rows select c.table_id, c.row_id ${found}
        and (c.column is null or not u.remains)`,
    )
  }
  executor.runSql(
    `insert or ignore into temp.undo_skipped_columns
      select c.table_id, c.row_id, c.column ${found} and c.column is not null`,
  )
}
