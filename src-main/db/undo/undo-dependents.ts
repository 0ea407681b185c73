import { tableRegistry } from '../table-registry.ts'
import { addConflicts, doomed, type PlanState, skipRows } from './undo-plan-state.ts'

const contacts = tableRegistry.contacts.tableId

/**
 * Finds rows outside the range that point to a row the undo would delete.
 *
 * No cascade may answer for the owner. A row that the undo itself points elsewhere is no dependent.
 */
export const findDependents = (state: PlanState): void => {
  for (const { child, column, parent } of state.schema.foreignKeys) {
    if (!state.made.has(parent.tableId)) continue
    addConflicts(
      state,
      'has-dependents',
      `select u.table_id, u.row_id, null from temp.undo_rows u
        where u.table_id = ${parent.tableId} and ${doomed}
          and exists(select 1 from ${child.name} r where r."${column}" = u.row_id
            and not exists(select 1 from temp.undo_rows w
              where w.table_id = ${child.tableId} and w.row_id = r.id
                and (w.is_made or (not ${isKept(child.tableId, 'r.id')}
                  and exists(select 1 from temp.undo_old o
                    where o.table_id = w.table_id and o.row_id = w.row_id and o.column = '${column}'
                      and not exists(select 1 from temp.undo_skipped_columns s
                        where s.table_id = o.table_id and s.row_id = o.row_id
                          and s.column = o.column))))))`,
    )
  }
}

/**
 * Keeps the rows whose conflicts were not decided, and what hangs together with them: the parts of
 * a kept contact, and the created parents that a kept row points to.
 */
export const keepTogether = (state: PlanState): void => {
  skipRows(
    state,
    `select c.table_id, c.row_id from temp.undo_conflicts c join temp.undo_rows u
      on u.table_id = c.table_id and u.row_id = c.row_id
      where ${doomed} and not c.is_taken_back`,
  )
  for (let before = -1, now = count(state); before !== now; ) {
    keepParts(state)
    keepParents(state)
    before = now
    now = count(state)
  }
}

const count = ({ executor }: PlanState): number =>
  executor.firstSql<{ n: number }>('select count(*) as n from temp.undo_skipped_rows')?.n ?? 0

const isKept = (tableId: number, id: string): string =>
  `exists(select 1 from temp.undo_skipped_rows s where s.table_id = ${tableId} and s.row_id = ${id})`

const isTakenBack = `exists(select 1 from temp.undo_conflicts c
  where c.table_id = u.table_id and c.row_id = u.row_id and c.is_taken_back)`

const keepParts = (state: PlanState): void => {
  for (const table of state.schema.tables.values()) {
    const [key, ...others] = table.contactKeys
    if (key === undefined || key === 'id' || others.length > 0) continue
    if (!state.made.has(table.tableId)) continue
    skipRows(
      state,
      `select u.table_id, u.row_id from temp.undo_rows u
        cross join ${table.name} t on t.id = u.row_id
        where u.table_id = ${table.tableId} and ${doomed}
          and exists(select 1 from temp.undo_rows o where o.table_id = ${contacts}
            and o.row_id = t."${key}" and o.is_made and o.remains)
          and ${isKept(contacts, `t."${key}"`)} and not ${isTakenBack}`,
    )
  }
}

const keepParents = (state: PlanState): void => {
  for (const { child, column, parent } of state.schema.foreignKeys) {
    if (!state.made.has(parent.tableId)) continue
    skipRows(
      state,
      `select u.table_id, u.row_id from temp.undo_rows u
        where u.table_id = ${parent.tableId} and ${doomed} and not ${isTakenBack}
          and exists(select 1 from ${child.name} r where r."${column}" = u.row_id
            and ${isKept(child.tableId, 'r.id')})`,
    )
  }
}
