import { isBlankCell } from '#main/engines/file-formats/cell-values.ts'
import type { ColumnField } from '#main/engines/file-formats/column-words.ts'
import type { DayOrder } from '#main/engines/file-formats/dates.ts'
import type { ColumnPlan, PlannedColumn } from './column-plan.ts'
import type { ProblemCode, RowProblem } from './contact-facts.ts'

/** How the rows of one file are read. */
export interface ReadingRules {
  /** Where phones without a country belong (ISO 3166); null when unknown. */
  readonly country: string | null
  readonly thisYear: number
  /** Per column, by index; absent means day first. */
  readonly dayOrders: ReadonlyMap<number, DayOrder>
  /** A cell that cannot be read sets its row aside, or stays as a named note. */
  readonly unreadable: 'set-aside' | 'keep-as-note'
}

/** One row on its way to facts: cells by field, notes and problems gathered. */
export class RowCells {
  readonly notes: string[] = []
  problem: RowProblem | null = null
  private readonly cells: readonly string[]
  private readonly plan: ColumnPlan
  readonly rules: ReadingRules

  constructor(cells: readonly string[], plan: ColumnPlan, rules: ReadingRules) {
    this.cells = cells
    this.plan = plan
    this.rules = rules
  }

  /** The cell of a column, trimmed; empty when the row ends before it. */
  text(column: PlannedColumn): string {
    return this.cells[column.index]?.trim() ?? ''
  }

  /** The cell that labels a column's. */
  label(column: PlannedColumn): string {
    return column.labelIndex === null ? '' : (this.cells[column.labelIndex]?.trim() ?? '')
  }

  columns(field: ColumnField): readonly PlannedColumn[] {
    return this.plan.byField.get(field) ?? []
  }

  get addressGroups(): ColumnPlan['addressGroups'] {
    return this.plan.addressGroups
  }

  /** The filled cells of a field, with their columns. */
  *filled(field: ColumnField): Generator<readonly [string, PlannedColumn]> {
    for (const column of this.columns(field)) {
      const text = this.text(column)
      if (text !== '' && !isBlankCell(text)) yield [text, column]
    }
  }

  /** Keeps a value under its column's name, so that it is not lost. */
  keepNamed(name: string, value: string): void {
    const note = `${name}: ${value}`
    if (!this.notes.includes(note)) this.notes.push(note)
  }

  /** A cell that cannot be read: the row's problem, or a named note, as the rules say. */
  refuse(code: ProblemCode, column: PlannedColumn, value: string): void {
    if (this.rules.unreadable === 'keep-as-note') this.keepNamed(column.name, value)
    else
      this.problem ??= {
        code,
        column: column.name,
        index: column.index,
        value: value.slice(0, 500),
      }
  }
}
