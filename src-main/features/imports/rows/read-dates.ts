import { readLabel } from '#main/engines/file-formats/cells/cell-values.ts'
import { readDate, readOwnDay } from '#main/engines/file-formats/cells/dates.ts'
import { readEventLabel } from '#main/engines/file-formats/cells/event-labels.ts'
import { splitJoined } from '#main/engines/file-formats/cells/multi-values.ts'
import { birthdayOf, isDayNumber } from '#main/engines/file-formats/columns/birth-parts.ts'
import type { PlannedColumn } from '../columns/column-plan.ts'
import type { ImportedDate } from './contact-facts.ts'
import type { RowCells } from './row-cells.ts'

const none: readonly ImportedDate[] = []
const longestLabel = 60

/** The birthdays, anniversaries and other days of a row. */
export const readDates = (row: RowCells): readonly ImportedDate[] => {
  let dates: ImportedDate[] | null = null
  const together = readTogether(row)
  if (together !== null) dates = [together]
  for (const field of ['birthday', 'anniversary'] as const) {
    for (const column of row.columns(field)) {
      if (isPartOf(row, column)) continue
      const cell = row.text(column)
      if (cell === '') continue
      for (const value of splitJoined(cell)) {
        const date = readOne(row, column, { value, field })
        if (date !== null) (dates ??= []).push(date)
      }
    }
  }
  return dates ?? none
}

/** Whether a column is read together with others. */
const isPartOf = ({ plan: { birthParts } }: RowCells, column: PlannedColumn): boolean =>
  birthParts !== null &&
  (column === birthParts.day || column === birthParts.month || column === birthParts.year)

/** The birthday of which day, month and year stand in columns of their own. */
const readTogether = (row: RowCells): ImportedDate | null => {
  const parts = row.plan.birthParts
  if (parts === null || parts.day === null) return null
  const textOf = (column: PlannedColumn | null): string => (column === null ? '' : row.text(column))
  const cells = { day: textOf(parts.day), month: textOf(parts.month), year: textOf(parts.year) }
  const value = birthdayOf(cells)
  if (value !== null) return readOne(row, parts.day, { value, field: 'birthday' })
  // A whole day may stand where that of the month does; what is beside it repeats it mostly.
  const isWhole = cells.day !== '' && !isDayNumber(cells.day)
  for (const part of ['day', 'month', 'year'] as const) {
    const column = parts[part]
    if (column === null || cells[part] === '' || (isWhole && part === 'day')) continue
    row.keepNamed(column.name, cells[part])
  }
  return isWhole ? readOne(row, parts.day, { value: cells.day, field: 'birthday' }) : null
}

const readOne = (
  row: RowCells,
  column: PlannedColumn,
  { value, field }: { readonly value: string; readonly field: 'birthday' | 'anniversary' },
): ImportedDate | null => {
  const exact = row.plan.isLossless ? readOwnDay(value) : null
  if (exact !== null) return { ...kindOf(row, column, field), ...exact }
  const order = row.rules.dayOrders.get(column.index) ?? 'day-first'
  const reading = readDate(value, order, row.rules.thisYear)
  if (reading.kind === 'blank') return null
  if (reading.kind !== 'date') {
    row.refuse(reading.kind === 'unreadable' ? 'date-unreadable' : reading.kind, column, value)
    return null
  }
  // The hour of a birth is nobody's birthday, but it is not lost either.
  if (reading.hasTime === true) row.keepNamed(column.name, value)
  const year = commonYear(reading.date.year, row.rules.thisYear)
  // Apple writes 1604 for a birthday without a year. Other calendars count years otherwise.
  const isNobodysYear =
    year !== null && year !== 1604 && (year < 1700 || year > row.rules.thisYear + 1)
  if (field === 'birthday' && isNobodysYear) {
    row.refuse('date-unreadable', column, value)
    return null
  }
  const date = year === 1604 ? { ...reading.date, year: null } : { ...reading.date, year }
  return { ...kindOf(row, column, field), ...date }
}

const buddhistYears = 543

/** Thailand counts 543 years more: nobody else has years such as 2530. */
const commonYear = (year: number | null, thisYear: number): number | null =>
  year !== null && year > thisYear + 350 && year <= thisYear + buddhistYears
    ? year - buddhistYears
    : year

const words: ReadonlyMap<string, 'birthday' | 'anniversary'> = new Map([
  ...'birthday|geburtstag|anniversaire|cumpleaños|生日'
    .split('|')
    .map((word) => [word, 'birthday'] as const),
  ...'anniversary|jahrestag|hochzeitstag|aniversario|纪念日'
    .split('|')
    .map((word) => [word, 'anniversary'] as const),
])

const kindOf = (
  row: RowCells,
  column: PlannedColumn,
  field: 'birthday' | 'anniversary',
): Pick<ImportedDate, 'kind' | 'label'> => {
  const typed = row.label(column)
  if (row.plan.isLossless && typed !== '') return readEventLabel(typed)
  const label = readLabel(typed)
  if (label === null) return { kind: field, label: null }
  const word = words.get(label.toLowerCase())
  if (word !== undefined) return { kind: word, label: null }
  if (label.length > longestLabel) row.keepNamed(column.name, label)
  return { kind: 'other', label: label.slice(0, longestLabel) }
}
