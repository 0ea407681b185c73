import { manyPatienceMs, nextAttemptAt, personalPatienceMs } from '#main/engines/email/back-off.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { RandomSource } from '#main/platform/random.ts'
import type { DeliveriesRepository } from './deliveries.repository.ts'
import type { Candidate } from './outbox.repository.ts'

/** When a mail that could not leave now is tried again (milliseconds UTC); null to give up. */
export const retryAt = (
  parts: {
    readonly deliveries: DeliveriesRepository
    readonly clock: Pick<Clock, 'now'>
    readonly random: RandomSource
  },
  { id, scheduledAt, isToMany }: Candidate,
): number | null => {
  const { deliveries, clock, random } = parts
  const now = clock.now()
  return nextAttemptAt({
    attempts: deliveries.find(id)?.attempts ?? 1,
    firstAttemptAt: deliveries.firstAttemptSince(id, scheduledAt ?? 0) ?? now,
    now,
    random,
    patienceMs: isToMany === 1 ? manyPatienceMs : personalPatienceMs,
  })
}
