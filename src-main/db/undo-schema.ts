import type { Database } from 'better-sqlite3'
import { type LoggedTable, loggedTables } from './undo-triggers.ts'

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
  readonly table: string
  readonly from: string
  readonly on_delete: string
}
interface IndexRow {
  readonly name: string
  readonly unique: number
}
interface ColumnRow {
  readonly name: string
}

/** Reads tables, foreign keys and unique constraints of the undoable tables. */
export const readUndoSchema = (database: Database): UndoSchema => {
  const tables = loggedTables(database)
  const byName = new Map<string, LoggedTable>(tables.map((table) => [table.name, table]))
  const foreignKeys = tables.flatMap((child) => {
    const keys = rowsOf<ForeignKeyRow>(database, `foreign_key_list(${child.name})`)
    return keys.flatMap(({ table, from, on_delete: onDelete }) => {
      const parent = byName.get(table)
      const isNullable = onDelete === 'SET NULL'
      return parent ? [{ child, column: from, parent, isNullable }] : []
    })
  })
  const uniqueKeys = tables.flatMap((table) => {
    const indexes = rowsOf<IndexRow>(database, `index_list(${table.name})`)
    return indexes
      .filter((index) => index.unique === 1)
      .map((index) => ({
        table,
        columns: rowsOf<ColumnRow>(database, `index_info(${index.name})`).map(
          (column) => column.name,
        ),
      }))
  })
  return {
    tables: new Map(tables.map((table) => [table.tableId, table])),
    foreignKeys,
    uniqueKeys,
  }
}

const rowsOf = <Row>(database: Database, pragma: string): readonly Row[] =>
  // The columns of SQLite's own pragmas are documented and fixed.
  database.pragma(pragma) as Row[]
