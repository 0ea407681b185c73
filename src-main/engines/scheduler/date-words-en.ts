import type { ParsedComponents, ParsedResult } from 'chrono-node'
import { casual } from 'chrono-node/en'
import type { CalendarDate, WallTime } from '#shared/domain/ids.ts'
import { addDays, dayFromParts } from '#shared/domain/time.ts'
import { type DateWords, officeHour, type WritingMoment, wallTimeOf } from './date-words.ts'

/** Short day and month names that are also plain words: only believed with a preposition before. */
const plainWord = /^(?:sun|sat|wed|mar|may|march|mon|fri)$/
const preposition = /\b(?:on|next|this|by|in|until|till|before)\s+$/i
/** `12/3` is a day in December or in March: nobody can know. */
const ambiguous = /(?<![\d/.-])(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|1[0-2])(?!\d)/
/** A number that belongs to what stands before the day: "send 2 of 10 on Monday". */
const strayNumber = /^\d{1,2}\s+(?=on\b)/i
const timeWords = /:|\bat\b|\bnoon\b|\bmidnight\b|\bo.?clock\b|\d\s?[ap]\.?m/i

/**
 * The first English words in a text that name a day which has not passed; null without any.
 *
 * Reads with chrono-node and leaves out what it has to guess. A month alone is its first day.
 */
export const readDateEn = (text: string, now: WritingMoment): DateWords | null => {
  const own = readFixedPhrase(text, now)
  if (own !== null) return own
  // A clock in UTC that shows the owner's wall time: chrono then never asks for this machine's zone.
  const reference = { instant: new Date(`${now.day}T${now.time}:00Z`), timezone: 0 }
  for (const result of casual.parse(text, reference, { forwardDate: true })) {
    if (isGuess(result.text, text.slice(0, result.index))) continue
    const stray = strayNumber.exec(result.text)?.[0].length ?? 0
    const time = stray > 0 ? null : readTime(result.start, result.text)
    const day = comingDay(readDay(result.start, time, now), result, now)
    if (day === null) continue
    return { index: result.index + stray, length: result.text.length - stray, day, time }
  }
  return null
}

const isGuess = (words: string, before: string): boolean =>
  ambiguous.test(words) ||
  (plainWord.test(words) && !preposition.test(before)) ||
  // "In the second week of January": the day is not in the words that were read.
  /\b(?:week|end|middle|beginning)\s+of\s*$/i.test(before)

/** Phrases that chrono reads in part only. */
const readFixedPhrase = (text: string, now: WritingMoment): DateWords | null => {
  const match =
    /\b(?:the )?day after tomorrow\b|\bin (?:a|one|two) fortnights?\b|\bthe week after next\b/i.exec(
      text,
    )
  if (match === null) return null
  const words = match[0].toLowerCase()
  const ahead = words.includes('tomorrow') ? 2 : words.includes('two') ? 28 : 14
  return { index: match.index, length: match[0].length, day: addDays(now.day, ahead), time: null }
}

const readDay = (
  parts: ParsedComponents,
  time: WallTime | null,
  now: WritingMoment,
): CalendarDate | null => {
  const day = dayFromParts(parts.get('year') ?? 0, parts.get('month') ?? 0, parts.get('day') ?? 0)
  if (day === null) return null
  const isNamed = parts.isCertain('day') || parts.isCertain('weekday') || parts.isCertain('month')
  if (!isNamed) return time !== null && day === now.day && time > now.time ? day : null
  if (day < now.day || (day === now.day && time !== null && time <= now.time)) return null
  return day
}

/** "On Friday", written on a Friday, is the one to come; "this Friday" and "Friday 3pm" are today. */
const comingDay = (
  day: CalendarDate | null,
  { start, text }: ParsedResult,
  now: WritingMoment,
): CalendarDate | null => {
  const isWeekday = start.isCertain('weekday') && !start.isCertain('day')
  const isToday = day === now.day && !start.isCertain('hour') && !/^this\b/i.test(text)
  return day !== null && isWeekday && isToday ? addDays(day, 7) : day
}

const readTime = (parts: ParsedComponents, words: string): WallTime | null => {
  const [hour, minute] = [parts.get('hour'), parts.get('minute')]
  if (hour === null || !parts.isCertain('hour') || !timeWords.test(words)) return null
  const isSaid = parts.isCertain('meridiem') || /^0\d:|\D0\d:/.test(words)
  return wallTimeOf(isSaid ? hour : officeHour(hour), minute ?? 0)
}
