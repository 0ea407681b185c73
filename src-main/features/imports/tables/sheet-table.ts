import { namingFields } from '#main/engines/file-formats/columns/column-words.ts'
import { recogniseColumns } from '#main/engines/file-formats/columns/columns.ts'
import { findHeader } from '#main/engines/file-formats/table/header-row.ts'
import { MergedCells } from '#main/engines/file-formats/table/merged-cells.ts'
import {
  hasContent,
  notATable,
  type TableRow,
  tableCaps,
  tooLarge,
  type UnreadableTable,
} from '#main/engines/file-formats/table/table.ts'
import { readCellFormats } from '#main/engines/file-formats/workbook/cell-formats.ts'
import type { SheetAmounts } from '#main/engines/file-formats/workbook/sheet-amounts.ts'
import { packSheetParts, readSheetRows } from '#main/engines/file-formats/workbook/sheet-reader.ts'
import { type SheetValue, textOfValue } from '#main/engines/file-formats/workbook/sheet-values.ts'
import { measureSheet, tidySheet } from '#main/engines/file-formats/workbook/sheet-xml.ts'
import {
  readWorkbook,
  type Workbook,
  type WorkbookSheet,
} from '#main/engines/file-formats/workbook/workbook.ts'
import { fail, ok, type Result } from '#shared/domain/result.ts'
import type { OnTableRows, OpenOptions, Table, TableSummary } from './table-source.ts'
import { openXlsxPackage, type XlsxPackage } from './xlsx-package.ts'

const headLength = 200
const batchRows = 1000

type SheetRows = readonly (readonly SheetValue[])[]

interface ReadSheet {
  readonly workbook: Workbook
  readonly sheet: WorkbookSheet
  readonly rows: SheetRows
  readonly amounts: SheetAmounts
  readonly merged: MergedCells
}

/**
 * Opens an .xlsx file and reads the sheet asked for, else the first visible one with a table; where
 * that is a small one that names nobody, the first behind it that does.
 */
export const openSheetTable = async (
  file: { readonly path: string; readonly bytes: number },
  options: OpenOptions,
): Promise<Result<Table, UnreadableTable>> => {
  const opened = await openXlsxPackage(file.path, file.bytes)
  if (!opened.ok) return opened
  try {
    const read = await readSheet(opened.value, options.sheet)
    return read.ok ? describeTable(read.value, file.bytes, options) : read
  } finally {
    opened.value.close()
  }
}

const describeTable = (
  { workbook, sheet, ...cells }: ReadSheet,
  bytes: number,
  options: OpenOptions,
): Result<Table, UnreadableTable> => {
  const head = headOf(cells)
  const { headerRow, headers } = findHeader(head, {
    asked: options.headerRow,
    columnWord: options.columnWord ?? '#',
  })
  if (headers.length > tableCaps.columns) {
    return fail('too-many-columns', { columns: headers.length, max: tableCaps.columns })
  }
  if (!head.some(({ row }) => row > headerRow)) return fail('empty-file', {})
  return ok({
    format: {
      kind: 'xlsx',
      encoding: null,
      hasByteMark: false,
      delimiter: null,
      quote: null,
      headerRow,
      layout: 'rows',
      canBeAddresses: false,
      sheets: workbook.sheets.map(({ name }) => name),
      sheet: sheet.name,
    },
    headers,
    head,
    bytes,
    read: (onRows) => readRows({ ...cells, bytes, headerRow }, onRows),
  })
}

const headOf = (cells: SheetCells): TableRow[] => {
  const head: TableRow[] = []
  for (let at = 0; at < cells.rows.length && head.length < headLength; at += 1) {
    const row = tableRow(cells, at)
    if (hasContent(row.cells)) head.push(row)
  }
  return head
}

type SheetCells = Pick<ReadSheet, 'rows' | 'amounts' | 'merged'>

const tableRow = ({ rows, amounts, merged }: SheetCells, at: number): TableRow => {
  const cells = amounts.withCurrencies(at + 1, (rows[at] ?? []).map(textOfValue))
  return { row: at + 1, cells: merged.mark(at + 1, cells), hasBrokenQuotes: false }
}

const readRows = (
  sheet: SheetCells & { readonly bytes: number; readonly headerRow: number },
  onRows: OnTableRows,
): Result<TableSummary, UnreadableTable> => {
  const { rows, bytes, headerRow } = sheet
  let count = 0
  let isWhole = true
  for (let from = headerRow; from < rows.length && isWhole; from += batchRows) {
    const end = Math.min(from + batchRows, rows.length)
    const batch: TableRow[] = []
    for (let at = from; at < end; at += 1) {
      const row = tableRow(sheet, at)
      if (hasContent(row.cells)) batch.push(row)
    }
    count += batch.length
    isWhole = onRows(batch, Math.round((bytes * end) / rows.length))
  }
  return ok({ lines: rows.length, rows: count, raggedRows: 0, doubtfulCharacters: 0, isWhole })
}

const damaged = { ok: false, error: notATable('damaged-xlsx') } as const

const readSheet = async (
  xlsx: XlsxPackage,
  asked: string | undefined,
): Promise<Result<ReadSheet, UnreadableTable>> => {
  const workbookXml = await xlsx.read('xl/workbook.xml')
  if (!workbookXml.ok) return workbookXml
  const relations = await xlsx.read('xl/_rels/workbook.xml.rels')
  if (!relations.ok) return relations
  const workbook = readWorkbook(textOf(workbookXml.value), textOf(relations.value), 'xl/')
  const candidates = workbook.sheets.filter(({ name, isHidden }) =>
    asked === undefined ? !isHidden : name === asked,
  )
  if (asked !== undefined && candidates.length === 0) return fail('no-such-sheet', { sheet: asked })
  let cover: PackedSheet | null = null
  let first: SheetContent | null = null
  for (const sheet of candidates) {
    const packed = await packSheet(xlsx, workbook, sheet)
    if (!packed.ok) {
      if (first !== null) break
      return packed
    }
    cover ??= packed.value
    // A cover sheet has a few words in one column; the list comes behind it.
    if (packed.value?.isTable !== true) continue
    const content = await readContent(packed.value)
    if (content === null) {
      if (first !== null) break
      return damaged
    }
    const people = peopleOf(content)
    if (first === null || people === 'named') first = content
    if (people !== 'none') break
  }
  if (first === null && cover !== null) first = await readContent(cover)
  if (first !== null) return ok({ workbook, ...first })
  return cover !== null || workbook.sheets.length === 0 ? damaged : fail('empty-file', {})
}

type SheetContent = Omit<ReadSheet, 'workbook'>

const readContent = async ({
  sheet,
  parts,
  amounts,
  merged,
}: PackedSheet): Promise<SheetContent | null> => {
  const rows = await readSheetRows(parts)
  return rows === null ? null : { sheet, rows, amounts, merged }
}

/** Rows above which a sheet is no small one beside the list. */
const smallSheet = 200
/** Whether the columns of a sheet name people; none do where it has names and none of them is known. */
const peopleOf = (content: SheetContent): 'named' | 'perhaps' | 'none' => {
  const head = headOf(content)
  const { headerRow, headers } = findHeader(head, { asked: undefined, columnWord: '#' })
  const fields = recogniseColumns(headers).map(({ field }) => field)
  if (headerRow > 0 && fields.some((field) => namingFields.has(field))) return 'named'
  const isKnown = fields.some((field) => field !== 'named-note')
  const isSmall = content.rows.length <= smallSheet
  return headerRow > 0 && !isKnown && isSmall ? 'none' : 'perhaps'
}

interface PackedSheet {
  readonly sheet: WorkbookSheet
  readonly parts: Uint8Array<ArrayBuffer>
  readonly amounts: SheetAmounts
  readonly merged: MergedCells
  /** More than one row and more than one column. */
  readonly isTable: boolean
}

const textOf = (bytes: Uint8Array | null): string => new TextDecoder().decode(bytes ?? undefined)

/** The sheet with what belongs to it, measured; null when it is blank. Keeps nothing else alive. */
const packSheet = async (
  xlsx: XlsxPackage,
  workbook: Workbook,
  sheet: WorkbookSheet,
): Promise<Result<PackedSheet | null, UnreadableTable>> => {
  const cells = await xlsx.read(sheet.path)
  if (!cells.ok) return cells
  if (cells.value === null) return damaged
  const styles = await xlsx.read(workbook.styles ?? '')
  if (!styles.ok) return styles
  const formats = readCellFormats(textOf(styles.value))
  const extent = measureSheet(cells.value, formats)
  if (extent.isDamaged) return damaged
  if (extent.rows === 0) return ok(null)
  if (extent.rows > tableCaps.rows + 1) {
    return { ok: false, error: tooLarge('rows', tableCaps.rows) }
  }
  if (extent.rows * extent.columns > tableCaps.cells) {
    return { ok: false, error: tooLarge('cells', tableCaps.cells, true) }
  }
  const sharedStrings = await xlsx.read(workbook.sharedStrings ?? '')
  if (!sharedStrings.ok) return sharedStrings
  const tidy = (): Uint8Array =>
    new TextEncoder().encode(tidySheet(textOf(cells.value), formats.padded))
  const parts = {
    cells: extent.needsTidying ? tidy() : cells.value,
    sharedStrings: sharedStrings.value,
    styles: styles.value,
    startsIn1904: workbook.startsIn1904,
  }
  const isTable = extent.rows > 1 && extent.columns > 1
  const merged = new MergedCells(cells.value)
  return ok({ sheet, parts: packSheetParts(parts), amounts: extent.amounts, merged, isTable })
}
