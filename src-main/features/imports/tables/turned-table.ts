import { recogniseColumns } from '#main/engines/file-formats/columns/columns.ts'
import {
  hasContent,
  type TableRow,
  type TableShape,
} from '#main/engines/file-formats/table/table.ts'
import { ok } from '#shared/domain/result.ts'
import type { Table } from './table-source.ts'

/** Larger tables are not read whole to be turned. */
const mostBytes = 262_144
const mostRows = 199
/** Facts a person may have in such a table; longer ones are lists. */
const mostNames = 60
const fewestNames = 3
const mostly = 0.6

/**
 * The table with its people in rows.
 *
 * Where the names of the columns stand in the first column, each of the others is somebody. It is
 * turned when the owner says so, else when the first column names facts and the first row does not.
 */
export const turnedTable = (table: Table, asked: TableShape | undefined): Table => {
  if (
    asked === 'rows' ||
    asked === 'addresses' ||
    table.bytes > mostBytes ||
    table.head.length > mostRows
  )
    return table
  const rows = table.head.filter(({ row }) => row >= table.format.headerRow)
  if (asked !== 'columns' && !isTurned(rows)) return table
  const headers = rows.map(({ cells: [name = ''] }) => name.trim().replace(/[:：]$/u, ''))
  const width = Math.max(...rows.map(({ cells }) => cells.length))
  const people = Array.from(
    { length: Math.max(0, width - 1) },
    (_, at): TableRow => ({
      row: at + 2,
      cells: rows.map(({ cells }) => cells[at + 1] ?? ''),
      hasBrokenQuotes: false,
    }),
  ).filter(({ cells }) => hasContent(cells))
  if (people.length === 0) return table
  return {
    ...table,
    format: { ...table.format, headerRow: 1, layout: 'columns' },
    headers,
    head: [{ row: 1, cells: headers, hasBrokenQuotes: false }, ...people],
    read: (onRows) => {
      const read = table.read(() => true)
      if (!read.ok) return read
      const isWhole = onRows(people, table.bytes)
      const { doubtfulCharacters } = read.value
      return ok({ lines: width, rows: people.length, raggedRows: 0, doubtfulCharacters, isWhole })
    },
  }
}

const isTurned = (rows: readonly TableRow[]): boolean => {
  const [first, ...others] = rows
  if (first === undefined || others.length > mostNames || first.cells.length < 2) return false
  const names = rows.map(({ cells: [name = ''] }) => name.trim())
  const known = knownNames(names)
  const isNamed = known >= fewestNames && known >= names.length * mostly
  return isNamed && knownNames(first.cells.slice(1)) === 0
}

const knownNames = (names: readonly string[]): number =>
  recogniseColumns(names).filter(({ field }) => field !== 'named-note').length
