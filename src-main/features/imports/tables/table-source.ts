import type {
  Delimiter,
  Quote,
  TableFormat,
  TableRow,
  TableShape,
  UnreadableTable,
} from '#main/engines/file-formats/table/table.ts'
import type { Result } from '#shared/domain/result.ts'
import type { TextEncoding } from '#shared/domain/text-encodings.ts'

/** How to read a file, where somebody knows better; what is absent is found out. */
export interface OpenOptions {
  readonly encoding?: TextEncoding | undefined
  readonly delimiter?: Delimiter | undefined
  readonly quote?: Quote | undefined
  /** Number of the line with the names of the columns; 0 when it has none. */
  readonly headerRow?: number | undefined
  readonly layout?: TableShape | undefined
  /** Name of the sheet of an .xlsx file. */
  readonly sheet?: string | undefined
  /** Country of the business (ISO 3166): decides between encodings that read equally well. */
  readonly country?: string | null | undefined
  /** Names columns without a name, before their number: `Column`. */
  readonly columnWord?: string | undefined
}

/** Told of the rows of each batch and up to which byte the file is read; false stops. */
export type OnTableRows = (rows: readonly TableRow[], bytesRead: number) => boolean

/** What was read. */
export interface TableSummary {
  /** Lines of the table, blank ones, those before the header and the header included. */
  readonly lines: number
  /** Rows below the header that are not blank. */
  readonly rows: number
  /** Rows with another number of cells than there are columns. */
  readonly raggedRows: number
  /** Characters that do not belong to the encoding, and NULs. */
  readonly doubtfulCharacters: number
  /** False when the listener stopped it. */
  readonly isWhole: boolean
}

/** A table in a file, text or .xlsx, ready to be read as often as wanted. */
export interface Table {
  readonly format: TableFormat
  /** Names of the columns, trimmed; a column without a name is ''. */
  readonly headers: readonly string[]
  /** The first rows as they stand, those before the header and the header included; at most 200. */
  readonly head: readonly TableRow[]
  /** Size of the file. */
  readonly bytes: number
  /**
   * Reads the rows below the header, batch by batch; text files in memory that does not grow.
   * Cells that stand for the one above are filled in.
   */
  read(onRows: OnTableRows): Result<TableSummary, UnreadableTable>
}
