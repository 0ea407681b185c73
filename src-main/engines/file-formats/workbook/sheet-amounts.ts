import { type AmountFormat, amountText } from '../cells/amount-formats.ts'

/** Cells under each other that show the same currency. */
interface Run {
  readonly from: number
  to: number
  readonly format: AmountFormat
}

const plainAmount = /^-?\d+(?:\.\d+)?$/u

/**
 * Which cells of a sheet show a currency that stands in their format alone.
 *
 * Kept as stretches of columns, which are few: a column mostly has one format. Rows are counted
 * from 1, columns too.
 */
export class SheetAmounts {
  private readonly columns = new Map<number, Run[]>()

  /** Adds a cell; rows come in their order. */
  add(row: number, column: number, format: AmountFormat): void {
    const runs = this.columns.get(column)
    if (runs === undefined) {
      this.columns.set(column, [{ from: row, to: row, format }])
      return
    }
    const last = runs.at(-1)
    if (last === undefined || row <= last.to) return
    if (last.format === format && row === last.to + 1) last.to = row
    else runs.push({ from: row, to: row, format })
  }

  /** The cells of a row with their currencies. */
  withCurrencies(row: number, cells: string[]): string[] {
    for (const [column, runs] of this.columns) {
      const text = cells[column - 1]
      if (text === undefined || !plainAmount.test(text)) continue
      const format = formatAt(runs, row)
      if (format !== null) cells[column - 1] = amountText(text, format)
    }
    return cells
  }
}

const formatAt = (runs: readonly Run[], row: number): AmountFormat | null => {
  let low = 0
  let high = runs.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const run = runs[middle]
    if (run === undefined) return null
    if (row < run.from) high = middle - 1
    else if (row > run.to) low = middle + 1
    else return run.format
  }
  return null
}
