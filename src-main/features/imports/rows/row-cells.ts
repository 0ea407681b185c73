import { oneLine } from '#main/engines/file-formats/cells/cell-values.ts'
import type { ColumnDayOrder } from '#main/engines/file-formats/cells/dates.ts'
import type { ColumnField } from '#main/engines/file-formats/columns/column-words.ts'
import { unescaped } from '#main/engines/file-formats/own-export/own-cells.ts'
import type { DecimalMark } from '#shared/domain/numbers.ts'
import { type ColumnPlan, isBlankIn, type PlannedColumn } from '../columns/column-plan.ts'
import type { CellFlag, FlagCode, ProblemCode, RowProblem } from './contact-facts.ts'

/** How the rows of one file are read. */
export interface ReadingRules {
  /** Where phones without a country belong (ISO 3166); null when unknown. */
  readonly country: string | null
  readonly thisYear: number
  /** Per column, by index; absent means day first. */
  readonly dayOrders: ReadonlyMap<number, ColumnDayOrder>
  /** Per column, by index; absent means a point. */
  readonly decimals?: ReadonlyMap<number, DecimalMark>
  /** Of amounts that do not name one, nor their column (ISO 4217); EUR when absent. */
  readonly currency?: string
  /** A cell that cannot be read sets its row aside, or stays as a named note. */
  readonly unreadable: 'set-aside' | 'keep-as-note'
  /** The owner let the row in, whatever is wrong with it. */
  readonly isLetIn?: boolean
}

const longestValue = 500
const none: readonly PlannedColumn[] = []

/** One row on its way to facts: cells by field, notes and problems gathered. */
export class RowCells {
  readonly notes: string[] = []
  readonly problems: RowProblem[] = []
  readonly flags: CellFlag[] = []
  readonly plan: ColumnPlan
  readonly rules: ReadingRules
  private readonly cells: readonly string[]

  constructor(cells: readonly string[], plan: ColumnPlan, rules: ReadingRules) {
    this.cells = cells
    this.plan = plan
    this.rules = rules
  }

  /** The cell of a column, trimmed; empty when it says nothing or the row ends before it. */
  text(column: PlannedColumn): string {
    const cell = this.cells[column.index]
    if (cell === undefined || cell === '') return ''
    // Kith's own export: a cell means exactly what it says.
    if (this.plan.isLossless) return unescaped(cell)
    const text = cell.trim()
    if (isBlankIn(column, text)) return ''
    return text.charCodeAt(0) === apostrophe ? withoutApostrophe(text) : text
  }

  /** As `text`, by the column's index. */
  textAt(index: number): string {
    const column = this.plan.columns[index]
    return column === undefined ? '' : this.text(column)
  }

  /** The cell of a column as the file has it. */
  raw({ index }: PlannedColumn): string {
    return this.cells[index] ?? ''
  }

  /** A text on one line; as it stands in Kith's own export. */
  line(text: string): string {
    return this.plan.isLossless ? text : oneLine(text)
  }

  /** The cell that labels a column's. */
  label({ labelIndex }: PlannedColumn): string {
    const label = labelIndex === null ? '' : (this.cells[labelIndex] ?? '')
    return this.plan.isLossless ? unescaped(label) : label.trim()
  }

  columns(field: ColumnField): readonly PlannedColumn[] {
    return this.plan.byField.get(field) ?? none
  }

  /** Keeps a value under its column's name, so that it is not lost. */
  keepNamed(name: string, value: string): void {
    const note = `${name}: ${value}`
    if (!this.notes.includes(note)) this.notes.push(note)
  }

  /** A cell that the owner may want to repair; it stays as a note. */
  refuse(code: ProblemCode, column: PlannedColumn, value: string): void {
    this.keepNamed(column.name, value)
    this.flags.push({ code, index: column.index, value: value.slice(0, longestValue) })
    this.problems.push(this.problemIn(column, code, value))
  }

  /**
   * What is wrong in a cell; with all that it says where a part of it is wrong, since it is repaired
   * as one. A day that is put together from several cells is told as it would be.
   */
  private problemIn(column: PlannedColumn, code: RowProblem['code'], value: string): RowProblem {
    const cell = this.text(column)
    const isPart = oneLine(cell).includes(oneLine(value))
    const told = isPart ? cell.replace(/\s*[\r\n]\s*/gu, '; ') : value
    return { code, column: column.name, index: column.index, value: told.slice(0, longestValue) }
  }

  /** All cells that were not understood, each once and whole. */
  wrongCells(): readonly RowProblem[] {
    const cells = new Map<number, RowProblem>()
    for (const { code, index, value } of this.flags) {
      const column = this.plan.columns[index]
      if (column === undefined || cells.has(index)) continue
      cells.set(index, this.problemIn(column, code, value))
    }
    return [...cells.values()]
  }

  /** A cell that is not understood and stays as a note; its row comes in all the same. */
  keepFlagged(code: FlagCode, column: PlannedColumn, value: string): void {
    this.keepNamed(column.name, value)
    this.flags.push({ code, index: column.index, value: value.slice(0, longestValue) })
  }
}

const apostrophe = 0x27

/** Spreadsheets and shops write `'` before digits so that they stay text. */
const withoutApostrophe = (text: string): string => (/^'[\d+]/u.test(text) ? text.slice(1) : text)
