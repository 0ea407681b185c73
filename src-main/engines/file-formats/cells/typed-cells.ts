import { readMoney } from '#shared/domain/money.ts'
import { type DecimalMark, readNumber } from '#shared/domain/numbers.ts'
import { dayFromParts } from '#shared/domain/time.ts'
import { isLink } from '#shared/domain/urls.ts'
import type { CustomFieldType } from '../columns/column-words.ts'
import { readBoolean } from './booleans.ts'
import { manyLines, oneLine } from './cell-values.ts'
import { type ColumnDayOrder, readDate } from './dates.ts'
import type { TypedValue } from './typed-values.ts'

/** How the cells of one column are read. */
export interface TypedRules {
  readonly dayOrder: ColumnDayOrder
  readonly decimal: DecimalMark
  /** Of amounts that do not name one (ISO 4217). */
  readonly currency: string
  readonly thisYear: number
  /** What a choice offers, as the field writes it; absent for a field to come. */
  readonly options?: readonly string[] | undefined
}

const longestText = 2000
const longestChoice = 200

/**
 * Reads a cell as a value of a custom field; null when it is none of that type or would lose
 * something: a day without its year, an amount finer than its currency. Of a day with a time it is
 * the day; see `hasTimeOfDay`.
 */
export const readTyped = (
  type: CustomFieldType,
  cell: string,
  rules: TypedRules,
): TypedValue | null => {
  switch (type) {
    case 'text':
      return within(manyLines(cell), longestText, (value) => ({ type, value }))
    case 'number': {
      const value = readNumber(cell, rules.decimal)
      return value === null ? null : { type, value }
    }
    case 'money': {
      const money = readMoney(cell, rules)
      return money === null ? null : { type, ...money }
    }
    case 'date':
      return readDay(cell, rules)
    case 'boolean': {
      const value = readBoolean(cell)
      return value === null ? null : { type, value }
    }
    case 'choice':
      return within(oneLine(cell), longestChoice, (value) => ({
        type,
        value: optionOf(value, rules.options),
      }))
    case 'link':
      return isLink(cell) ? within(cell, longestText, (value) => ({ type, value })) : null
  }
}

const readDay = (cell: string, { dayOrder, thisYear }: TypedRules): TypedValue | null => {
  const reading = readDate(cell, dayOrder, thisYear)
  if (reading.kind !== 'date' || reading.date.year === null) return null
  const value = dayFromParts(reading.date.year, reading.date.month, reading.date.day)
  return value === null ? null : { type: 'date', value }
}

const within = (
  text: string,
  longest: number,
  make: (text: string) => TypedValue,
): TypedValue | null => (text.length > longest || text === '' ? null : make(text))

/** The choice as its field writes it. */
const optionOf = (value: string, options: readonly string[] | undefined): string =>
  options?.includes(value) === false
    ? (options.find((option) => option.toLowerCase() === value.toLowerCase()) ?? value)
    : value
