import { closeSync, openSync, writeSync } from 'node:fs'
import writeXlsxFile, { type CellObject, type SheetData } from 'write-excel-file/node'
import { neutralCell } from '#main/engines/file-formats/cells/neutral-cell.ts'
import { type CsvStyle, csvLines } from '#main/engines/file-formats/text/csv-write.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import { columnWidths } from './column-widths.ts'
import type { Cell, ExportedContact, SheetColumn } from './exported-contact.ts'

/** A table on its way out. */
export interface Sheet {
  readonly columns: readonly SheetColumn[]
  readonly batches: Iterable<readonly ExportedContact[]>
}

/** How a CSV file is written. */
export interface CsvOptions extends CsvStyle {
  /** Nothing in the file can run as a formula, and Excel sees that it is UTF-8. */
  readonly isForSpreadsheets: boolean
}

const byteMark = '\uFEFF'

const cellText = (cell: Cell): string => {
  if (cell === null) return ''
  if (typeof cell === 'object') return cell.day
  return String(cell)
}

/** Writes a CSV file in UTF-8, batch by batch. */
export const writeCsv = (path: string, { columns, batches }: Sheet, options: CsvOptions): void => {
  const safe = options.isForSpreadsheets ? neutralCell : (text: string) => text
  const lines = (rows: readonly (readonly string[])[]): string =>
    csvLines(
      rows.map((row) => row.map(safe)),
      options,
    )
  const file = openSync(path, 'w', 0o600)
  try {
    writeSync(file, options.isForSpreadsheets ? byteMark : '')
    writeSync(file, lines([columns.map(({ header }) => header)]))
    for (const contacts of batches) {
      const rows = contacts.map((contact) => columns.map(({ cell }) => cellText(cell(contact))))
      writeSync(file, lines(rows))
    }
  } finally {
    closeSync(file)
  }
}

/** Characters that a cell of .xlsx may have. */
const longestCell = 32_767
/** Characters of such a name that are told. */
const shownHeader = 60

/** Whose text a cell cannot hold, and how long one may be. */
export type TextTooLong = Failure<'text-too-long', { readonly name: string; readonly max: number }>

/** Controls that XML cannot say. */
// oxlint-disable-next-line no-control-regex -- the control characters are what is meant
const notInXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu

/** What a reader of .xlsx takes for a character by its number, `_x000D_` (ECMA-376, ST_Xstring). */
const likeNumber = /_(?=x[\da-f]{4}_)/giu

const byNumber = (sign: string): string =>
  `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

const xlsxText = (text: string): string => {
  const plain = text.replace(notInXml, '').replace(likeNumber, byNumber)
  // The library keeps texts as keys of an object, which has some before: `constructor`, `valueOf`.
  return plain in {} ? plain.replace(/^./u, byNumber) : plain
}

/**
 * Writes an .xlsx file. Text is typed as text, so nothing in it can run as a formula; days and
 * numbers are real ones. The whole file is built in memory; none is written where a text of
 * somebody is longer than a cell may be.
 */
export const writeXlsx = async (
  path: string,
  { columns, batches }: Sheet,
): Promise<Result<null, TextTooLong>> => {
  // A field of very many choices has them all in its name.
  const header = columns.find((column) => isTooLong(column.header))?.header
  if (header !== undefined) {
    return fail('text-too-long', { name: header.slice(0, shownHeader), max: longestCell })
  }
  const rows: SheetData = [
    columns.map(({ header }) => ({
      value: xlsxText(header),
      type: String,
      fontWeight: 'bold' as const,
    })),
  ]
  let widths: readonly number[] | undefined
  for (const contacts of batches) {
    widths ??= columnWidths(columns, contacts)
    for (const contact of contacts) {
      const cells = columns.map(({ cell }) => cell(contact))
      if (cells.some(isTooLong))
        return fail('text-too-long', { name: contact.displayName, max: longestCell })
      rows.push(cells.map(xlsxCell))
    }
  }
  const shown = (widths ?? columnWidths(columns, [])).map((width) => ({ width }))
  await writeXlsxFile(rows, { columns: shown, stickyRowsCount: 1 }).toFile(path)
  return ok(null)
}

const isTooLong = (cell: Cell): boolean => typeof cell === 'string' && cell.length > longestCell

const xlsxCell = (cell: Cell): CellObject | null => {
  if (cell === null || cell === '') return null
  if (typeof cell === 'number') return { value: cell, type: Number }
  if (typeof cell === 'object') {
    const date = new Date(`${cell.day}T00:00:00Z`)
    // Excel's calendar begins with 1900.
    return date.getUTCFullYear() < 1900
      ? { value: cell.day, type: String }
      : { value: date, type: Date, format: 'yyyy-mm-dd' }
  }
  return { value: xlsxText(cell), type: String }
}
