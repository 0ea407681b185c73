import type { CalendarDate, WallTime } from '#shared/domain/ids.ts'
import { addDays, instantOf, wallOf } from '#shared/domain/time.ts'

/** Wall times between which nothing is announced: from inclusive, to exclusive; may span midnight. */
export interface QuietHours {
  readonly from: WallTime
  readonly to: WallTime
}

/** When the owner wants to be reminded; all of it in wall time of the owner's zone. */
export interface ReminderSettings {
  /** Null: at any hour. Equal ends mean the same. */
  readonly quiet: QuietHours | null
  /** When a step that is due on a day, without a time, is announced. */
  readonly morning: WallTime
}

/** A due day, with a time or for the whole day. */
export interface Due {
  readonly day: CalendarDate
  readonly time: WallTime | null
  /** IANA zone that the time was promised in; null: wherever the owner is. */
  readonly zone: string | null
}

const minuteMs = 60_000

/**
 * The first instant (milliseconds UTC) at which the reminder of a step may be announced.
 *
 * The due time in its zone (a skipped time is the first instant after the gap, a repeated one the
 * first of the two), or the end of the owner's quiet hours it falls into. Always derived anew from
 * wall time and zone: when either changes, so does the instant.
 */
export const nextRun = (due: Due, zone: string, settings: ReminderSettings): number =>
  endOfQuiet(dueInstant(due, zone, settings.morning), zone, settings.quiet)

/** The instant at which a step is due, whatever the quiet hours; `zone` is the owner's. */
export const dueInstant = (due: Due, zone: string, morning: WallTime): number =>
  due.time === null
    ? instantOf(due.day, morning, zone)
    : instantOf(due.day, due.time, due.zone ?? zone)

/** Whether an instant lies in the quiet hours of a zone. */
export const isQuiet = (instant: number, zone: string, quiet: QuietHours | null): boolean =>
  quiet !== null && isQuietTime(wallOf(instant, zone).time, quiet)

/** The instant itself when nothing is quiet then, else the first one after these quiet hours. */
export const endOfQuiet = (instant: number, zone: string, quiet: QuietHours | null): number => {
  if (quiet === null) return instant
  let free = instant
  // Once is enough but where a clock change lands in quiet hours that fill nearly the whole day.
  while (isQuiet(free, zone, quiet)) free = nextWall(free, quiet.to, zone)
  return free
}

const isQuietTime = (time: WallTime, { from, to }: QuietHours): boolean =>
  from <= to ? time >= from && time < to : time >= from || time < to

const nextWall = (after: number, time: WallTime, zone: string): number => {
  const wall = wallOf(after, zone)
  const day = wall.time < time ? wall.day : addDays(wall.day, 1)
  const instant = instantOf(day, time, zone)
  // In the second pass of a repeated hour the first pass is already over: count on from here.
  return instant > after
    ? instant
    : after - (after % minuteMs) + (minutesOf(time) - minutesOf(wall.time)) * minuteMs
}

const minutesOf = (time: WallTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
