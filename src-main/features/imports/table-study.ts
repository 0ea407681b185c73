import {
  addDayOrderEvidence,
  type DayOrderEvidence,
  dayOrderOf,
  noEvidence,
} from '#main/engines/file-formats/day-orders.ts'
import type { TableRow } from '#main/engines/file-formats/table.ts'
import {
  addDecimalEvidence,
  type DecimalEvidence,
  type DecimalMark,
  decimalMarkFor,
} from '#shared/domain/numbers.ts'
import type { FormChoices } from './column-forms.ts'

const maxWords = 6

interface ColumnStudy {
  filled: number
  readonly days: DayOrderEvidence
  /** Days with points, whose day always leads: all, and those that show it by a number above 12. */
  dotted: number
  dottedAbove12: number
  readonly decimals: DecimalEvidence
}

/** Looks at the rows of a table as they pass and remembers little. */
export class TableStudy {
  private readonly columns: readonly ColumnStudy[]
  private readonly words = new Set<string>()

  constructor(columns: number) {
    this.columns = Array.from({ length: columns }, () => ({
      filled: 0,
      days: noEvidence(),
      dotted: 0,
      dottedAbove12: 0,
      decimals: { comma: 0, point: 0 },
    }))
  }

  add({ cells }: TableRow): void {
    for (const [index, column] of this.columns.entries()) {
      const cell = cells[index]?.trim() ?? ''
      if (cell === '') continue
      column.filled += 1
      addDayOrderEvidence(column.days, cell)
      const dotted = dottedDay.exec(cell)
      if (dotted !== null) {
        column.dotted += 1
        if (Number(dotted[1]) > 12) column.dottedAbove12 += 1
      }
      if (amount.test(cell)) addDecimalEvidence(column.decimals, cell)
      if (this.words.size < maxWords) this.addWords(cell)
    }
  }

  /** Cells of a column with anything in them. */
  filled(index: number): number {
    return this.columns[index]?.filled ?? 0
  }

  /** Words with unusual letters: where the encoding is wrong, it shows here. */
  get unusualWords(): string[] {
    return [...this.words]
  }

  /** The order of day and month in the columns that hold days, with the evidence. */
  dayOrder(columns: readonly number[], { dayOrder, country }: FormChoices) {
    const days = noEvidence()
    const sum = { dotted: 0, dottedAbove12: 0 }
    for (const index of columns) {
      const found = this.columns[index]
      if (found === undefined) continue
      days.undecided += found.days.undecided
      days.dayFirst += found.days.dayFirst
      days.monthFirst += found.days.monthFirst
      days.yearFirst += found.days.yearFirst
      sum.dotted += found.dotted
      sum.dottedAbove12 += found.dottedAbove12
    }
    const shown = days.dayFirst + days.monthFirst + days.yearFirst
    const usual = dayOrderOf(days, country)
    const isDotted = shown === 0 && sum.dotted > 0 && usual !== 'year-first'
    const found = isDotted ? 'day-first' : usual
    const order = dayOrder ?? found
    const { dayFirst, monthFirst, yearFirst, undecided } = days
    const counts = { 'day-first': dayFirst, 'month-first': monthFirst, 'year-first': yearFirst }
    const certain = counts[order] + (order === 'day-first' ? sum.dottedAbove12 : 0)
    const contrary = shown - counts[order]
    const open = undecided + sum.dotted - sum.dottedAbove12
    const isDecided = dayOrder !== undefined || certain > contrary || undecided === 0
    return { order, certain, contrary, open, isAmbiguous: !isDecided }
  }

  /** The decimal mark of the columns that hold numbers. */
  decimalMark(columns: readonly number[], { decimal, country }: FormChoices): DecimalMark {
    const sum = { comma: 0, point: 0 }
    for (const index of columns) {
      sum.comma += this.columns[index]?.decimals.comma ?? 0
      sum.point += this.columns[index]?.decimals.point ?? 0
    }
    return decimal ?? decimalMarkFor(sum, country)
  }

  private addWords(cell: string): void {
    if (!unusualLetter.test(cell) || !looksLikeName.test(cell)) return
    const words = cell.split(' ').filter((word) => unusualLetter.test(word))
    for (const word of words) if (this.words.size < maxWords) this.words.add(word)
  }
}

const dottedDay = /^(\d{1,2})\.\s?\d{1,2}\.(?:\s?(?:\d{4}|\d{2}))?$/u
const unusualLetter = /[^ -~]/u
const looksLikeName = /^[\p{L}\p{M}'’. -]{2,40}$/u
/** Amounts, and not the dotted days and phones that look alike. */
const amount = /^[^\d\p{L}]*-?\d{1,3}(?:[.,' ]?\d{3})*[.,]\d{1,3}\D{0,4}$/u
