import type { Database } from 'better-sqlite3'
import { tableRegistry, type UndoableTable, type UndoableTableName } from '../table-registry.ts'

/** What a row of `changes` says happened. */
export const changeAction = { insert: 1, update: 2, delete: 3, erased: 4 } as const

/** An undoable table with the columns that the log keeps. */
export interface LoggedTable {
  readonly name: UndoableTableName
  readonly tableId: number
  /** Columns of class fact, without `id`, in the table's order. */
  readonly facts: readonly string[]
  readonly kept: readonly string[]
  readonly contactKeys: readonly string[]
  readonly wholes: UndoableTable['wholes']
}

/** How a connection logs inserts: by trigger as ranges, or by the writer itself. */
export type InsertLogging = 'triggers' | 'by-hand'

const undoableTables = Object.entries(tableRegistry).flatMap(([name, entry]) =>
  // Keys of the registry are table names; Object.entries forgets that.
  entry.kind === 'undoable' ? [{ ...entry, name: name as UndoableTableName }] : [],
)

/** What SQLite's pragmas tell of each undoable table `t.value`, in one statement for all. */
export const askUndoableTables = <Row>(database: Database, sql: string): readonly Row[] =>
  // The columns of SQLite's own pragmas are documented and fixed.
  database
    .prepare(`with t(value) as (select value from json_each(?)) ${sql}`)
    .all(JSON.stringify(undoableTables.map(({ name }) => name))) as Row[]

/** The undoable tables as this database has them. */
export const loggedTables = (database: Database): readonly LoggedTable[] => {
  const columns = askUndoableTables<{ owner: string; name: string }>(
    database,
    'select t.value as owner, c.name from t cross join pragma_table_info(t.value) c',
  )
  const byTable = Map.groupBy(columns, ({ owner }) => owner)
  return undoableTables.map(({ name, tableId, kept, contactKeys, wholes }: NamedTable) => {
    const names = (byTable.get(name) ?? []).map((column) => column.name)
    const facts = names.filter((column) => column !== 'id' && !kept.includes(column))
    return { name, tableId, facts, kept, contactKeys, wholes }
  })
}

type NamedTable = UndoableTable & { readonly name: UndoableTableName }

/**
 * Makes a connection log every change of an undoable table, and refuse those outside a unit of
 * work.
 *
 * The triggers are temporary: they live in this connection, follow the schema as it is now, and
 * never travel into a backup. `temp.current_operation` holds one row while a unit of work runs.
 */
export const installUndoTriggers = (
  database: Database,
  insertLogging: InsertLogging = 'triggers',
): void => {
  const triggers = [
    identityTrigger,
    ...(insertLogging === 'triggers' ? [insertTrigger] : []),
    updateTrigger,
    deleteTrigger,
  ]
  const statements = loggedTables(database).flatMap((table) => triggers.map((sql) => sql(table)))
  // One transaction: each statement of its own would begin and end one.
  database.transaction(() => {
    database.exec('create temp table current_operation(id integer primary key)')
    database.exec(statements.join(';'))
  })()
}

const operation = '(select id from current_operation)'

// RAISE also stops OR IGNORE and ON CONFLICT DO NOTHING, which hand their policy to triggers.
const guard = `select raise(abort, 'write outside a unit of work')
    where not exists(select 1 from current_operation);`

const identityTrigger = ({ name }: LoggedTable): string => `
create temp trigger ${name}_identity before update of id on main.${name} when old.id <> new.id begin
  select raise(abort, 'the id of a row never changes');
end`

const insertTrigger = ({ name, tableId }: LoggedTable): string => `
create temp trigger ${name}_insert after insert on main.${name} begin
  ${guard}
  update changes set last_row_id = new.id
    where id = (select max(id) from changes) and operation_id = ${operation}
      and table_id = ${tableId} and action = ${changeAction.insert} and last_row_id = new.id - 1;
  insert into changes(operation_id, table_id, row_id, last_row_id, action)
    select ${operation}, ${tableId}, new.id, new.id, ${changeAction.insert} where changes() = 0;
end`

const updateTrigger = ({ name, tableId, facts }: LoggedTable): string => {
  const parts = facts.map(
    (column) =>
      `case when ${differs(column)} then ',"${column}":' || json_quote(old."${column}") else '' end`,
  )
  return `
create temp trigger ${name}_update after update of ${facts.map((column) => `"${column}"`).join(', ')}
  on main.${name} when ${facts.map(differs).join(' or ')} begin
  ${guard}
  insert into changes(operation_id, table_id, row_id, action, before)
    values(${operation}, ${tableId}, old.id, ${changeAction.update},
      '{' || substr(${parts.join(' || ')}, 2) || '}');
end`
}

const deleteTrigger = ({ name, tableId, facts }: LoggedTable): string => `
create temp trigger ${name}_delete after delete on main.${name} begin
  ${guard}
  insert into changes(operation_id, table_id, row_id, action, before)
    values(${operation}, ${tableId}, old.id, ${changeAction.delete},
      json_object(${facts.map((column) => `'${column}', old."${column}"`).join(', ')}));
end`

// Without "collate binary" a NOCASE column would hide "vip" → "VIP".
const differs = (column: string): string =>
  `old."${column}" collate binary is not new."${column}" collate binary`
