import type { DayOrder } from '#main/engines/file-formats/dates.ts'
import {
  addDayOrderEvidence,
  dayOrderOf,
  noEvidence,
} from '#main/engines/file-formats/day-orders.ts'
import {
  addDecimalEvidence,
  type DecimalMark,
  decimalMarkFor,
} from '#main/engines/file-formats/numbers.ts'
import type { TableRow } from '#main/engines/file-formats/table.ts'

const maxWords = 6

/** What the owner chose, and where the business is. */
export interface StudyRules {
  readonly dayOrder: DayOrder | undefined
  readonly decimal: DecimalMark | undefined
  readonly country: string | null
}

/** Looks at the rows of a table as they pass and remembers little. */
export class TableStudy {
  private readonly filledCounts: number[]
  private readonly days = noEvidence()
  private readonly decimals = { comma: 0, point: 0 }
  private readonly words = new Set<string>()

  constructor(columns: number) {
    this.filledCounts = Array.from({ length: columns }, () => 0)
  }

  add({ cells }: TableRow): void {
    for (const [index, cell] of cells.entries()) {
      if (cell === '') continue
      if (cell.trim() !== '') this.filledCounts[index] = (this.filledCounts[index] ?? 0) + 1
      addDayOrderEvidence(this.days, cell)
      if (amount.test(cell)) addDecimalEvidence(this.decimals, cell)
      if (this.words.size < maxWords) this.addWords(cell.trim())
    }
  }

  /** Cells of a column with anything in them. */
  filled(index: number): number {
    return this.filledCounts[index] ?? 0
  }

  /** Words with unusual letters: where the encoding is wrong, it shows here. */
  get unusualWords(): string[] {
    return [...this.words]
  }

  /** The order of day and month in the whole file, with its evidence. */
  dayOrder({ dayOrder, country }: StudyRules) {
    const { open, dayFirst, monthFirst, yearFirst } = this.days
    const order = dayOrder ?? dayOrderOf(this.days, country)
    const counts = { 'day-first': dayFirst, 'month-first': monthFirst, 'year-first': yearFirst }
    const certain = counts[order]
    const contrary = dayFirst + monthFirst + yearFirst - certain
    const isAmbiguous = dayOrder === undefined && certain <= contrary && open > 0
    return { order, certain, contrary, open: open - certain - contrary, isAmbiguous }
  }

  decimalMark({ decimal, country }: StudyRules): DecimalMark {
    return decimal ?? decimalMarkFor(this.decimals, country)
  }

  private addWords(cell: string): void {
    if (!unusualLetter.test(cell) || !looksLikeName.test(cell)) return
    const words = cell.split(' ').filter((word) => unusualLetter.test(word))
    for (const word of words) if (this.words.size < maxWords) this.words.add(word)
  }
}

const unusualLetter = /[^ -~]/u
const looksLikeName = /^[\p{L}\p{M}'’. -]{2,40}$/u
/** Amounts, and not the dotted days and phones that look alike. */
const amount = /^[^\d\p{L}]*-?\d{1,3}(?:[.,' ]?\d{3})*[.,]\d{1,3}\D{0,4}$/u
