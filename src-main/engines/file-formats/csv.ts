import Papa from 'papaparse'
import { fail, ok, type Result } from '#shared/domain/result.ts'
import { createUtf8Decoder } from './utf8.ts'

/** What separates the columns of a file. */
export type Delimiter = ',' | ';' | '\t'

/** One row as it stands in the file. */
export interface CsvRow {
  /** Number of the row as a spreadsheet counts it: the first row of the file is 1. */
  readonly row: number
  readonly cells: readonly string[]
  /** True when its quotation marks do not fit: the cells are a guess. */
  readonly hasBrokenQuotes: boolean
}

/** Why a file cannot be read as CSV at all. */
export type CsvFailure =
  | { readonly code: 'not-utf8'; readonly data: { readonly byte: number } }
  | { readonly code: 'unclosed-quote'; readonly data: { readonly row: number } }

/** Reads a CSV file chunk by chunk; memory stays bounded by the longest row. */
export interface CsvReader {
  push(bytes: Uint8Array): Result<CsvRow[], CsvFailure>
  end(): Result<CsvRow[], CsvFailure>
  /** Null until enough is read to tell. */
  readonly delimiter: Delimiter | null
}

interface ReaderState {
  pending: string
  delimiter: Delimiter | null
  nextRow: number
}

const sniffLength = 65_536
/** A row longer than this is an opening quotation mark that nobody closed. */
const longestRow = 1_000_000
const delimiters: readonly Delimiter[] = [',', ';', '\t']
const separatorLine = /^sep=([,;\t])\n/iu

/**
 * Reads UTF-8 CSV with comma, semicolon or tab, quoted cells and any line ending.
 *
 * The delimiter is found from the first 64 KB, or named by a first line `sep=;` as Excel writes
 * it. Rows without any content are left out but counted.
 */
export const createCsvReader = (): CsvReader => {
  const decoder = createUtf8Decoder()
  const state: ReaderState = { pending: '', delimiter: null, nextRow: 1 }

  const failure = (): Result<CsvRow[], CsvFailure> =>
    fail('not-utf8', { byte: decoder.broken?.byte ?? 0 })

  const parse = (isLast: boolean): Result<CsvRow[], CsvFailure> => {
    if (state.delimiter === null) {
      if (!isLast && state.pending.length < sniffLength) return ok([])
      const named = separatorLine.exec(state.pending)
      state.delimiter = named === null ? detectDelimiter(state.pending) : asDelimiter(named[1])
      if (named !== null) {
        state.pending = state.pending.slice(named[0].length)
        state.nextRow = 2
      }
    }
    const { rows, used } = parseRows(state.pending, state.delimiter, isLast)
    state.pending = state.pending.slice(used)
    const unclosed = rows.findIndex((row) => row.isUnclosed)
    if (unclosed !== -1 || state.pending.length > longestRow) {
      const offset = unclosed === -1 ? rows.length : unclosed
      return fail('unclosed-quote', { row: state.nextRow + offset })
    }
    const first = state.nextRow
    state.nextRow += rows.length
    return ok(numberRows(rows, first))
  }

  return {
    push: (bytes) => {
      const text = decoder.push(bytes)
      if (text === null) return failure()
      state.pending = joinLines(state.pending, text)
      return parse(false)
    },
    end: () => {
      const text = decoder.end()
      if (text === null) return failure()
      state.pending = joinLines(state.pending, text).replace(/\r$/u, '\n')
      return state.pending === '' ? ok([]) : parse(true)
    },
    get delimiter() {
      return state.delimiter
    },
  }
}

interface ParsedRow {
  readonly cells: readonly string[]
  readonly hasBrokenQuotes: boolean
  readonly isUnclosed: boolean
}

const parseRows = (
  text: string,
  delimiter: Delimiter,
  isLast: boolean,
): { readonly rows: readonly ParsedRow[]; readonly used: number } => {
  const parser = new Papa.Parser({ delimiter, newline: '\n' })
  // The types of the package leave the result of its inner parser open; this is its shape.
  const result = parser.parse(text, 0, !isLast) as {
    readonly data: readonly (readonly string[])[]
    readonly errors: readonly { readonly code: string; readonly row: number }[]
    readonly meta: { readonly cursor: number }
  }
  const codes = new Map(result.errors.map(({ row, code }) => [row, code]))
  const rows = result.data.map((cells, index) => ({
    cells,
    hasBrokenQuotes: codes.has(index),
    isUnclosed: codes.get(index) === 'MissingQuotes',
  }))
  // A last line without content is the end of the file, not a row.
  const hasEmptyEnd =
    isLast && rows.at(-1)?.cells.join('') === '' && rows.at(-1)?.cells.length === 1
  return { rows: hasEmptyEnd ? rows.slice(0, -1) : rows, used: result.meta.cursor }
}

const numberRows = (rows: readonly ParsedRow[], first: number): CsvRow[] => {
  const numbered: CsvRow[] = []
  for (const [index, { cells, hasBrokenQuotes }] of rows.entries()) {
    if (cells.some((cell) => cell.trim() !== '')) {
      numbered.push({ row: first + index, cells, hasBrokenQuotes })
    }
  }
  return numbered
}

/** Joins chunks and makes every line ending `\n`; a `\r` at the end waits for its partner. */
const joinLines = (pending: string, text: string): string => {
  const whole = pending.endsWith('\r') || text.includes('\r')
  const joined = pending + text
  return whole ? joined.replace(/\r\n|\r(?=[^\n])/gu, '\n') : joined
}

/** The delimiter that cuts the first rows most evenly into the most columns. */
export const detectDelimiter = (text: string): Delimiter => {
  const scores = delimiters.map((delimiter) => {
    const head = text.slice(0, sniffLength)
    const { rows } = parseRows(head, delimiter, head.length === text.length)
    const widths = rows
      .slice(0, 50)
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
      .map(({ cells }) => cells.length)
    const columns = widths[0] ?? 1
    const even = widths.filter((width) => width === columns).length / Math.max(1, widths.length)
    return { delimiter, score: columns < 2 ? 0 : even * 100 + Math.min(columns, 99) / 100 }
  })
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a))
  return best.delimiter
}

const asDelimiter = (sign: string | undefined): Delimiter =>
  delimiters.find((delimiter) => delimiter === sign) ?? ','
