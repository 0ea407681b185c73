import type { RandomSource } from '#main/platform/random.ts'

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
  /** A mail to many leaves this long to twice this long after whatever left before it. */
  readonly spacingMs: number
}

/** One attempt to send, whatever came of it. */
export interface PastAttempt {
  /** Milliseconds UTC. */
  readonly at: number
  /** Whether the server asked to slow down (`isSlowDown`). */
  readonly isSlowDown: boolean
}

/** What an account may send unless its owner sets another number per day. */
export const defaultLimits: SendingLimits = {
  perMinute: 20,
  perHour: 100,
  perDay: 200,
  spacingMs: 20_000,
}

/** Of every ten mails of an hour and of a day, mail to many leaves one for mail to one person. */
const shareOfMany = 0.9

/** What of the limits of an account mail to many may use: a mail to one person never waits for it. */
export const limitsOfMany = (limits: SendingLimits): SendingLimits => ({
  ...limits,
  perHour: part(limits.perHour, shareOfMany),
  perDay: part(limits.perDay, shareOfMany),
})

/** How long after the mail before it a mail to many leaves: drawn anew for each. */
export const drawSpacing = ({ spacingMs }: SendingLimits, random: RandomSource): number =>
  spacingMs + random.integer(spacingMs + 1)

/** The same for a forecast. */
export const usualSpacing = ({ spacingMs }: SendingLimits): number => 1.5 * spacingMs

/**
 * When mails of one account may leave, one after another.
 *
 * No window of a minute, an hour or a day that ends then holds more attempts than its limit. A clock
 * that was set back counts as standing still: time is the later of what is asked and the last
 * attempt. For an hour after the server asked to slow down, those of the minute and the hour are
 * halved.
 *
 * `attempts` are those of the last day (older ones change nothing), in any order.
 */
export class Turns {
  private readonly times: number[]
  private readonly sparedUntil: number

  constructor(attempts: readonly PastAttempt[]) {
    this.times = attempts.map(({ at }) => at).toSorted((a, b) => a - b)
    const asked = attempts.filter(({ isSlowDown }) => isSlowDown)
    this.sparedUntil = Math.max(...asked.map(({ at }) => at + sparedMs), Number.NEGATIVE_INFINITY)
  }

  /** The last one that was taken; null before the first. */
  last(): number | null {
    return this.times.at(-1) ?? null
  }

  /** Whether the server asked to slow down in the hour before an instant. */
  isSpared(at: number): boolean {
    return at < this.sparedUntil
  }

  /** The first instant from `from` on at which these limits allow one more. */
  next(limits: SendingLimits, from: number): number {
    const time = Math.max(from, this.last() ?? from)
    const spared = Math.max(this.sparedUntil, time)
    const halved = freeAt(this.times, halfOf(limits), time)
    // Beyond the spared hour the full limits hold again.
    return halved < spared ? halved : Math.max(spared, freeAt(this.times, limits, time))
  }

  /** Takes an instant that `next` gave, or a later one. */
  take(at: number): void {
    this.times.push(at)
  }
}

/** When the next mail may leave (milliseconds UTC): `now` or later. */
export const nextFreeAt = (
  attempts: readonly PastAttempt[],
  limits: SendingLimits,
  now: number,
): number => new Turns(attempts).next(limits, now)

/** The same for a mail to many, which keeps its distance from whatever left before it. */
export const nextFreeOfMany = (
  attempts: readonly PastAttempt[],
  limits: SendingLimits,
  { now, random }: { readonly now: number; readonly random: RandomSource },
): number => {
  const turns = new Turns(attempts)
  const free = turns.next(limitsOfMany(limits), now)
  const last = turns.last()
  const times = turns.isSpared(free) ? 2 : 1
  // What was drawn is in the time that the mail was given; here it must only not come too soon.
  if (last === null || free - last >= times * limits.spacingMs) return free
  return last + times * drawSpacing(limits, random)
}

/** Whether a reply asks for less mail: 421 and every temporary policy reply (4.7.x). */
export const isSlowDown = (code: number, enhanced: string | null): boolean =>
  code === 421 || (code >= 400 && code < 500 && (enhanced?.startsWith('4.7.') ?? false))

const halfOf = (limits: SendingLimits): SendingLimits => ({
  ...limits,
  perMinute: part(limits.perMinute, 0.5),
  perHour: part(limits.perHour, 0.5),
})

const part = (limit: number, share: number): number => Math.max(1, Math.floor(limit * share))

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
