import type { TextEncoding } from '#shared/domain/text-encodings.ts'

/** What separates the columns of a text file; a blank where they stand under each other. */
export type Delimiter = ',' | ';' | '\t' | '|' | ' '

/**
 * What encloses cells with line breaks and delimiters in them.
 *
 * `line`: quotation marks enclose whole lines, as a spreadsheet writes the lines of a table that
 * it holds in one column: `"Ana,""Lisbon, PT"""`.
 */
export type Quote = '"' | "'" | 'line' | 'none'

/** Whether each row of a table is somebody, or each column; or there is but a list of addresses. */
export type TableShape = 'rows' | 'columns' | 'addresses'

/** A cell that stands for the one above it, and the mark that said so: `〃`, `ditto`. */
export interface DittoCell {
  /** Index of the column, from 0. */
  readonly column: number
  readonly mark: string
}

/** One row as it stands in the file. */
export interface TableRow {
  /** Number of the line of the table as a spreadsheet counts it, from 1; blank lines count. */
  readonly row: number
  readonly cells: readonly string[]
  /** True when its quotation marks do not fit: the cells are a guess. */
  readonly hasBrokenQuotes: boolean
  /** Cells that were filled in with the one above; absent where there are none. */
  readonly dittos?: readonly DittoCell[] | undefined
  /** One cell alone where a heading may stand; absent in other rows. */
  readonly mayHead?: true
}

/** How a file is read. */
export interface TableFormat {
  readonly kind: 'text' | 'xlsx'
  /** Null for .xlsx; so are delimiter and quote, which a list of addresses has none of either. */
  readonly encoding: TextEncoding | null
  readonly hasByteMark: boolean
  readonly delimiter: Delimiter | null
  readonly quote: Quote | null
  /** Number of the line with the names of the columns; 0 when there is none. */
  readonly headerRow: number
  readonly layout: TableShape
  /** Whether the text can be read as a list of addresses, too. */
  readonly canBeAddresses: boolean
  /** Names of all sheets of an .xlsx file. */
  readonly sheets: readonly string[]
  readonly sheet: string | null
}

/** What a file is when it is not a table. */
export type NoTable =
  | 'xls'
  | 'ods'
  | 'pdf'
  | 'image'
  | 'zip'
  | 'vcard'
  | 'document'
  | 'numbers'
  | 'json'
  | 'binary'
  | 'damaged-xlsx'
  | 'locked-xlsx'

/** What a cap is about. */
export type CapUnit = 'bytes' | 'rows' | 'cells' | 'cell-bytes' | 'unpacked-bytes' | 'ratio'

/** Why a file cannot be read as a table. */
export type UnreadableTable =
  | {
      readonly code: 'not-in-encoding'
      readonly data: { readonly encoding: TextEncoding; readonly byte: number }
    }
  | { readonly code: 'empty-file'; readonly data: Readonly<Record<never, never>> }
  | {
      readonly code: 'too-many-columns'
      readonly data: { readonly columns: number; readonly max: number }
    }
  | { readonly code: 'not-a-table'; readonly data: { readonly what: NoTable } }
  | {
      readonly code: 'too-large'
      readonly data: { readonly unit: CapUnit; readonly max: number; readonly canTryCsv: boolean }
    }
  | { readonly code: 'no-such-sheet'; readonly data: { readonly sheet: string } }

/** How much of a table Kith brings in. */
export const tableCaps = {
  /** Bytes of a text file. */
  textBytes: 2_147_483_648,
  /** Rows below the header. */
  rows: 1_000_000,
  columns: 512,
  /** Characters of a cell. */
  cellLength: 1_000_000,
  /** Bytes of everything in an .xlsx file. */
  unpackedBytes: 104_857_600,
  /** Bytes unpacked for each byte packed. */
  ratio: 100,
  /** Cells of a sheet, blank ones between others included. */
  cells: 2_500_000,
} as const

/** A cap was passed. */
export const tooLarge = (unit: CapUnit, max: number, canTryCsv = false): UnreadableTable => ({
  code: 'too-large',
  data: { unit, max, canTryCsv },
})

/** The file is something else. */
export const notATable = (what: NoTable): UnreadableTable => ({
  code: 'not-a-table',
  data: { what },
})

/** True when something can be seen in one of the cells. */
export const hasContent = (cells: readonly string[]): boolean => {
  for (const cell of cells) {
    if (cell === '') continue
    const code = cell.charCodeAt(0)
    if (code > 32 && code < 127) return true
    if (cell.trim() !== '') return true
  }
  return false
}
