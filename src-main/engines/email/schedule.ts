import { endOfQuiet, isQuiet } from '#main/engines/scheduler/next-run.ts'
import type { RandomSource } from '#main/platform/random.ts'
import type { WallTime } from '#shared/domain/ids.ts'
import {
  addDays,
  dayOf,
  instantOf,
  isZone,
  parseDay,
  parseTime,
  startOfDay,
  type WallDateTime,
  wallOf,
  weekdayOf,
} from '#shared/domain/time.ts'

/** When mail may leave, in wall time of the recipient; outside of it hours are quiet. */
export interface SendingHours {
  /** Days of the week by ISO 8601: 1 is Monday. At least one. */
  readonly weekdays: readonly number[]
  /** Inclusive; before `to`. */
  readonly from: WallTime
  /** Exclusive. */
  readonly to: WallTime
}

/** Monday to Friday, 08:00 to 19:00. */
export const defaultSendingHours: SendingHours = {
  weekdays: [1, 2, 3, 4, 5],
  from: '08:00' as WallTime, // A time of day by its form.
  to: '19:00' as WallTime, // A time of day by its form.
}

/** When a working morning is. */
const morning = '09:00' as WallTime // A time of day by its form.

/** Reads a stored wall time, `YYYY-MM-DDTHH:MM`; null when the form is another. */
export const parseSendAt = (text: string): WallDateTime | null => {
  const [date = '', clock = '', ...rest] = text.split('T')
  const day = parseDay(date)
  const time = parseTime(clock)
  return day === null || time === null || rest.length > 0 ? null : { day, time }
}

/** The stored form of a wall time, `YYYY-MM-DDTHH:MM`. */
export const sendAtText = ({ day, time }: WallDateTime): string => `${day}T${time}`

/**
 * The instant (milliseconds UTC) at which a mail is due.
 *
 * A wall time that a clock change skips is the first instant after the gap, one that it repeats the
 * first of the two. To be derived anew whenever the zone or the rules of zones may have changed.
 */
export const dueAt = ({ day, time }: WallDateTime, zone: string): number =>
  instantOf(day, time, zone)

/** The recipient's zone when it is known, else the owner's. */
export const zoneOfRecipient = (recipientZone: string | null, ownerZone: string): string =>
  recipientZone !== null && isZone(recipientZone) ? recipientZone : ownerZone

/** Whether mail may leave at an instant. */
export const isSendingTime = (instant: number, zone: string, hours: SendingHours): boolean =>
  isWorkday(instant, zone, hours) && !isQuiet(instant, zone, quietOf(hours))

/** Where a mail that falls into quiet hours may go. */
export interface WindowSearch {
  /** Milliseconds UTC. */
  readonly instant: number
  /** The recipient's. */
  readonly zone: string
  readonly hours: SendingHours
  readonly random: RandomSource
  /** Mails that waited leave within this time after the window opens, not all at once. */
  readonly spreadMs: number
}

/** The instant itself when mail may leave then, else one soon after the next window opens. */
export const nextWindow = ({ instant, zone, hours, random, spreadMs }: WindowSearch): number => {
  const opening = nextOpening(instant, zone, hours)
  if (opening === instant) return instant
  const spread = opening + random.integer(spreadMs + 1)
  return isSendingTime(spread, zone, hours) ? spread : opening
}

/** The next working morning, at 09:00, as it hangs on the recipient's wall. */
export const nextWorkingMorning = (
  now: number,
  zone: string,
  hours: SendingHours = defaultSendingHours,
): WallDateTime => {
  const { day: today, time } = wallOf(now, zone)
  let day = time < morning ? today : addDays(today, 1)
  while (!hours.weekdays.includes(weekdayOf(day))) day = addDays(day, 1)
  return { day, time: morning }
}

/** The same wall time `days` later. */
export const inDays = (now: number, zone: string, days: number): WallDateTime => {
  const { day, time } = wallOf(now, zone)
  return { day: addDays(day, days), time }
}

const quietOf = ({ from, to }: SendingHours): { from: WallTime; to: WallTime } => ({
  from: to,
  to: from,
})

const isWorkday = (instant: number, zone: string, { weekdays }: SendingHours): boolean =>
  weekdays.includes(weekdayOf(dayOf(instant, zone)))

const nextOpening = (instant: number, zone: string, hours: SendingHours): number => {
  let at = instant
  while (!isSendingTime(at, zone, hours)) {
    const isDayOff = !isWorkday(at, zone, hours)
    at = isDayOff
      ? startOfDay(addDays(dayOf(at, zone), 1), zone)
      : endOfQuiet(at, zone, quietOf(hours))
  }
  return at
}
