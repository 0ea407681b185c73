import type { Database } from 'better-sqlite3'
import { askUndoableTables, type LoggedTable, loggedTables } from './undo-triggers.ts'

/** One foreign key between undoable tables. */
export interface ForeignKey {
  readonly child: LoggedTable
  readonly column: string
  readonly parent: LoggedTable
  /** A child without its parent stays, with an empty column; else it goes with it. */
  readonly isNullable: boolean
}

/** One unique constraint of an undoable table. */
export interface UniqueKey {
  readonly table: LoggedTable
  readonly columns: readonly string[]
}

/** What undo must know of the schema, read from the database itself. */
export interface UndoSchema {
  readonly tables: ReadonlyMap<number, LoggedTable>
  readonly foreignKeys: readonly ForeignKey[]
  readonly uniqueKeys: readonly UniqueKey[]
}

interface ForeignKeyRow {
  readonly owner: string
  readonly table: string
  readonly from: string
  readonly on_delete: string
}
interface UniqueColumnRow {
  readonly owner: string
  readonly key: string
  readonly name: string
}

/** Reads tables, foreign keys and unique constraints of the undoable tables. */
export const readUndoSchema = (database: Database): UndoSchema => {
  const tables = loggedTables(database)
  const byName = new Map<string, LoggedTable>(tables.map((table) => [table.name, table]))
  const references = askUndoableTables<ForeignKeyRow>(
    database,
    `select t.value as owner, k."table", k."from", k.on_delete
      from t cross join pragma_foreign_key_list(t.value) k`,
  )
  const foreignKeys = references.flatMap(({ owner, table, from, on_delete: onDelete }) => {
    const [child, parent] = [byName.get(owner), byName.get(table)]
    const isNullable = onDelete === 'SET NULL'
    return child && parent ? [{ child, column: from, parent, isNullable }] : []
  })
  const uniqueColumns = askUndoableTables<UniqueColumnRow>(
    database,
    `select t.value as owner, l.name as key, i.name
      from t cross join pragma_index_list(t.value) l cross join pragma_index_info(l.name) i
      where l."unique" = 1`,
  )
  const uniqueKeys = [...Map.groupBy(uniqueColumns, ({ key }) => key).values()].flatMap((rows) => {
    const table = byName.get(rows[0]?.owner ?? '')
    return table ? [{ table, columns: rows.map((row) => row.name) }] : []
  })
  return {
    tables: new Map(tables.map((table) => [table.tableId, table])),
    foreignKeys,
    uniqueKeys,
  }
}
