import { dateFormat } from '#shared/domain/intl.ts'

/** The time of day in a zone, and how far it is ahead of another zone (hours, may be broken). */
export interface LocalTime {
  readonly time: string
  readonly hoursAhead: number
}

const wallMinutes = (instant: number, zone: string): number => {
  const parts = dateFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(instant)
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value ?? 0)
  return (
    Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) / 60_000
  )
}

/** What the clock on somebody's wall shows; null for a zone this machine does not know. */
export const localTime = (instant: number, zone: string, ownZone: string): LocalTime | null => {
  try {
    const time = dateFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
    }).format(instant)
    return { time, hoursAhead: (wallMinutes(instant, zone) - wallMinutes(instant, ownZone)) / 60 }
  } catch {
    return null
  }
}
