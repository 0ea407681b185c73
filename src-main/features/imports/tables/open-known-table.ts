import type { TableFormat, UnreadableTable } from '#main/engines/file-formats/table/table.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import {
  isFoundOut,
  type KnownRecipe,
  signatureOf,
  type TableReading,
} from '../recipes/import-recipe.ts'
import { openTable } from './open-table.ts'
import type { OpenOptions, Table } from './table-source.ts'

/** A table, and how it had to be read although nobody said so this time. */
interface OpenedTable {
  readonly table: Table
  readonly reading: TableReading
}

/** Ways to read that are tried on one file. */
const mostTries = 5

/**
 * Opens a file as a table. Where nobody says how and its columns are those of no recipe, it is read
 * as the owner had to read the files of one before, if that finds the columns of that recipe.
 */
export const openKnownTable = async (
  path: string,
  options: OpenOptions,
  recipes: readonly KnownRecipe[],
): Promise<Result<OpenedTable, UnreadableTable>> => {
  const opened = await openTable(path, options)
  if (!opened.ok) return opened
  const { format, headers } = opened.value
  const found = ok({ table: opened.value, reading: {} })
  const isKnown = recipes.some(({ signature }) => signature === signatureOf(headers))
  if (isKnown || !isFoundOut(options)) return found
  const ways = recipes.filter(({ reading }) => !isFoundOut(reading) && fits(reading, format))
  for (const { signature, reading } of ways.slice(0, mostTries)) {
    const again = await openTable(path, { ...options, ...reading })
    if (again.ok && signatureOf(again.value.headers) === signature) {
      return ok({ table: again.value, reading })
    }
  }
  return found
}

/** Whether a way to read says something of such a file at all. */
const fits = (reading: TableReading, { kind, sheets }: TableFormat): boolean => {
  const { sheet, encoding, delimiter, quote } = reading
  if (kind === 'text') return sheet === undefined
  return (encoding ?? delimiter ?? quote) === undefined && sheets.includes(sheet ?? sheets[0] ?? '')
}
