import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import {
  drawSpacing,
  limitsOfMany,
  type SendingLimits,
  Turns,
} from '#main/engines/email/throttle.ts'
import { systemContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { RandomSource } from '#main/platform/random.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import type { DeliveriesRepository } from './deliveries.repository.ts'
import type { Verdict } from './judge.ts'
import type { OutboxRepository } from './outbox.repository.ts'
import type { TurnsRepository } from './turns.repository.ts'

interface GiveTurnsParts {
  readonly unitOfWork: UnitOfWork
  readonly outbox: Pick<OutboxRepository, 'candidate'>
  readonly deliveries: Pick<DeliveriesRepository, 'dueOf' | 'putOffEach'>
  readonly turns: TurnsRepository
  readonly limits: SendingLimits
  readonly clock: Pick<Clock, 'now'>
  readonly random: RandomSource
}

/** So many mails are given their times in one transaction: some 3 ms. */
const atOnce = 500

/**
 * Gives what is due behind a mail that has to wait a time each, as its account may send it.
 *
 * They are written down: the owner sees them, and a restart changes nothing.
 */
export const giveTurns = async (
  first: EmailId,
  { until, onlyToMany }: Extract<Verdict, { kind: 'full' }>,
  { unitOfWork, outbox, deliveries, turns, limits, clock, random }: GiveTurnsParts,
): Promise<void> => {
  const { accountUid = null, dailyLimit = null } = outbox.candidate(first) ?? {}
  if (accountUid === null) return
  const own = { ...limits, perDay: dailyLimit ?? limits.perDay }
  const allowed = onlyToMany ? limitsOfMany(own) : own
  const taken = new Turns(turns.attemptsOfDay(accountUid, clock.now()))
  taken.take(until)
  const nextTurn = (): number => {
    const at = taken.next(allowed, (taken.last() ?? until) + drawSpacing(own, random))
    taken.take(at)
    return at
  }
  for (;;) {
    const now = clock.now()
    const due = deliveries.dueOf(accountUid, { now, onlyToMany, limit: atOnce })
    if (due.length === 0) return
    await unitOfWork.run(systemContext, { code: 'outbox.claim' }, (tx) => {
      const mails = due.map((id) => ({ id, until: nextTurn() }))
      deliveries.putOffEach(tx, mails, now)
      return ok(null)
    })
  }
}
