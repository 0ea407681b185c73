import { fail, ok, type Result } from '#shared/domain/result.ts'
import {
  type Delimiter,
  hasContent,
  type Quote,
  type TableRow,
  tableCaps,
  tooLarge,
  type UnreadableTable,
} from '../table/table.ts'
import { AlignedCutter } from './aligned-text.ts'
import { endOfQuoted, longestQuoted } from './quoted-cell.ts'

/** How text is cut into cells. */
export interface CuttingRules {
  readonly delimiter: Delimiter
  readonly quote: Quote
  /** Number of the first row of the text; 1 when absent. */
  readonly firstRow?: number
}

type Rows = Result<TableRow[], UnreadableTable>

/** Cuts text into rows, chunk by chunk; memory stays bounded by the longest row. */
export interface TextCutter {
  push(text: string): Rows
  end(): Rows
  /** Number of the row that comes next; blank ones count. */
  readonly nextRow: number
}

const lineFeed = 10
const carriageReturn = 13
/** Cells of one row; more than any spreadsheet has columns is no table. */
const maxCells = 16_384
/** Characters of one row. */
const maxRowLength = 8_000_000

/**
 * Cuts text into rows and cells the way spreadsheets do.
 *
 * A line ends with `\n`, `\r\n` or `\r`; inside quotes they all become `\n`. A quotation mark
 * counts at the start of a cell only, and doubled ones inside stand for one. Where a closing one
 * is followed by something else, or there is none, the cells are a guess and the row says so: a
 * quotation mark that is never closed is a character, and reading goes on behind it. Rows without
 * any content are left out but counted.
 */
export const createTextCutter = (rules: CuttingRules): TextCutter => {
  if (rules.delimiter === ' ') return new AlignedCutter(rules)
  return rules.quote === 'line' ? new LineCutter(rules) : new Cutter(rules)
}

/** Where a cell without quotation marks ends. */
const endOfPlain = (text: string, from: number, delimiter: number): number => {
  let end = from
  for (; end < text.length; end += 1) {
    const sign = text.charCodeAt(end)
    if (sign === delimiter || sign === lineFeed || sign === carriageReturn) return end
  }
  return end
}

class Cutter implements TextCutter {
  private readonly rules: { readonly delimiter: number; readonly quote: number }
  nextRow: number
  private cells: string[] = []
  private rowLength = 0
  private isBroken = false
  private isTooLong = false
  /** Text from the start of the cell that is not complete yet. */
  private pending = ''
  /** The last line ended with `\r`: a `\n` that follows belongs to it. */
  private skipsLineFeed = false

  constructor({ delimiter, quote, firstRow = 1 }: CuttingRules) {
    const quoteCode = quote === 'none' ? -1 : quote.charCodeAt(0)
    this.rules = { delimiter: delimiter.charCodeAt(0), quote: quoteCode }
    this.nextRow = firstRow
  }

  push(text: string): Rows {
    return this.next(text, false)
  }

  end(): Rows {
    return this.next('', true)
  }

  private next(text: string, isLast: boolean): Rows {
    const rows: TableRow[] = []
    const whole = this.pending === '' ? text : this.pending + text
    const used = this.cut(whole, isLast, rows)
    this.pending = whole.slice(used)
    if (isLast && this.cells.length > 0) {
      // The text ends right behind a delimiter.
      this.add('')
      this.endRow(rows)
    }
    return this.refusal() ?? ok(rows)
  }

  /** Cuts what is complete; the place it came to. */
  private cut(text: string, isLast: boolean, rows: TableRow[]): number {
    const { delimiter, quote } = this.rules
    const length = text.length
    let at = 0
    if (this.skipsLineFeed && length > 0) {
      this.skipsLineFeed = false
      if (text.charCodeAt(0) === lineFeed) at = 1
    }
    while (at < length) {
      let end = at
      let sign = text.charCodeAt(at)
      if (sign === quote) {
        const cell = endOfQuoted({ text, at, isLast, ...this.rules })
        if (cell === 'open') return at
        end = cell === 'unclosed' ? endOfPlain(text, at, delimiter) : cell.end
        if (cell === 'unclosed' && end === length && !isLast) return at
        this.isBroken ||= cell === 'unclosed' || cell.isBroken
        this.add(cell === 'unclosed' ? text.slice(at, end) : cell.content)
        sign = text.charCodeAt(end)
      } else {
        while (end < length && sign !== delimiter && sign !== lineFeed && sign !== carriageReturn) {
          end += 1
          sign = text.charCodeAt(end)
        }
        if (end === length && !isLast) return at
        this.add(text.slice(at, end))
      }
      at = end + 1
      if (sign === delimiter) continue
      this.endRow(rows)
      if (sign === carriageReturn) {
        if (at >= length) this.skipsLineFeed = true
        else if (text.charCodeAt(at) === lineFeed) at += 1
      }
    }
    return length
  }

  private add(cell: string): void {
    this.cells.push(cell)
    this.rowLength += cell.length
    if (cell.length > tableCaps.cellLength) this.isTooLong = true
  }

  private endRow(rows: TableRow[]): void {
    const { cells, isBroken } = this
    if (hasContent(cells)) rows.push({ row: this.nextRow, cells, hasBrokenQuotes: isBroken })
    if (cells.length > maxCells || this.rowLength > maxRowLength) this.isTooLong = true
    this.nextRow += 1
    this.cells = []
    this.rowLength = 0
    this.isBroken = false
  }

  private refusal(): Rows | null {
    const tooLong = { ok: false, error: tooLarge('cell-bytes', tableCaps.cellLength) } as const
    if (this.isTooLong || this.rowLength > maxRowLength) return tooLong
    if (this.cells.length > maxCells) {
      return fail('too-many-columns', { columns: this.cells.length, max: tableCaps.columns })
    }
    // A quoted cell is given up before this, so what is left is one cell without an end.
    return this.pending.length <= longestQuoted ? null : tooLong
  }
}

/** Cuts lines that stand in quotation marks as a whole, and then what stands inside them. */
class LineCutter implements TextCutter {
  private readonly rules: CuttingRules
  private readonly lines: TextCutter

  constructor(rules: CuttingRules) {
    this.rules = { ...rules, quote: '"' }
    this.lines = new Cutter(this.rules)
  }

  push(text: string): Rows {
    return this.unwrapped(this.lines.push(text))
  }

  end(): Rows {
    return this.unwrapped(this.lines.end())
  }

  get nextRow(): number {
    return this.lines.nextRow
  }

  private unwrapped(rows: Rows): Rows {
    return rows.ok ? ok(rows.value.map((row) => this.unwrap(row))) : rows
  }

  /** A line without such quotation marks stays as it is, and so does one that is several inside. */
  private unwrap(row: TableRow): TableRow {
    const [line = '', ...others] = row.cells
    if (!line.includes(this.rules.delimiter) || hasContent(others)) return row
    const cutter = new Cutter(this.rules)
    const pushed = cutter.push(line)
    const ended = cutter.end()
    if (!pushed.ok || !ended.ok) return row
    const [inside, ...more] = [...pushed.value, ...ended.value]
    if (inside === undefined || more.length > 0) return { ...row, hasBrokenQuotes: true }
    const { cells } = inside
    return { ...row, cells, hasBrokenQuotes: row.hasBrokenQuotes || inside.hasBrokenQuotes }
  }
}
