import type { RandomSource } from '#main/platform/random.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const firstWaitsMs = [1, 5, 15, 60, 240].map((minutes) => minutes * minuteMs)
const laterWaitMs = 6 * hourMs
/** Waits are up to a fifth shorter or longer, so that many mails do not come back together. */
const spread = 0.2
const steps = 1000

/** How long a mail of one's own is tried before the owner is asked. */
export const personalPatienceMs = 72 * hourMs
/** The same for a mail to many, which soon is news no more. */
export const manyPatienceMs = 24 * hourMs

/** What has been tried so far; instants in milliseconds UTC. */
export interface TriedSoFar {
  /** Attempts that failed for now, this one included: 1 or more. */
  readonly attempts: number
  readonly firstAttemptAt: number
  readonly now: number
  readonly random: RandomSource
  /** After how long it is given up; 72 hours unless told. */
  readonly patienceMs?: number
}

/**
 * When a mail that failed for now is tried again (milliseconds UTC); null to give up.
 *
 * After 1, 5, 15, 60 and 240 minutes, then every six hours, each ±20 %.
 */
export const nextAttemptAt = (tried: TriedSoFar): number | null => {
  const waitMs = firstWaitsMs[tried.attempts - 1] ?? laterWaitMs
  const share = 1 - spread + (2 * spread * tried.random.integer(steps + 1)) / steps
  const at = tried.now + Math.round(waitMs * share)
  const patienceMs = tried.patienceMs ?? personalPatienceMs
  return at - tried.firstAttemptAt > patienceMs ? null : at
}
