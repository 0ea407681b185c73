import { instantOf, isZone, parseDay, parseTime } from '#shared/domain/time.ts'
import type { Email, When } from '../mail-types.ts'

/** When a mail is offered to leave: at the time that was chosen for it, while that lies ahead. */
export const whenOf = (email: Pick<Email, 'sendAt' | 'timeZone'> | null, now: number): When => {
  const wall = email?.sendAt?.slice(0, 16) ?? ''
  const timeZone = email?.timeZone ?? ''
  const [day, time] = [parseDay(wall.slice(0, 10)), parseTime(wall.slice(11))]
  if (day === null || time === null || !isZone(timeZone)) return { kind: 'now' }
  return instantOf(day, time, timeZone) > now ? { kind: 'at', wall, timeZone } : { kind: 'now' }
}
