import { Temporal } from 'temporal-polyfill'
import type { CalendarDate, WallTime } from './ids.ts'

/** What of a clock is needed to know the day: the instant and the owner's zone. */
export interface ZonedClock {
  /** Milliseconds since 1970 UTC. */
  now(): number
  /** IANA name of the zone, for example `Europe/Lisbon`. */
  zone(): string
}

/** A day and a time as they hang on the wall of some zone. */
export interface WallDateTime {
  readonly day: CalendarDate
  readonly time: WallTime
}

/** The parts of a day; month and day count from 1. */
export interface DayParts {
  readonly year: number
  readonly month: number
  readonly day: number
}

const msPerDay = 86_400_000
/** The calendar of this application ends where its form does: years 1 to 9999. */
const firstMs = -62_135_596_800_000
const lastMs = 253_402_300_799_999
const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/
const timePattern = /^([01]\d|2[0-3]):[0-5]\d$/

/** Reads `YYYY-MM-DD`; null when the form is another or the day does not exist. */
export const parseDay = (text: string): CalendarDate | null => {
  const match = dayPattern.exec(text)
  return match === null ? null : dayFromParts(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** Reads `HH:MM`, 24 hours; null when it is no time of day. */
export const parseTime = (text: string): WallTime | null =>
  // The pattern is the definition of the type.
  timePattern.test(text) ? (text as WallTime) : null

/** The day of a year, month (1-12) and day of the month; null when it does not exist. */
export const dayFromParts = (year: number, month: number, day: number): CalendarDate | null => {
  const isInRange = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1
  if (!isInRange || day > daysInMonth(year, month)) return null
  // The form that the type promises.
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}` as CalendarDate
}

/**
 * Days since 1 January 1970; differences of these are calendar days in every zone.
 *
 * Arithmetic of the Gregorian calendar (H. Hinnant, days_from_civil, 2013): lists of contact days
 * pass here by the thousand, and parsing a date costs twenty times as much.
 */
export const epochDay = (day: CalendarDate): number => {
  const month = digits(day, 5, 7)
  const year = digits(day, 0, 4) - (month <= 2 ? 1 : 0)
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digits(day, 8, 10)
  const leaps = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
  // 719,469 days lie between 1 March of the year 0, counted as 1, and 1 January 1970.
  return year * 365 + leaps + dayOfYear - 719_469
}

const digits = (text: string, from: number, to: number): number => {
  let value = 0
  for (let at = from; at < to; at += 1) value = value * 10 + text.charCodeAt(at) - 48
  return value
}

/**
 * The day that lies `days` after 1 January 1970, by the same source (civil_from_days).
 *
 * Beyond the years 1 to 9999 it is the first or last day of them.
 */
export const dayFromEpoch = (days: number): CalendarDate => {
  const inCalendar = Math.min(Math.max(days, firstMs / msPerDay), Math.floor(lastMs / msPerDay))
  const shifted = inCalendar + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524)
  const yearOfEra = Math.floor((dayOfEra - leaps - Math.floor(dayOfEra / 146_096)) / 365)
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  const dayOfYear = dayOfEra - (365 * yearOfEra + leapDays)
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  // The form that the type promises.
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}` as CalendarDate
}

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value))

/** The parts of a day. */
export const partsOfDay = (day: CalendarDate): DayParts => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7)),
  day: Number(day.slice(8, 10)),
})

/** The day `days` later (earlier when negative). */
export const addDays = (day: CalendarDate, days: number): CalendarDate =>
  dayFromEpoch(epochDay(day) + days)

/** The day `months` later; a day that the month lacks becomes its last (31 January → 28 February). */
export const addMonths = (day: CalendarDate, months: number): CalendarDate => {
  const parts = partsOfDay(day)
  const index = parts.year * 12 + parts.month - 1 + months
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  const clamped = dayFromParts(year, month, Math.min(parts.day, daysInMonth(year, month)))
  return clamped ?? dayFromEpoch(months > 0 ? lastMs : firstMs)
}

/** Length of a month (1-12) in days. */
export const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Calendar days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  epochDay(to) - epochDay(from)

/** Day of the week by ISO 8601: 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: CalendarDate): number => ((((epochDay(day) + 3) % 7) + 7) % 7) + 1

/** Whether this machine knows an IANA zone by that name. */
export const isZone = (zone: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

/**
 * The instant (milliseconds UTC) at which a zone's wall clock shows that day and time.
 *
 * A time that a clock change skips gives the first instant after the gap, one that it repeats
 * gives the first of the two; so every schedule has exactly one instant per day.
 */
export const instantOf = (day: CalendarDate, time: WallTime, zone: string): number => {
  const wall = Temporal.PlainDateTime.from(`${day}T${time}`)
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  if (earlier.toPlainDateTime().equals(wall)) return earlier.epochMilliseconds
  const change = earlier.getTimeZoneTransition('next')
  return (change ?? earlier).epochMilliseconds
}

/** What the wall clock of a zone shows at an instant; seconds are dropped. */
export const wallOf = (instant: number, zone: string): WallDateTime => {
  const wall = Math.min(Math.max(instant + offsetAt(instant, zone), firstMs), lastMs)
  const iso = new Date(wall).toISOString()
  // ISO text of a shifted UTC instant: the first ten signs are the day, 11 to 16 the time.
  return { day: iso.slice(0, 10) as CalendarDate, time: iso.slice(11, 16) as WallTime }
}

/** The calendar day of an instant in a zone. */
export const dayOf = (instant: number, zone: string): CalendarDate => wallOf(instant, zone).day

/**
 * `dayOf` of many instants in one zone, several times as quick: the zone is asked about each day of UTC
 * once, and about each instant only where its clock changes on that day.
 */
export const daysIn = (zone: string): ((instant: number) => CalendarDate) => {
  const starts = new Map<number, number>()
  const atStart = (day: number): number => {
    const known = starts.get(day)
    const offset = known ?? offsetAt(day * msPerDay, zone)
    if (known === undefined) starts.set(day, offset)
    return offset
  }
  return (instant) => {
    const day = Math.floor(instant / msPerDay)
    const offset = atStart(day)
    if (offset !== atStart(day + 1)) return dayOf(instant, zone)
    return dayFromEpoch(Math.floor((instant + offset) / msPerDay))
  }
}

/** The owner's today. */
export const today = (clock: ZonedClock): CalendarDate => dayOf(clock.now(), clock.zone())

/** The first instant of a day in a zone, also where midnight is skipped by a clock change. */
export const startOfDay = (day: CalendarDate, zone: string): number =>
  // Midnight is a valid wall time by its form.
  instantOf(day, '00:00' as WallTime, zone)

/** Milliseconds by which a zone's wall clock is ahead of UTC at an instant. */
export const offsetAt = (instant: number, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6
