import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Transaction } from '#main/db/executor.ts'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import { dueAt, parseSendAt } from '#main/engines/email/schedule.ts'
import { systemContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import type { MailPlansRepository, UnplannedMail } from './mail-plans.repository.ts'

/** In which what was sent off now can be taken back. */
export const graceMs = 10_000
/** Due times derived between two turns of other calls. */
const atOnce = 500

interface DueTimesParts {
  readonly unitOfWork: UnitOfWork
  readonly plans: MailPlansRepository
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
    this.planAsIn(tx, this.parts.plans.unplanned(ids))
    this.unplanIn(tx, ids)
  }

  /** For mails that it has just scheduled, as they stand. */
  planAsIn(tx: Transaction, mails: readonly UnplannedMail[]): void {
    const { plans, clock } = this.parts
    const instants = new Map<string, number>()
    const planned = mails.map((mail) => {
      const { id, plan, accountUid } = mail
      // Those that were scheduled together have the same plan, and zones are slow to ask.
      const dueAt = instants.get(plan) ?? instantOfSchedule(mail)
      instants.set(plan, dueAt)
      return { id, plan, accountUid, dueAt }
    })
    if (planned.length > 0) plans.plan(tx, planned, clock.now())
  }

  /** For mails that it has just taken back, each of them. */
  unplanIn(tx: Transaction, ids: readonly EmailId[]): void {
    const { plans, clock } = this.parts
    const unwanted = plans.unwanted(ids)
    if (unwanted.length > 0) plans.unplan(tx, unwanted, clock.now())
  }

  /** For whatever else changed mails; all of them when null. True when something had to change. */
  async refresh(ids: readonly EmailId[] | null): Promise<boolean> {
    const { plans, unitOfWork } = this.parts
    let isChanged = false
    for await (const some of ids === null ? this.everyone() : pagesOf(ids)) {
      const unplanned = plans.unplanned(some).map(({ id }) => id)
      const changed = [...unplanned, ...plans.unwanted(some)]
      if (changed.length === 0) continue
      isChanged = true
      await unitOfWork.run(systemContext, { code: 'outbox.plan' }, (tx) => {
        this.refreshIn(tx, changed)
        return ok(null)
      })
    }
    return isChanged
  }

  /** All mails that are or were wanted; others have their turn between two pages. */
  private async *everyone(): AsyncGenerator<readonly EmailId[]> {
    for (let after = 0; ; await nextTurn()) {
      const some = this.parts.plans.wantedOrWaiting(after, atOnce)
      const last = some.at(-1)
      if (last === undefined) return
      yield some
      after = last
    }
  }

  /** At a start: the rules of zones may be others than when the due times were derived. */
  async derive(): Promise<void> {
    const { plans, unitOfWork } = this.parts
    const moved: { id: EmailId; at: number }[] = []
    let page = plans.planned(0, atOnce)
    for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
      for (const mail of page) {
        const at = instantOfSchedule(mail)
        if (at !== mail.dueAt) moved.push({ id: mail.id, at })
      }
      await nextTurn()
      page = plans.planned(last.id, atOnce)
    }
    if (moved.length === 0) return
    await unitOfWork.run(systemContext, { code: 'outbox.plan' }, (tx) => {
      for (const { id, at } of moved) plans.moveDue(tx, id, at)
      return ok(null)
    })
  }
}

function* pagesOf(ids: readonly EmailId[]): Generator<readonly EmailId[]> {
  for (let from = 0; from < ids.length; from += atOnce) yield ids.slice(from, from + atOnce)
}
