import {
  defaultSendingHours,
  inDays,
  nextWindow,
  nextWorkingMorning,
  sendAtText,
  zoneOfRecipient,
} from '#main/engines/email/schedule.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { Input } from '#shared/contract/index.ts'
import { isZone } from '#shared/domain/time.ts'
import { graceMs, instantOfSchedule } from './due-plans.ts'

/** When a mail is to leave, as the owner says it. */
export type When = Input<'emails.schedule'>['when']

/** Where a mail goes, and the clock of who writes it. */
export interface Place {
  readonly clock: Pick<Clock, 'now' | 'zone'>
  readonly contactZone: string | null
}

/** The columns of a schedule. */
export interface Schedule {
  readonly send_at: string | null
  readonly time_zone: string | null
  readonly is_hand_timed: 0 | 1
}

/** A schedule as columns: the wall time is kept, and of which zone; the instant follows from them. */
export const scheduleOf = (when: When, { clock, contactZone }: Place): Schedule => {
  const [now, zone] = [clock.now(), clock.zone()]
  const recipient = zoneOfRecipient(contactZone, zone)
  switch (when.kind) {
    case 'now':
      return { send_at: null, time_zone: null, is_hand_timed: 1 }
    case 'at': {
      const known = isZone(when.timeZone) ? when.timeZone : zone
      return { send_at: when.wall, time_zone: known, is_hand_timed: 1 }
    }
    case 'in-days': {
      const wall = sendAtText(inDays(now, zone, when.days))
      return { send_at: wall, time_zone: zone, is_hand_timed: 0 }
    }
    case 'next-morning': {
      const wall = sendAtText(nextWorkingMorning(now, recipient))
      return { send_at: wall, time_zone: recipient, is_hand_timed: 0 }
    }
  }
}

/** When a mail that is scheduled now leaves (milliseconds UTC). */
export const leavesAt = (schedule: Schedule, place: Place): number => {
  const { dueAt, opensAt } = timesOf(schedule, place)
  return schedule.is_hand_timed === 1 ? dueAt : opensAt
}

/** When a mail that is scheduled now would be due, and when it would leave (milliseconds UTC). */
export const timesOf = (
  schedule: Schedule,
  { clock, contactZone }: Place,
): { readonly dueAt: number; readonly opensAt: number } => {
  const now = clock.now()
  const { send_at: sendAt, time_zone: timeZone } = schedule
  const dueAt = instantOfSchedule({ sendAt, timeZone, scheduledAt: now })
  const zone = zoneOfRecipient(contactZone, clock.zone())
  const instant = Math.max(dueAt, now + graceMs)
  const opensAt = nextWindow({
    instant,
    zone,
    hours: defaultSendingHours,
    // The first moment, not one of those that mails are spread over.
    random: { bytes: () => new Uint8Array(), integer: () => 0 },
    spreadMs: 0,
  })
  return { dueAt, opensAt }
}
