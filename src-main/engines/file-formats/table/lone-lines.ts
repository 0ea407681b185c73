import type { TableRow } from './table.ts'
import { totalOf } from './total-lines.ts'

const widest = 3

/**
 * Marks rows that may head the ones below: a first cell alone behind a blank line, a total or the
 * names of the columns, where the table has three columns or more.
 */
export class LoneLines {
  private before: TableRow | null = null
  private readonly headerRow: number
  private readonly isWide: boolean

  constructor({ headerRow, width }: { readonly headerRow: number; readonly width: number }) {
    this.headerRow = headerRow
    this.isWide = width >= widest
  }

  /** The same rows, but those that may be headings say so. */
  mark(rows: readonly TableRow[]): readonly TableRow[] {
    return this.isWide ? rows.map((row) => this.marked(row)) : rows
  }

  private marked(row: TableRow): TableRow {
    const { before } = this
    this.before = row
    if (!isAlone(row.cells)) return row
    const begins =
      row.row > (before?.row ?? this.headerRow) + 1 ||
      before === null ||
      totalOf(before.cells) !== null
    return begins ? { ...row, mayHead: true } : row
  }
}

const isAlone = ([first = '', ...others]: readonly string[]): boolean =>
  first.trim() !== '' && others.every((cell) => cell === '' || cell.trim() === '')
