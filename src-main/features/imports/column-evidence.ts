import type { ColumnTarget } from '#main/engines/file-formats/column-words.ts'
import type { DayOrder } from '#main/engines/file-formats/dates.ts'
import {
  addDayOrderEvidence,
  type DayOrderEvidence,
  dayOrderOf,
  noEvidence,
} from '#main/engines/file-formats/day-orders.ts'
import {
  addDecimalEvidence,
  type DecimalEvidence,
  type DecimalMark,
  decimalMarkFor,
} from '#main/engines/file-formats/numbers.ts'
import type { TableRow } from '#main/engines/file-formats/table.ts'
import type { Table } from './table-source.ts'
import type { StudyRules } from './table-study.ts'

/** How the cells of single columns are read, by index. */
export interface ColumnMarks {
  readonly dayOrders: ReadonlyMap<number, DayOrder>
  readonly decimals: ReadonlyMap<number, DecimalMark>
}

const enoughRows = 2000

/**
 * The order of days in each date column and the decimal mark in each column of numbers, decided
 * from as much of the file as it takes; what the owner chose holds for all.
 */
export const readColumnMarks = (
  table: Table,
  targets: readonly ColumnTarget[],
  { dayOrder, decimal, country }: StudyRules,
): ColumnMarks => {
  const days = new Map<number, DayOrderEvidence>()
  const numbers = new Map<number, DecimalEvidence>()
  for (const [index, target] of targets.entries()) {
    if (dayOrder === undefined && holdsDays(target)) days.set(index, noEvidence())
    if (decimal === undefined && holdsNumbers(target)) numbers.set(index, { comma: 0, point: 0 })
  }
  if (days.size + numbers.size > 0) collect(table, days, numbers)
  return {
    dayOrders: marksOf(targets, (target, index) => {
      const found = days.get(index)
      return holdsDays(target) ? (dayOrder ?? dayOrderOf(found ?? noEvidence(), country)) : null
    }),
    decimals: marksOf(targets, (target, index) => {
      const found = numbers.get(index) ?? { comma: 0, point: 0 }
      return holdsNumbers(target) ? (decimal ?? decimalMarkFor(found, country)) : null
    }),
  }
}

const marksOf = <T>(
  targets: readonly ColumnTarget[],
  markOf: (target: ColumnTarget, index: number) => T | null,
): ReadonlyMap<number, T> => {
  const marks = new Map<number, T>()
  for (const [index, target] of targets.entries()) {
    const mark = markOf(target, index)
    if (mark !== null) marks.set(index, mark)
  }
  return marks
}

const collect = (
  table: Table,
  days: ReadonlyMap<number, DayOrderEvidence>,
  numbers: ReadonlyMap<number, DecimalEvidence>,
): void => {
  let seen = 0
  const add = ({ cells }: TableRow): void => {
    for (const [index, found] of days) addDayOrderEvidence(found, cells[index] ?? '')
    for (const [index, found] of numbers) addDecimalEvidence(found, cells[index] ?? '')
  }
  table.read((rows) => {
    for (const row of rows) add(row)
    seen += rows.length
    return seen < enoughRows || ![...days.values()].every(isDecided)
  })
}

const isDecided = ({ open, dayFirst, monthFirst, yearFirst }: DayOrderEvidence): boolean =>
  open === 0 || dayFirst + monthFirst + yearFirst > 0

const holdsDays = ({ field, customField }: ColumnTarget): boolean => {
  if (field === 'birthday' || field === 'anniversary' || field === 'created-at') return true
  return customField !== undefined && 'type' in customField && customField.type === 'date'
}

const holdsNumbers = ({ customField }: ColumnTarget): boolean =>
  customField !== undefined &&
  'type' in customField &&
  (customField.type === 'number' || customField.type === 'money')
