import { hasContent } from './table.ts'

/** Cells under each other that are one: the first has what all of them say. */
interface MergedRows {
  /** Index of the column, from 0. */
  readonly column: number
  /** Numbers of the rows below the first, from 1. */
  readonly from: number
  readonly to: number
}

const merged = /<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)["']/gu
const begins = '<mergeCells'
/** As many as somebody may have made by hand. */
const most = 20_000
const longest = 4_194_304
/** Says that the cell above is meant; see `DittoReader`. */
const mark = '〃'

/**
 * Which cells of a sheet are merged with the one above: a company beside its three people, for
 * example. In the file the lower ones are blank.
 */
export class MergedCells {
  private readonly byRow = new Map<number, number[]>()

  /** From the worksheet's XML, where merged cells are told behind the rows. */
  constructor(xml: Uint8Array) {
    const text = new TextDecoder('latin1').decode(xml.subarray(Math.max(0, xml.length - longest)))
    const at = text.lastIndexOf(begins)
    if (at === -1) return
    for (const { column, from, to } of mergedRows(text.slice(at))) {
      for (let row = from; row <= to && this.byRow.size < most; row += 1) {
        const columns = this.byRow.get(row)
        if (columns === undefined) this.byRow.set(row, [column])
        else columns.push(column)
      }
    }
  }

  /** Marks the blank cells of a row that belong to the one above; a row with nothing else stays blank. */
  mark(row: number, cells: string[]): string[] {
    const columns = this.byRow.get(row)
    if (columns === undefined || !hasContent(cells)) return cells
    for (const column of columns) {
      while (cells.length < column) cells.push('')
      if ((cells[column] ?? '').trim() === '') cells[column] = mark
    }
    return cells
  }
}

const mergedRows = (text: string): MergedRows[] =>
  [...text.matchAll(merged)].slice(0, most).map(([, letters = '', first, last]) => ({
    column: columnOf(letters),
    from: Number(first) + 1,
    to: Math.min(Number(last), Number(first) + most),
  }))

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
