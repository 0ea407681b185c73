import type { ColumnDayOrder, DayOrder } from '#main/engines/file-formats/cells/dates.ts'
import {
  addDayOrderEvidence,
  type DayOrderEvidence,
  decideDayOrders,
  noEvidence,
} from '#main/engines/file-formats/cells/day-orders.ts'
import type { ColumnTarget } from '#main/engines/file-formats/columns/column-words.ts'
import {
  addDecimalEvidence,
  type DecimalEvidence,
  type DecimalMark,
  decimalMarkFor,
} from '#shared/domain/numbers.ts'
import type { ColumnPlan } from './column-plan.ts'

/** How the days and numbers of each column are read, by the column's index. */
export interface DecidedForms {
  readonly dayOrders: ReadonlyMap<number, ColumnDayOrder>
  readonly decimals: ReadonlyMap<number, DecimalMark>
}

/** The owner's choices for the whole file; a column decides where they are absent. */
export interface FormChoices {
  readonly dayOrder?: DayOrder | undefined
  readonly decimal?: DecimalMark | undefined
  readonly country: string | null
}

const dayFields: ReadonlySet<ColumnTarget['field']> = new Set(['birthday', 'anniversary'])

/**
 * Finds out how the columns of a file write days and numbers, from as many rows as it is given.
 *
 * A column that shows nothing follows the other columns of the file, then the country.
 */
export class ColumnForms {
  private readonly days = new Map<number, DayOrderEvidence>()
  private readonly numbers = new Map<number, DecimalEvidence>()

  constructor(plan: ColumnPlan) {
    for (const { index, target, type } of plan.columns) {
      const isField = target.field === 'custom-field'
      if (dayFields.has(target.field) || (isField && type === 'date')) {
        this.days.set(index, noEvidence())
      }
      if (isField && (type === 'number' || type === 'money')) {
        this.numbers.set(index, { comma: 0, point: 0 })
      }
    }
  }

  /** False when no column has days or numbers: there is nothing to look at. */
  get hasQuestions(): boolean {
    return this.days.size + this.numbers.size > 0
  }

  /** True when every column that writes days or numbers in an open form has shown which. */
  get isDecided(): boolean {
    const days = [...this.days.values()].every(
      ({ open, dayFirst, monthFirst, yearFirst }) =>
        open === 0 || dayFirst + monthFirst + yearFirst > 0,
    )
    const isNumber = ({ open, comma, point }: DecimalEvidence) =>
      open === undefined || comma + point > 0
    return days && [...this.numbers.values()].every(isNumber)
  }

  add(cells: readonly string[]): void {
    for (const [index, evidence] of this.days) {
      const cell = cells[index]
      if (cell !== undefined && cell !== '') addDayOrderEvidence(evidence, cell)
    }
    for (const [index, evidence] of this.numbers) {
      const cell = cells[index]
      if (cell !== undefined && cell !== '') addDecimalEvidence(evidence, cell)
    }
  }

  decide({ dayOrder, decimal, country }: FormChoices): DecidedForms {
    const orders = [...decideDayOrders(this.days, { dayOrder, country })]
    const together = this.numbersTogether()
    const numbers = [...this.numbers].map(([index, evidence]) => {
      const own = evidence.comma + evidence.point > 0 ? evidence : together
      return [index, decimal ?? decimalMarkFor(own, country)] as const
    })
    return {
      dayOrders: new Map(orders.map(([index, { order }]) => [index, order])),
      decimals: new Map(numbers),
    }
  }

  /** Days of a column that can be read in two ways, when nothing in the file decides them. */
  undecidedDays(index: number): number {
    const decided = decideDayOrders(this.days, { country: null }).get(index)
    return decided?.isOpen === true ? (this.days.get(index)?.undecided ?? 0) : 0
  }

  private numbersTogether(): DecimalEvidence {
    const numbers = { comma: 0, point: 0 }
    for (const each of this.numbers.values()) {
      numbers.comma += each.comma
      numbers.point += each.point
    }
    return numbers
  }
}
