import { Temporal } from 'temporal-polyfill'

/**
 * The oracle of the reminder tests: a zone walked minute by minute.
 *
 * Shares no code with the application. Everything is a plain number: a wall minute is
 * `days since 1970 × 1440 + minute of the day`, a walked minute counts from the start of the walk.
 */
export interface ZoneWalk {
  readonly startMs: number
  /** Wall minute of each walked minute. */
  readonly wall: Int32Array
}

export const minutesPerDay = 1440

/** The wall minute of a zone at an instant that lies on a full minute. */
export const wallMinute = (zone: string, instantMs: number): number => {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(zone)
  return Math.floor((instantMs + zoned.offsetNanoseconds / 1e6) / 60_000)
}

/** Minutes that no zone moves back and forth within. */
const quarter = 15

/**
 * Walks a zone from an instant that lies on a full minute.
 *
 * The zone is asked each `step` minutes, and at each minute of a step in which its clock is moved.
 */
export const walkZone = (
  zone: string,
  startMs: number,
  days: number,
  step: number = quarter,
): ZoneWalk => {
  const wall = new Int32Array(days * minutesPerDay)
  const at = (minute: number) => wallMinute(zone, startMs + minute * 60_000)
  let now = at(0)
  for (let from = 0; from < wall.length; from += step) {
    const next = at(from + step)
    const isMoved = next - now !== step
    for (let minute = from; minute < Math.min(from + step, wall.length); minute += 1) {
      wall[minute] = isMoved ? at(minute) : now + minute - from
    }
    now = next
  }
  return { startMs, wall }
}

export interface QuietMinutes {
  readonly from: number
  readonly to: number
}

/** Whether the wall clock shows a quiet time, by walking the quiet hours themselves. */
export const quietTable = (quiet: QuietMinutes): Uint8Array => {
  const table = new Uint8Array(minutesPerDay)
  for (let at = quiet.from; at !== quiet.to; at = (at + 1) % minutesPerDay) table[at] = 1
  return table
}

/** The first walked minute at which the wall clock has reached a wall minute; -1 if never. */
export const firstReached = ({ wall }: ZoneWalk, wanted: number): number => {
  // The wall clock is never more than a day away from evenly counted minutes: start below that.
  const guess = wanted - (wall[0] ?? 0) - 2 * minutesPerDay
  for (let minute = Math.max(0, guess); minute < wall.length; minute += 1) {
    if ((wall[minute] ?? 0) >= wanted) return minute
  }
  return -1
}

/** A series as the oracle sees it; days count from 1970. */
export interface SeriesRule {
  readonly mode: 'fixed' | 'after-completion'
  readonly every: number
  readonly unit: 'day' | 'week' | 'month' | 'year'
  readonly anchorDay: number
}

const dateOf = (day: number): Temporal.PlainDate =>
  Temporal.PlainDate.from('1970-01-01').add({ days: day })

/** The next day of a series, found by asking every day that follows whether it belongs to it. */
export const nextDayOf = (rule: SeriesRule, dueDay: number, doneDay: number): number => {
  if (rule.mode === 'after-completion') {
    const next = dateOf(doneDay).add({ [`${rule.unit}s`]: rule.every })
    return dateOf(0).until(next, { largestUnit: 'days' }).days
  }
  let day = Math.max(dueDay, doneDay) + 1
  while (!belongs(rule, day)) day += 1
  return day
}

const belongs = (rule: SeriesRule, day: number): boolean => {
  if (day <= rule.anchorDay) return false
  if (rule.unit === 'day') return (day - rule.anchorDay) % rule.every === 0
  if (rule.unit === 'week') return (day - rule.anchorDay) % (7 * rule.every) === 0
  const [anchor, date] = [dateOf(rule.anchorDay), dateOf(day)]
  if (date.day !== Math.min(anchor.day, date.daysInMonth)) return false
  const months = (date.year - anchor.year) * 12 + date.month - anchor.month
  return months % (rule.every * (rule.unit === 'year' ? 12 : 1)) === 0
}
