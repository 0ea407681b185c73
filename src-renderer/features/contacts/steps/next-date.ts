import type { CalendarDate } from '#shared/domain/ids.ts'
import { dayFromParts, daysBetween, partsOfDay } from '#shared/domain/time.ts'

/** When an important date comes round next. */
export interface NextDate {
  readonly inDays: number
  /** How many years it will be; null when the year is not known. */
  readonly years: number | null
  /** How many years it is now; null when the year is not known. */
  readonly yearsNow: number | null
}

/** The day in a year; 29 February falls on the 28th where there is none. */
const dayInYear = (year: number, month: number, day: number): CalendarDate | null =>
  dayFromParts(year, month, day) ?? dayFromParts(year, month, day - 1)

/** The next time a yearly day comes, counted from today. */
export const nextDate = (
  date: { readonly year: number | null; readonly month: number; readonly day: number },
  today: CalendarDate,
): NextDate | null => {
  const thisYear = partsOfDay(today).year
  const here = dayInYear(thisYear, date.month, date.day)
  const isPast = here !== null && daysBetween(today, here) < 0
  const year = isPast ? thisYear + 1 : thisYear
  const next = dayInYear(year, date.month, date.day)
  if (next === null) return null
  const inDays = daysBetween(today, next)
  const years = date.year === null ? null : year - date.year
  return { inDays, years, yearsNow: years === null ? null : inDays === 0 ? years : years - 1 }
}
