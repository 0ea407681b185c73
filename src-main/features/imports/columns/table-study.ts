import type { DayOrder } from '#main/engines/file-formats/cells/dates.ts'
import {
  addDayOrderEvidence,
  type DayOrderEvidence,
  dayOrderOf,
  decideDayOrders,
  evidenceTogether,
  noEvidence,
} from '#main/engines/file-formats/cells/day-orders.ts'
import type { TableRow } from '#main/engines/file-formats/table/table.ts'
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

  /**
   * The order of day and month in the columns that hold days, with the evidence; and which of them
   * plainly write the other one.
   */
  dayOrder(columns: readonly number[], { dayOrder, country }: FormChoices) {
    const studied = columns.flatMap((index) => {
      const column = this.columns[index]
      return column === undefined ? [] : [[index, column] as const]
    })
    const together = evidenceTogether(studied.map(([, { days }]) => days))
    const decided = decideDayOrders(new Map(studied.map(([index, { days }]) => [index, days])), {
      dayOrder,
      country,
    })
    const usual = dayOrderOf(together, country)
    const dotted = studied.reduce((sum, [, column]) => sum + column.dotted, 0)
    const isDotted = shownDays(together) === 0 && dotted > 0 && usual !== 'year-first'
    const main = dayOrder ?? (isDotted ? 'day-first' : usual)
    const found = { order: main, certain: 0, contrary: 0, open: 0, isAmbiguous: false }
    const otherwise: { column: number; order: DayOrder }[] = []
    for (const [column, { days, dotted, dottedAbove12 }] of studied) {
      const { order, isOpen } = decided.get(column) ?? { order: main, isOpen: false }
      const own = order === 'republic-first' ? 'year-first' : order
      const isRead = own === main || shownDays(days) + days.undecided === 0
      const asRead = countIn(days, own)
      const dots = own === 'day-first' || isDotted ? dottedAbove12 : 0
      found.certain += asRead + dots
      found.contrary += shownDays(days) - asRead
      found.open += days.undecided + dotted - dottedAbove12
      if (isOpen && dots === 0) found.isAmbiguous = true
      if (!isRead) otherwise.push({ column, order: own })
    }
    return { ...found, otherwise }
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

const shownDays = ({ dayFirst, monthFirst, yearFirst }: DayOrderEvidence): number =>
  dayFirst + monthFirst + yearFirst

const countIn = (days: DayOrderEvidence, order: DayOrder): number =>
  ({
    'day-first': days.dayFirst,
    'month-first': days.monthFirst,
    'year-first': days.yearFirst,
  })[order]

const dottedDay = /^(\d{1,2})\.\s?\d{1,2}\.(?:\s?(?:\d{4}|\d{2}))?$/u
const unusualLetter = /[^ -~]/u
const looksLikeName = /^[\p{L}\p{M}'’. -]{2,40}$/u
/** Amounts, and not the dotted days and phones that look alike. */
const amount = /^[^\d\p{L}]*-?\d{1,3}(?:[.,' ]?\d{3})*[.,]\d{1,3}\D{0,4}$/u
