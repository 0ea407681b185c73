const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
/** How long a server that asked for less is spared. */
const sparedMs = hourMs

/** The most mails that may leave in any minute, hour and day; each 1 or more. */
export interface SendingLimits {
  readonly perMinute: number
  readonly perHour: number
  readonly perDay: number
}

/** One attempt to send, whatever came of it. */
export interface PastAttempt {
  /** Milliseconds UTC. */
  readonly at: number
  /** Whether the server asked to slow down (`isSlowDown`). */
  readonly isSlowDown: boolean
}

/** What an account may send unless its owner sets another number per day. */
export const defaultLimits: SendingLimits = { perMinute: 20, perHour: 100, perDay: 200 }

/**
 * When the next mail may leave (milliseconds UTC): `now` or later.
 *
 * No window of a minute, an hour or a day that ends then holds more attempts than its limit. A clock
 * that was set back counts as standing still: time is the later of `now` and the last attempt. For
 * an hour after the server asked to slow down, those of the minute and the hour are halved.
 *
 * `attempts` are those of the last day (older ones change nothing), in any order.
 */
export const nextFreeAt = (
  attempts: readonly PastAttempt[],
  limits: SendingLimits,
  now: number,
): number => {
  const times = attempts.map(({ at }) => at).toSorted((a, b) => a - b)
  const time = Math.max(now, times.at(-1) ?? now)
  const spared = Math.max(
    ...attempts.filter(({ isSlowDown }) => isSlowDown).map(({ at }) => at + sparedMs),
    time,
  )
  const halved = freeAt(times, halfOf(limits), time)
  // Beyond the spared hour the full limits hold again.
  return halved < spared ? halved : Math.max(spared, freeAt(times, limits, time))
}

/** Whether a reply asks for less mail: 421 and every temporary policy reply (4.7.x). */
export const isSlowDown = (code: number, enhanced: string | null): boolean =>
  code === 421 || (code >= 400 && code < 500 && (enhanced?.startsWith('4.7.') ?? false))

const halfOf = ({ perMinute, perHour, perDay }: SendingLimits): SendingLimits => ({
  perMinute: half(perMinute),
  perHour: half(perHour),
  perDay,
})

const half = (limit: number): number => Math.max(1, Math.floor(limit / 2))

const freeAt = (times: readonly number[], limits: SendingLimits, time: number): number =>
  Math.max(
    time,
    freeOf(times, limits.perMinute, minuteMs),
    freeOf(times, limits.perHour, hourMs),
    freeOf(times, limits.perDay, dayMs),
  )

/** The first instant whose window, open at its beginning, holds fewer than `limit` attempts. */
const freeOf = (times: readonly number[], limit: number, windowMs: number): number => {
  const nthLast = times[times.length - limit]
  return nthLast === undefined ? Number.NEGATIVE_INFINITY : nthLast + windowMs
}
