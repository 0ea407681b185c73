import { isBooleanWord } from '../cells/booleans.ts'
import { oneLine } from '../cells/cell-values.ts'
import { hasTimeOfDay } from '../cells/dates.ts'
import { readTyped, type TypedRules } from '../cells/typed-cells.ts'
import type { CustomFieldType } from './column-words.ts'

/** What the values of a column look like. */
export interface TypeGuess {
  readonly type: CustomFieldType
  /** Of a choice, the most frequent first. */
  readonly options?: readonly string[]
}

const mostOptions = 12
const longestOption = 40
/** Values below which a column says too little to be a field of its own. */
export const enoughValues = 3

/**
 * Guesses the type of a column from its filled cells (trimmed, no blanks).
 *
 * A type is taken when all cells but one in fifty are of it: a single odd cell is kept as a note.
 * A choice has at most 12 different values, each used twice on average. What fits nothing is text.
 */
export const guessType = (
  cells: readonly string[],
  rules: TypedRules,
  hint?: CustomFieldType,
): TypeGuess => {
  const fits = (test: (cell: string) => boolean) => isAlmostAll(cells, test, cells.length / 50)
  // Where the name tells the type too, a fifth may be odd.
  const mostly = (test: (cell: string) => boolean) =>
    isAlmostAll(cells, test, Math.max(cells.length / 5, cells.length > 2 ? 1 : 0))
  const typed = (type: CustomFieldType) => (cell: string) => readTyped(type, cell, rules) !== null
  const isDay = (cell: string): boolean => {
    const day = readTyped('date', cell, rules)
    return day?.type === 'date' && !isOfOtherCalendar(Number(day.value.slice(0, 4)), rules.thisYear)
  }
  if (fits(isBooleanWord)) return { type: 'boolean' }
  if (hint === 'boolean' && mostly(typed('boolean'))) return { type: 'boolean' }
  if (fits(typed('link'))) return { type: 'link' }
  // What a program stamped with a time stays whole.
  const isStamp = hint === 'text' || (hint !== 'date' && cells.every(hasTimeOfDay))
  if (!isStamp && fits((cell) => looksLikeDay(cell) && isDay(cell))) return { type: 'date' }
  if (hint === 'date' && mostly(isDay)) return { type: 'date' }
  if (hint === 'money' && mostly(typed('money'))) return { type: 'money' }
  if (hint === 'number' && mostly(typed('number'))) return { type: 'number' }
  if (fits(isPlainNumber)) {
    // An amount that may be thousands or not is no number either.
    const isNumber = hint === 'money' ? fits(typed('money')) : hint !== 'text'
    return isNumber && fits(typed('number')) ? { type: 'number' } : { type: 'text' }
  }
  const isAmount = (cell: string) => !/^0\d/u.test(cell) && typed('money')(cell)
  if (fits(isAmount) && cells.some(hasSign)) return { type: 'money' }
  return hint === 'text' ? { type: 'text' } : (asChoice(cells) ?? { type: 'text' })
}

/** Years as Iran and the Islamic calendar count them, 1405 and 1448, and as Thailand does, 2569. */
const isOfOtherCalendar = (year: number, thisYear: number): boolean =>
  (year >= 1300 && year < 1500) || (year > thisYear + 350 && year < thisYear + 650)

/** A currency's sign, code or word beside an amount. */
const hasSign = (cell: string): boolean => /[\p{L}\p{Sc}]/u.test(cell)

const isAlmostAll = (
  cells: readonly string[],
  test: (cell: string) => boolean,
  allowed: number,
): boolean => {
  let odd = 0
  for (const cell of cells) {
    if (!test(cell)) odd += 1
    if (odd > allowed) return false
  }
  return cells.length > 0
}

/** Days carry separators or words; a number of five digits alone may be anything. */
const looksLikeDay = (cell: string): boolean =>
  /[-/.年月년월]|\p{L}{3}/u.test(cell) && /\d/u.test(cell) && !/^-?\d+[.,]?\d*$/u.test(cell)

/** Digits with marks and a sign, no unit; not `007`, whose zeros mean something. */
const isPlainNumber = (cell: string): boolean =>
  /^[(+-]?\s?\d[\d.,'’\s\u00a0\u202f]*\)?-?$/u.test(cell) && !/^[+]|^0\d/u.test(cell)

const asChoice = (cells: readonly string[]): TypeGuess | null => {
  const counts = new Map<string, { name: string; count: number }>()
  for (const cell of cells) {
    const name = oneLine(cell)
    if (name.length > longestOption) return null
    const known = counts.get(name.toLowerCase())
    if (known === undefined) {
      if (counts.size === mostOptions) return null
      counts.set(name.toLowerCase(), { name, count: 1 })
    } else known.count += 1
  }
  if (cells.length < 4 || counts.size * 2 > cells.length) return null
  const options = [...counts.values()].sort((a, b) => b.count - a.count)
  return { type: 'choice', options: options.map(({ name }) => name) }
}
