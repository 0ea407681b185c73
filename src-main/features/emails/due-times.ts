import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Transaction } from '#main/db/executor.ts'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import { dueAt, parseSendAt } from '#main/engines/email/schedule.ts'
import { systemContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import type { DeliveriesRepository, UnplannedMail } from './deliveries.repository.ts'

/** In which what was sent off now can be taken back. */
export const graceMs = 10_000
/** Due times derived between two turns of other calls. */
const atOnce = 500

interface DueTimesParts {
  readonly unitOfWork: UnitOfWork
  readonly deliveries: DeliveriesRepository
  readonly clock: Clock
}

type Schedule = Pick<UnplannedMail, 'sendAt' | 'timeZone' | 'scheduledAt'>

/** When a mail with this schedule is due (milliseconds UTC); without a wall time it is at once. */
export const instantOfSchedule = ({ sendAt, timeZone, scheduledAt }: Schedule): number => {
  const wall = sendAt === null ? null : parseSendAt(sendAt)
  return wall === null || timeZone === null ? scheduledAt + graceMs : dueAt(wall, timeZone)
}

/** Keeps the due times of mails in step with what their owner wants, also by undo and redo. */
export class DueTimes {
  private readonly parts: DueTimesParts

  constructor(parts: DueTimesParts) {
    this.parts = parts
  }

  /** For mails that a unit of work has just scheduled or taken back. */
  refreshIn(tx: Transaction, ids: readonly EmailId[]): void {
    this.planAsIn(tx, this.parts.deliveries.unplanned(ids))
    this.unplanIn(tx, ids)
  }

  /** For mails that it has just scheduled, as they stand. */
  planAsIn(tx: Transaction, mails: readonly UnplannedMail[]): void {
    const { deliveries, clock } = this.parts
    const instants = new Map<string, number>()
    const planned = mails.map((mail) => {
      const { id, plan, accountUid } = mail
      // Those that were scheduled together have the same plan, and zones are slow to ask.
      const dueAt = instants.get(plan) ?? instantOfSchedule(mail)
      instants.set(plan, dueAt)
      return { id, plan, accountUid, dueAt }
    })
    if (planned.length > 0) deliveries.plan(tx, planned, clock.now())
  }

  /** For mails that it has just taken back, each of them. */
  unplanIn(tx: Transaction, ids: readonly EmailId[]): void {
    const { deliveries, clock } = this.parts
    const unwanted = deliveries.unwanted(ids)
    if (unwanted.length > 0) deliveries.unplan(tx, unwanted, clock.now())
  }

  /** For whatever else changed mails; all of them when null. True when something had to change. */
  async refresh(ids: readonly EmailId[] | null): Promise<boolean> {
    const { deliveries, unitOfWork } = this.parts
    const changed = [...deliveries.unplanned(ids).map(({ id }) => id), ...deliveries.unwanted(ids)]
    for (let from = 0; from < changed.length; from += atOnce) {
      await unitOfWork.run(systemContext, { code: 'outbox.plan' }, (tx) => {
        this.refreshIn(tx, changed.slice(from, from + atOnce))
        return ok(null)
      })
    }
    return changed.length > 0
  }

  /** At a start: the rules of zones may be others than when the due times were derived. */
  async derive(): Promise<void> {
    const { deliveries, unitOfWork } = this.parts
    const moved: { id: EmailId; at: number }[] = []
    for (const [place, mail] of deliveries.planned().entries()) {
      const at = instantOfSchedule(mail)
      if (at !== mail.dueAt) moved.push({ id: mail.id, at })
      if (place % atOnce === atOnce - 1) await nextTurn()
    }
    if (moved.length === 0) return
    await unitOfWork.run(systemContext, { code: 'outbox.plan' }, (tx) => {
      for (const { id, at } of moved) deliveries.moveDue(tx, id, at)
      return ok(null)
    })
  }
}
