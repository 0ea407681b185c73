import { closeSync, openSync, readSync } from 'node:fs'
import type { ColumnTarget } from '#main/engines/file-formats/column-words.ts'
import { recogniseColumns } from '#main/engines/file-formats/columns.ts'
import {
  type CsvFailure,
  type CsvRow,
  createCsvReader,
  type Delimiter,
} from '#main/engines/file-formats/csv.ts'
import type { DayOrder } from '#main/engines/file-formats/dates.ts'
import {
  addDayOrderEvidence,
  type DayOrderEvidence,
  dayOrderOf,
  noEvidence,
} from '#main/engines/file-formats/day-orders.ts'
import { fail, ok, type Result } from '#shared/domain/result.ts'

/** Why a file cannot be brought in at all. */
export type FileFailure =
  | Exclude<CsvFailure, { readonly code: 'not-utf8' }>
  | {
      readonly code: 'not-in-encoding'
      readonly data: { readonly encoding: 'utf-8'; readonly byte: number }
    }
  | { readonly code: 'empty-file'; readonly data: Readonly<Record<never, never>> }
  | {
      readonly code: 'too-many-columns'
      readonly data: { readonly columns: number; readonly max: number }
    }

const named = (failure: CsvFailure): FileFailure =>
  failure.code === 'not-utf8'
    ? { code: 'not-in-encoding', data: { encoding: 'utf-8', byte: failure.data.byte } }
    : failure

/** Columns a file may have. */
export const maxColumns = 512

const chunkBytes = 262_144

/** Told of the rows of each chunk and how far the file is read; false stops. */
export type OnRows = (rows: readonly CsvRow[], bytesRead: number) => boolean

/** Reads a file chunk by chunk; memory does not grow with its size. */
export const readFileRows = (path: string, onRows: OnRows): Result<null, FileFailure> => {
  const reader = createCsvReader()
  const file = openSync(path, 'r')
  try {
    let bytesRead = 0
    for (;;) {
      const chunk = new Uint8Array(chunkBytes)
      const count = readSync(file, chunk, 0, chunkBytes, null)
      bytesRead += count
      const rows = count === 0 ? reader.end() : reader.push(chunk.subarray(0, count))
      if (!rows.ok) return { ok: false, error: named(rows.error) }
      if (!onRows(rows.value, bytesRead) || count === 0) return ok(null)
    }
  } finally {
    closeSync(file)
  }
}

/** The head of a file: its columns and first rows. */
export interface FileHead {
  readonly delimiter: Delimiter
  /** False when there is more than the head. */
  readonly isWhole: boolean
  readonly headers: readonly string[]
  readonly suggested: readonly ColumnTarget[]
  /** Rows after the header, up to 256 KB of them. */
  readonly rows: readonly CsvRow[]
}

/** Reads the first 256 KB of a file and suggests what its columns are. */
export const readFileHead = (path: string): Result<FileHead, FileFailure> => {
  const reader = createCsvReader()
  const file = openSync(path, 'r')
  const chunk = new Uint8Array(chunkBytes)
  const count = readSync(file, chunk, 0, chunkBytes, 0)
  closeSync(file)
  const pushed = reader.push(chunk.subarray(0, count))
  if (!pushed.ok) return { ok: false, error: named(pushed.error) }
  const rest = count < chunkBytes ? reader.end() : ok([])
  if (!rest.ok) return { ok: false, error: named(rest.error) }
  const [header, ...rows] = [...pushed.value, ...rest.value]
  if (header === undefined) return fail('empty-file', {})
  const headers = trimHeader(header.cells)
  if (headers.length > maxColumns) {
    return fail('too-many-columns', { columns: headers.length, max: maxColumns })
  }
  if (rows.length === 0) return fail('empty-file', {})
  const suggested = recogniseColumns(headers)
  const isWhole = count < chunkBytes
  return ok({ delimiter: reader.delimiter ?? ',', isWhole, headers, suggested, rows })
}

/** Spreadsheets end a header with empty cells as wide as their widest row. */
export const trimHeader = (cells: readonly string[]): string[] => {
  const last = cells.findLastIndex((cell) => cell.trim() !== '')
  return cells.slice(0, last + 1).map((cell) => cell.trim())
}

const enoughRows = 2000

/** The order of days in each date column, decided from as much of the file as it takes. */
export const readDayOrders = (
  path: string,
  targets: readonly ColumnTarget[],
  country: string | null,
): ReadonlyMap<number, DayOrder> => {
  const evidence = new Map<number, DayOrderEvidence>()
  for (const [index, { field }] of targets.entries()) {
    if (field === 'birthday' || field === 'anniversary') {
      evidence.set(index, noEvidence())
    }
  }
  if (evidence.size === 0) return new Map()
  let seen = 0
  readFileRows(path, (rows) => {
    for (const { cells } of rows) {
      for (const [index, found] of evidence) addDayOrderEvidence(found, cells[index] ?? '')
    }
    seen += rows.length
    const isDecided = [...evidence.values()].every(
      ({ open, dayFirst, monthFirst }) => open === 0 || dayFirst + monthFirst > 0,
    )
    return seen < enoughRows || !isDecided
  })
  return new Map([...evidence].map(([index, found]) => [index, dayOrderOf(found, country)]))
}
