import { addConflicts, type PlanState, skipRows } from './undo-plan-state.ts'
import type { UndoSchema } from './undo-schema.ts'
import { changeAction, type LoggedTable } from './undo-triggers.ts'
import { areOneWhole, decideWholes } from './undo-wholes.ts'

const inRange = 'between ? and ?'

const tablesIn = ({ schema, touched }: PlanState): readonly LoggedTable[] =>
  [...touched].flatMap((id) => schema.tables.get(id) ?? [])

/** Collects the rows a range touched: whether they were there before, after it, and now. */
export const collectRows = (state: PlanState): void => {
  const { executor, range, source } = state
  const tables = tablesIn(state)
  executor.runSql(
    `insert into temp.undo_events select table_id, row_id, id, action from ${source} not indexed
      where id ${inRange} and action in (${changeAction.update}, ${changeAction.delete})`,
    range.first,
    range.last,
  )
  for (const { name, tableId } of tables) {
    const created = `${source} x not indexed
      cross join ${name} t on t.id between x.row_id and x.last_row_id
      where x.id ${inRange} and x.action = ${changeAction.insert} and x.table_id = ${tableId}`
    executor.runSql(
      `insert or ignore into temp.undo_events select ${tableId}, t.id, x.id, x.action from ${created}`,
      range.first,
      range.last,
    )
  }
  // Rows that were created and changed, but are gone now.
  executor.runSql(
    `insert or ignore into temp.undo_events
      select x.table_id, e.row_id, x.id, x.action from ${source} x not indexed
      cross join temp.undo_events e on e.table_id = x.table_id
        and e.row_id between x.row_id and x.last_row_id
      where x.id ${inRange} and x.action = ${changeAction.insert}`,
    range.first,
    range.last,
  )
  executor.runSql(
    `insert into temp.undo_rows(table_id, row_id, existed, remains, is_made)
      select table_id, row_id, is_first_other, is_last_other, is_made from (
        select table_id, row_id,
          first_value(action) over w <> ${changeAction.insert} as is_first_other,
          last_value(action) over w <> ${changeAction.delete} as is_last_other,
          max(action = ${changeAction.insert}) over w as is_made,
          row_number() over (partition by table_id, row_id order by id) as place
        from temp.undo_events
        window w as (partition by table_id, row_id order by id
          rows between unbounded preceding and unbounded following))
      where place = 1`,
  )
  for (const { name, tableId } of tables) {
    executor.runSql(
      `update temp.undo_rows set is_here = 1 where table_id = ${tableId}
        and exists(select 1 from ${name} t where t.id = row_id)`,
    )
  }
}

/** What the range left behind, what was there before it, and what is there now. */
export const collectValues = (state: PlanState): void => {
  const { executor, schema, range, source } = state
  executor.runSql(
    `insert or ignore into temp.undo_left
      select u.table_id, u.row_id, k.key, x.before -> k.fullkey from temp.undo_rows u
        cross join changes x on x.table_id = u.table_id and x.row_id = u.row_id and x.id > ?
        cross join json_each(x.before) k
      where x.action in (${changeAction.update}, ${changeAction.delete})
      order by x.id`,
    range.last,
  )
  const watched = watchedColumns(schema)
  executor.runSql(
    `insert or ignore into temp.undo_old
      select x.table_id, x.row_id, k.key, x.before -> k.fullkey from ${source} x not indexed
        cross join temp.undo_rows u on u.table_id = x.table_id and u.row_id = x.row_id and u.existed
        cross join json_each(x.before) k
      where x.id ${inRange} and x.action in (${changeAction.update}, ${changeAction.delete})
        and (u.remains and not u.is_here
          or (x.table_id || '.' || k.key) in (${watched})
          or exists(select 1 from temp.undo_left l
            where l.table_id = u.table_id and l.row_id = u.row_id))
      order by x.id`,
    range.first,
    range.last,
  )
  for (const table of tablesIn(state)) {
    const facts = table.facts.map((column) => `'${column}', t."${column}"`).join(', ')
    executor.runSql(
      `insert into temp.undo_present
        select ${table.tableId}, p.id, k.key, p.facts -> k.fullkey from (
          select t.id, json_object(${facts}) as facts from temp.undo_rows u
            cross join ${table.name} t on t.id = u.row_id
          where u.table_id = ${table.tableId} and exists(select 1 from temp.undo_left l
            where l.table_id = u.table_id and l.row_id = u.row_id)) p
          cross join json_each(p.facts) k`,
    )
  }
}

/** Columns whose old value matters even where nothing came later: parents and unique values. */
const watchedColumns = (schema: UndoSchema): string =>
  [
    ...schema.foreignKeys.map(({ child, column }) => `'${child.tableId}.${column}'`),
    ...schema.uniqueKeys.flatMap(({ table, columns }) =>
      columns.map((column) => `'${table.tableId}.${column}'`),
    ),
  ].join(', ')

/** Columns that somebody changed later, and not back. */
const changedLater = `temp.undo_left l join temp.undo_present p
  on p.table_id = l.table_id and p.row_id = l.row_id and p.column = l.column
    and p.value is not l.value`

const isColumnSkipped = (place: string): string =>
  `exists(select 1 from temp.undo_skipped_columns s where s.table_id = ${place}.table_id
    and s.row_id = ${place}.row_id and s.column = ${place}.column)`

/** Judges rows that the range created. */
export const judgeCreated = (state: PlanState): void => {
  // Created and deleted again: no trace of it, and replaying it could only collide.
  skipRows(state, 'select table_id, row_id from temp.undo_rows where not existed and not remains')
  addConflicts(
    state,
    'edited-since',
    `select u.table_id, u.row_id, null from temp.undo_rows u
      where u.is_made and u.remains and u.is_here
        and exists(select 1 from ${changedLater} where l.table_id = u.table_id and l.row_id = u.row_id)`,
  )
}

/** Judges rows whose columns the range changed. */
export const judgeChanged = (state: PlanState): void => {
  const { executor } = state
  skipRows(
    state,
    'select table_id, row_id from temp.undo_rows where existed and remains and not is_here',
  )
  addConflicts(
    state,
    'deleted-since',
    `select u.table_id, u.row_id, null from temp.undo_rows u
      where u.existed and u.remains and not u.is_here
        and exists(select 1 from temp.undo_old o left join temp.undo_left l
            on l.table_id = o.table_id and l.row_id = o.row_id and l.column = o.column
          where o.table_id = u.table_id and o.row_id = u.row_id and o.value is not l.value
            and not ${isColumnSkipped('o')})`,
  )
  // What was changed later, neither back nor to what it had been; beside it the old values of all
  // that hangs together with it.
  addConflicts(
    state,
    'changed-since',
    `select distinct u.table_id, u.row_id, o.column from ${changedLater}
      join temp.undo_rows u on u.table_id = l.table_id and u.row_id = l.row_id
      left join temp.undo_old b
        on b.table_id = l.table_id and b.row_id = l.row_id and b.column = l.column
      join temp.undo_old o on o.table_id = l.table_id and o.row_id = l.row_id
        and ${areOneWhole(state.schema, 'l', 'o')}
      join temp.undo_present n
        on n.table_id = o.table_id and n.row_id = o.row_id and n.column = o.column
      left join temp.undo_left m
        on m.table_id = o.table_id and m.row_id = o.row_id and m.column = o.column
      where not u.is_made and u.existed and u.remains and u.is_here
        and p.value is not b.value and n.value is not o.value
        and coalesce(m.value, n.value) is not o.value and not ${isColumnSkipped('o')}`,
  )
  decideWholes(state)
  // What is not what the range left behind is never written over unless it was asked for.
  executor.runSql(
    `insert or ignore into temp.undo_skipped_columns
      select l.table_id, l.row_id, l.column from ${changedLater}
        join temp.undo_rows u on u.table_id = l.table_id and u.row_id = l.row_id
      where not u.is_made and u.existed and u.remains
        and not exists(select 1 from temp.undo_conflicts c
        where c.table_id = l.table_id and c.row_id = l.row_id and c.column = l.column
          and c.is_taken_back)`,
  )
}

/** Passes over rows that the range deleted and that are back: they stay as they are. */
export const passOverBack = (state: PlanState): void => {
  skipRows(
    state,
    'select table_id, row_id from temp.undo_rows where existed and not remains and is_here',
  )
}
