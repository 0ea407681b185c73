import {
  createEncodingSurvey,
  type SurveyedEncoding,
} from '#main/engines/encodings/survey-encoding.ts'
import { createChunkDecoder } from '#main/engines/encodings/text-decoder.ts'
import { findHeader } from '#main/engines/file-formats/table/header-row.ts'
import {
  notATable,
  type TableRow,
  tableCaps,
  tooLarge,
  type UnreadableTable,
} from '#main/engines/file-formats/table/table.ts'
import {
  createTextCutter,
  type TextCutter,
} from '#main/engines/file-formats/text/delimited-text.ts'
import {
  headRows,
  sniffText,
  type TextFormat,
  type TextHead,
} from '#main/engines/file-formats/text/text-format.ts'
import { fail, ok, type Result } from '#shared/domain/result.ts'
import type { TextEncoding } from '#shared/domain/text-encodings.ts'
import { addressTable } from './address-table.ts'
import { readChunks } from './file-chunks.ts'
import { firstMisfit } from './first-misfit.ts'
import type { OnTableRows, OpenOptions, Table, TableSummary } from './table-source.ts'

const surveyChunk = 1_048_576
const headBytes = 262_144
/** As many as the longest cell may have, for a head whose rows hang on one. */
const largeHeadBytes = 4 * tableCaps.cellLength + headBytes
/** Rows below which the head may hang on one cell. */
const fewRows = 20
/** Small enough for a processor's cache. */
const readChunk = 65_536

interface TextFile {
  readonly path: string
  readonly bytes: number
}

/** Opens a text file: finds out encoding, delimiter, quotes and header from its start. */
export const openTextTable = (
  file: TextFile,
  options: OpenOptions,
): Result<Table, UnreadableTable> => {
  if (file.bytes > tableCaps.textBytes) {
    return { ok: false, error: tooLarge('bytes', tableCaps.textBytes) }
  }
  const surveyed = survey(file.path, options.country ?? null)
  if (surveyed.isBinary) return { ok: false, error: notATable('binary') }
  const encoding = options.encoding ?? surveyed.encoding
  const misfit = options.encoding === undefined ? null : firstMisfit(file.path, encoding, surveyed)
  if (misfit !== null) return fail('not-in-encoding', { encoding, byte: misfit })
  const { head, format, rows } = readStart(file, { ...options, encoding })
  if (rows.length === 0) return emptyOrBroken(head, format)
  const { hasByteMark } = surveyed
  const list = addressTable(head, { encoding, hasByteMark, bytes: file.bytes })
  const { layout = isTableAsked(options) ? 'rows' : 'addresses' } = options
  if (list !== null && layout === 'addresses') return ok(list)
  const { headerRow, headers } = findHeader(rows, {
    asked: options.headerRow,
    columnWord: options.columnWord ?? '#',
  })
  if (headers.length > tableCaps.columns) {
    return fail('too-many-columns', { columns: headers.length, max: tableCaps.columns })
  }
  if (head.isWhole && !rows.some(({ row }) => row > headerRow)) return emptyOrBroken(head, format)
  const { delimiter, quote } = format
  const way = { ...file, encoding, text: format, headerRow, width: headers.length }
  return ok({
    format: {
      kind: 'text',
      encoding,
      hasByteMark,
      delimiter,
      quote,
      headerRow,
      layout: 'rows',
      canBeAddresses: list !== null,
      sheets: [],
      sheet: null,
    },
    headers,
    head: rows,
    bytes: file.bytes,
    read: (onRows) => readRows(way, onRows),
  })
}

const survey = (path: string, country: string | null): SurveyedEncoding => {
  const found = createEncodingSurvey()
  readChunks(path, surveyChunk, (bytes) => found.push(bytes))
  return found.conclude(country)
}

/** Whether somebody says how the columns of the text are divided or called. */
const isTableAsked = ({ delimiter, quote, headerRow }: OpenOptions): boolean =>
  (delimiter ?? quote ?? headerRow) !== undefined

interface Start {
  /** Behind a first line `sep=;`. */
  readonly head: TextHead
  readonly format: TextFormat
  readonly rows: readonly TableRow[]
}

/** The first rows, from more of the file where a quotation mark stays open for long. */
const readStart = (
  file: TextFile,
  options: OpenOptions & { readonly encoding: TextEncoding },
  length = headBytes,
): Start => {
  const whole = readHead(file, options.encoding, length)
  const format = sniffText(whole, options)
  const head = { ...whole, text: whole.text.slice(format.skip) }
  const rows = headRows(head, format)
  return rows.length < fewRows && !head.isWhole && length === headBytes
    ? readStart(file, options, largeHeadBytes)
    : { head, format, rows }
}

const readHead = ({ path, bytes }: TextFile, encoding: TextEncoding, length: number): TextHead => {
  const decoder = createChunkDecoder(encoding)
  let text = ''
  readChunks(path, length, (chunk) => {
    text = decoder.push(chunk)
    return false
  })
  const isWhole = bytes <= length
  return { text: isWhole ? text + decoder.end() : text, isWhole }
}

/** A start without rows is blank, or one cell that is far too long. */
const emptyOrBroken = (
  { text, isWhole }: { readonly text: string; readonly isWhole: boolean },
  format: TextFormat,
): Result<Table, UnreadableTable> => {
  const cutter = createTextCutter(format)
  const pushed = cutter.push(text)
  if (!pushed.ok) return pushed
  const ended = isWhole ? cutter.end() : null
  if (ended !== null && !ended.ok) return ended
  if (isWhole || text.trim() === '') return fail('empty-file', {})
  return { ok: false, error: tooLarge('cell-bytes', tableCaps.cellLength) }
}

interface TextWay extends TextFile {
  readonly encoding: TextEncoding
  readonly text: TextFormat
  readonly headerRow: number
  readonly width: number
}

const readRows = (way: TextWay, onRows: OnTableRows): Result<TableSummary, UnreadableTable> => {
  const decoder = createChunkDecoder(way.encoding)
  const cutter = createTextCutter(way.text)
  const counts = { rows: 0, raggedRows: 0 }
  let skip = way.text.skip
  let bytesRead = 0
  let failure: UnreadableTable | null = null
  const take = (found: ReturnType<TextCutter['push']>): boolean => {
    if (!found.ok) {
      failure = found.error
      return false
    }
    const rows = below(found.value, way.headerRow)
    counts.rows += rows.length
    for (const { cells } of rows) if (cells.length !== way.width) counts.raggedRows += 1
    if (counts.rows > tableCaps.rows) failure = tooLarge('rows', tableCaps.rows)
    return failure === null && onRows(rows, bytesRead)
  }
  const isRead = readChunks(way.path, readChunk, (bytes) => {
    bytesRead += bytes.length
    let text = decoder.push(bytes)
    if (skip > 0) {
      const skipped = Math.min(skip, text.length)
      text = text.slice(skipped)
      skip -= skipped
    }
    return take(cutter.push(text))
  })
  const isWhole = isRead && take(cutter.push(decoder.end())) && take(cutter.end())
  if (failure !== null) return { ok: false, error: failure }
  const lines = cutter.nextRow - 1
  return ok({ lines, ...counts, doubtfulCharacters: decoder.doubtful, isWhole })
}

const below = (rows: readonly TableRow[], headerRow: number): readonly TableRow[] => {
  const first = rows[0]
  return first === undefined || first.row > headerRow
    ? rows
    : rows.filter(({ row }) => row > headerRow)
}
