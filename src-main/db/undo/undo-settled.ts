import type { OperationId } from '#shared/domain/ids.ts'
import type { Executor } from '../executor.ts'
import { isSameAct, rootAct } from '../root-act.ts'
import { tableRegistry } from '../table-registry.ts'
import { type PlanState, skipRows } from './undo-plan-state.ts'
import { changeAction } from './undo-triggers.ts'

const contacts = tableRegistry.contacts.tableId

/** The operation that deleted a contact last; `id` is SQL for the contact's id. */
const lastDeletion = (id: string): string =>
  `(select x.operation_id from changes x indexed by changes_row where x.table_id = ${contacts} and x.row_id = ${id}
    and x.action = ${changeAction.delete} order by x.id desc limit 1)`

const isGone = (id: string): string => `not exists(select 1 from contacts c where c.id = ${id})`

/**
 * Keeps in a temporary table of contacts, all deleted once by an operation, those that it no longer
 * keeps away: they are here again, or another act deleted them since.
 */
export const keepSettled = (executor: Executor, table: string, operation: OperationId): void => {
  const act = rootAct(executor, operation)
  const others = executor
    .allSql<{ id: OperationId | null }>(
      `select distinct ${lastDeletion('t.contact_id')} as id from ${table} t
        where ${isGone('t.contact_id')}`,
    )
    .flatMap(({ id }) => (id === null || isSameAct(rootAct(executor, id), act) ? [] : [id]))
  executor.runSql(
    `delete from ${table} where ${isGone('contact_id')}
      and ${lastDeletion('contact_id')} not in (select value from json_each(?))`,
    JSON.stringify(others),
  )
}

const hasSettled = (executor: Executor): boolean =>
  executor.firstSql('select 1 from temp.undo_settled limit 1') !== undefined

/**
 * Passes over what belongs to contacts that are back already, or that another act deleted since:
 * their rows, and what pointed to them. What the owner did with them since then stands.
 */
export const passOverSettled = (state: PlanState): void => {
  const { executor, operation } = state
  executor.runSql(
    `insert into temp.undo_settled select u.row_id from temp.undo_rows u
      where u.table_id = ${contacts} and u.existed and not u.remains`,
  )
  if (!hasSettled(executor)) return
  keepSettled(executor, 'temp.undo_settled', operation)
  if (!hasSettled(executor)) return
  const settled = `exists(select 1 from temp.undo_settled s where s.contact_id = o.value ->> '$')`
  skipRows(state, `select ${contacts}, s.contact_id from temp.undo_settled s`)
  for (const { tableId, contactKeys } of state.schema.tables.values()) {
    if (!state.touched.has(tableId) || contactKeys.length === 0 || tableId === contacts) continue
    const owners = `temp.undo_old o where o.table_id = u.table_id and o.row_id = u.row_id
      and o.column in (${contactKeys.map((key) => `'${key}'`).join(', ')})`
    skipRows(
      state,
      `select u.table_id, u.row_id from temp.undo_rows u
        where u.table_id = ${tableId} and u.existed and not u.remains
          and exists(select 1 from ${owners} and ${settled})
          and not exists(select 1 from ${owners} and not ${settled}
            and exists(select 1 from temp.undo_rows w where w.table_id = ${contacts}
              and w.row_id = o.value ->> '$' and w.existed and not w.remains))`,
    )
  }
  for (const { child, column, parent } of state.schema.foreignKeys) {
    if (parent.tableId !== contacts || !state.touched.has(child.tableId)) continue
    executor.runSql(
      `insert or ignore into temp.undo_skipped_columns
        select u.table_id, u.row_id, o.column from temp.undo_rows u
          cross join temp.undo_old o on o.table_id = u.table_id and o.row_id = u.row_id
            and o.column = '${column}'
        where u.table_id = ${child.tableId} and u.existed and u.remains and ${settled}`,
    )
  }
}

/**
 * Lets rows and columns wait for contacts that the same operation deleted and that stay away: they
 * come back with these, and are no conflict.
 */
export const leaveForLater = (state: PlanState): void => {
  const { executor, range } = state
  for (const { child, column, parent, isNullable } of state.schema.foreignKeys) {
    if (parent.tableId !== contacts || !state.touched.has(child.tableId)) continue
    const waiting = `from temp.undo_rows u
      cross join temp.undo_old o on o.table_id = u.table_id and o.row_id = u.row_id
        and o.column = '${column}' and o.value <> 'null'
      where u.table_id = ${child.tableId} and u.existed
        and not exists(select 1 from contacts c where c.id = o.value ->> '$')
        and not exists(select 1 from temp.undo_asked a where a.contact_id = o.value ->> '$')
        and exists(select 1 from changes x indexed by changes_row where x.table_id = ${contacts}
          and x.row_id = o.value ->> '$' and x.id between ? and ?
          and x.action = ${changeAction.delete})`
    executor.runSql(
      isNullable
        ? `insert or ignore into temp.undo_skipped_columns
            select u.table_id, u.row_id, o.column ${waiting}`
        : `insert or ignore into temp.undo_skipped_rows select u.table_id, u.row_id ${waiting}`,
      range.first,
      range.last,
    )
  }
}

/**
 * Lets rows that came back earlier point again to what comes back only now; a replay passes over
 * them. Who was given another one meanwhile keeps it.
 */
export const relink = (executor: Executor, schema: PlanState['schema']): void => {
  for (const { child, column, parent, isNullable } of schema.foreignKeys) {
    if (!isNullable) continue
    executor.runSql(
      `update ${child.name} set "${column}" = r.parent_id from (
          select u.row_id, o.value ->> '$' as parent_id from temp.undo_rows u
            cross join temp.undo_old o on o.table_id = u.table_id and o.row_id = u.row_id
              and o.column = '${column}' and o.value <> 'null'
            cross join temp.undo_rows w on w.table_id = ${parent.tableId}
              and w.row_id = o.value ->> '$' and w.existed and not w.remains and not w.is_here
          where u.table_id = ${child.tableId} and u.existed and not u.remains and u.is_here
            and not exists(select 1 from temp.undo_skipped_rows s
              where s.table_id = w.table_id and s.row_id = w.row_id)
          limit -1) r
        where ${child.name}.id = r.row_id and ${child.name}."${column}" is null`,
    )
  }
}
