import type { CalendarDate } from '#shared/domain/ids.ts'
import { dayFromParts, partsOfDay } from '#shared/domain/time.ts'

const englishMonths = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

const monthOf = (word: string): number => englishMonths.indexOf(word.slice(0, 3).toLowerCase()) + 1

interface Parts {
  readonly year: string | undefined
  readonly month: number
  readonly day: number
}

const partsOf = (text: string): Parts | null => {
  // 2026-11-24, 2026/11/24, 2026年11月24日; without the year only in Chinese.
  const yearFirst =
    /^(\d{4})[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})日?$/.exec(text) ??
    /^()(\d{1,2})月\s*(\d{1,2})日?$/.exec(text)
  if (yearFirst) {
    const [, year, month, day] = yearFirst
    return { year, month: Number(month), day: Number(day) }
  }
  // 24.11.2026, 24/11.
  const dayFirst = /^(\d{1,2})[-/. ]\s*(\d{1,2})(?:[-/. ]\s*(\d{4})?)?$/.exec(text)
  if (dayFirst) {
    return { year: dayFirst[3], month: Number(dayFirst[2]), day: Number(dayFirst[1]) }
  }
  // 24 November 2026, Tue 24 Nov; Nov 24, 2026.
  const words = /^(?:[a-z]+,?\s+)?(\d{1,2})\.?\s+([a-z]{3,})\.?,?(?:\s+(\d{4}))?$/i.exec(text)
  if (words) return { year: words[3], month: monthOf(words[2] ?? ''), day: Number(words[1]) }
  const monthFirst = /^([a-z]{3,})\.?\s+(\d{1,2}),?(?:\s+(\d{4}))?$/i.exec(text)
  if (monthFirst === null) return null
  const [, month = '', day, year] = monthFirst
  return { year, month: monthOf(month), day: Number(day) }
}

/**
 * Reads a day as an owner types it, in English or Chinese; null when it is none.
 *
 * In figures alone the day comes before the month unless the year comes first. Without a year it
 * is the one of `today`.
 */
export const readTypedDay = (text: string, today: string): CalendarDate | null => {
  const parts = partsOf(text.trim())
  if (parts === null) return null
  // Today is a day of the calendar.
  const year = parts.year ? Number(parts.year) : partsOfDay(today as CalendarDate).year
  return dayFromParts(year, parts.month, parts.day)
}
