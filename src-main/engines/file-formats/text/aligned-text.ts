import { ok, type Result } from '#shared/domain/result.ts'
import {
  hasContent,
  type TableRow,
  tableCaps,
  tooLarge,
  type UnreadableTable,
} from '../table/table.ts'
import type { CuttingRules, TextCutter } from './delimited-text.ts'

const lineEnd = /\r\n|\r(?!$)|\n/u
const gap = / {2,}|\t+/u

/**
 * Cuts text whose columns stand under each other, two blanks or more apart.
 *
 * The first line tells where they begin. A line with as many parts as that one is cut at its gaps,
 * so that wide letters do no harm; another one has blank cells and is cut where the columns begin.
 */
export class AlignedCutter implements TextCutter {
  nextRow: number
  private pending = ''
  private starts: readonly number[] | null = null

  constructor({ firstRow = 1 }: Pick<CuttingRules, 'firstRow'>) {
    this.nextRow = firstRow
  }

  push(text: string): Result<TableRow[], UnreadableTable> {
    const lines = (this.pending + text).split(lineEnd)
    this.pending = lines.pop() ?? ''
    return this.rowsOf(lines)
  }

  end(): Result<TableRow[], UnreadableTable> {
    const last = this.pending.replace(/\r$/u, '')
    this.pending = ''
    return this.rowsOf(last === '' ? [] : [last])
  }

  private rowsOf(lines: readonly string[]): Result<TableRow[], UnreadableTable> {
    if (this.pending.length > tableCaps.cellLength) {
      return { ok: false, error: tooLarge('cell-bytes', tableCaps.cellLength) }
    }
    const rows: TableRow[] = []
    for (const line of lines) {
      const row = this.nextRow
      this.nextRow += 1
      if (!hasContent([line])) continue
      this.starts ??= startsOf(line)
      rows.push({ row, ...cellsOf(line, this.starts) })
    }
    return ok(rows)
  }
}

/** Where the columns of a line begin. */
const startsOf = (line: string): readonly number[] =>
  [...line.matchAll(/(?<=^| {2}|\t)\S/gu)].map(({ index }) => index)

const cellsOf = (
  line: string,
  starts: readonly number[],
): Pick<TableRow, 'cells' | 'hasBrokenQuotes'> => {
  const parts = line.trim().split(gap)
  if (parts.length === starts.length) return { cells: parts, hasBrokenQuotes: false }
  const isCut = starts.some((at) => /\S/u.test(line.charAt(at)) && /\S/u.test(line.charAt(at - 1)))
  // A cell may begin before a name that is indented.
  const cells = starts.map((at, column) =>
    line.slice(column === 0 ? 0 : at, starts[column + 1]).trim(),
  )
  // A text that runs over into the next column: where it ends is a guess.
  return isCut || starts.length < 2
    ? { cells: parts, hasBrokenQuotes: isCut }
    : { cells, hasBrokenQuotes: false }
}
