import { monthOf } from '../cells/month-names.ts'
import { wordsOf } from './header-words.ts'

/** Columns that are one birthday together, by index; the year may have none. */
export interface BirthParts {
  readonly day: number
  readonly month: number
  readonly year: number | null
}

const namesOf = (names: string): ReadonlySet<string> =>
  new Set(names.split('|').map((name) => wordsOf(name).join(' ')))

const years = namesOf(
  'birth year|birthyear|birthday year|year of birth|yob|Geburtsjahr|Année de naissance|Année naissance|Año de nacimiento|Año nacimiento|出生年|出生年份|生日年|生日年份',
)
const months = namesOf(
  'birth month|birthmonth|birthday month|month of birth|Geburtsmonat|Mois de naissance|Mois naissance|Mes de nacimiento|Mes nacimiento|出生月|出生月份|生日月|生日月份',
)
const days = namesOf(
  'birth day|birthday day|day of birth|Tag der Geburt|Geburtstag Tag|Jour de naissance|Jour naissance|Día de nacimiento|Día nacimiento|出生日|生日日',
)
/** Whole days, unless a month stands beside them. */
const wholeDays = namesOf('birthday|Geburtstag|生日')

/** Finds the columns that are day, month and year of one birthday; null where there are none. */
export const birthParts = (headers: readonly string[]): BirthParts | null => {
  const names = headers.map((header) => wordsOf(header).join(' '))
  const find = (wanted: ReadonlySet<string>): number => names.findIndex((name) => wanted.has(name))
  const month = find(months)
  if (month === -1) return null
  const exact = find(days)
  const whole = find(wholeDays)
  // `Birth day` beside `Birthday`: the whole day is there already.
  if (exact !== -1 && whole !== -1) return null
  const day = exact === -1 ? whole : exact
  const year = find(years)
  return day === -1 ? null : { day, month, year: year === -1 ? null : year }
}

/** The cells of a birthday's parts, trimmed; blanks are ''. */
interface BirthCells {
  readonly day: string
  readonly month: string
  readonly year: string
}

/** Whether a cell is the number of a day and no whole day: `5`, `05.`, `5th`, `5日`. */
export const isDayNumber = (cell: string): boolean => /^\d{1,2}(?:\.|\p{L}{1,2})?$/u.test(cell)

/**
 * One day of its parts, as a text that means the same in any order of day and month: `1984-03-14`,
 * `--03-14` without a year. Null where they do not make one; the day may still be one that no
 * month has.
 */
export const birthdayOf = ({ day, month, year }: BirthCells): string | null => {
  const number = /^(\d{1,2})[月.]?$/u.exec(month)
  const at = number === null ? monthOf(month.replace(/\.$/u, '')) : Number(number[1])
  const [since = ''] = /^\d{4}(?=年?$)/u.exec(year) ?? []
  const isYearless = year === '' || /^0+$/u.test(year)
  if (at === null || !isDayNumber(day) || (since === '' && !isYearless)) return null
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${isYearless ? '-' : since}-${two(at)}-${two(Number.parseInt(day, 10))}`
}
