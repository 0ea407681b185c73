import type { CalendarDate, WallTime } from '#shared/domain/ids.ts'
import { parseTime } from '#shared/domain/time.ts'

/** Words in a text that name a day, with or without a time, and where they stand. */
export interface DateWords {
  readonly index: number
  readonly length: number
  readonly day: CalendarDate
  readonly time: WallTime | null
}

/** The owner's day and time at the moment of writing. */
export interface WritingMoment {
  readonly day: CalendarDate
  readonly time: WallTime
}

/** A wall time from an hour of 0-24 and a minute; null when there is no such time. */
export const wallTimeOf = (hour: number, minute: number): WallTime | null =>
  parseTime(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)

/**
 * The hour that somebody means who says neither morning nor afternoon.
 *
 * Appointments at one to six are in the afternoon; other hours are taken as said.
 */
export const officeHour = (hour: number): number => (hour >= 1 && hour <= 6 ? hour + 12 : hour)
