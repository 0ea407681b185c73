import type { Transaction } from '#main/db/executor.ts'
import { dueAt, parseSendAt } from '#main/engines/email/schedule.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import type { MailPlansRepository, UnplannedMail } from './mail-plans.repository.ts'

/** In which what was sent off now can be taken back. */
export const graceMs = 10_000

/** What due times are written with. */
export interface DuePlansParts {
  readonly plans: MailPlansRepository
  readonly clock: Pick<Clock, 'now'>
}

type Schedule = Pick<UnplannedMail, 'sendAt' | 'timeZone' | 'scheduledAt'>

/** When a mail with this schedule is due (milliseconds UTC); without a wall time it is at once. */
export const instantOfSchedule = ({ sendAt, timeZone, scheduledAt }: Schedule): number => {
  const wall = sendAt === null ? null : parseSendAt(sendAt)
  return wall === null || timeZone === null ? scheduledAt + graceMs : dueAt(wall, timeZone)
}

/** Writes when mails are due, inside the unit of work that changed them. */
export class DuePlans {
  private readonly plans: MailPlansRepository
  private readonly clock: Pick<Clock, 'now'>

  constructor({ plans, clock }: DuePlansParts) {
    this.plans = plans
    this.clock = clock
  }

  /** For mails that a unit of work has just scheduled or taken back. */
  refreshIn(tx: Transaction, ids: readonly EmailId[]): void {
    this.planAsIn(tx, this.plans.unplanned(ids))
    this.unplanIn(tx, ids)
  }

  /** For mails that it has just scheduled, as they stand. */
  planAsIn(tx: Transaction, mails: readonly UnplannedMail[]): void {
    const instants = new Map<string, number>()
    const planned = mails.map((mail) => {
      const { id, plan, accountUid } = mail
      // Those that were scheduled together have the same plan, and zones are slow to ask.
      const dueAt = instants.get(plan) ?? instantOfSchedule(mail)
      instants.set(plan, dueAt)
      return { id, plan, accountUid, dueAt }
    })
    if (planned.length > 0) this.plans.plan(tx, planned, this.clock.now())
  }

  /** For mails that it has just taken back, each of them. */
  unplanIn(tx: Transaction, ids: readonly EmailId[]): void {
    const unwanted = this.plans.unwanted(ids)
    if (unwanted.length > 0) this.plans.unplan(tx, unwanted, this.clock.now())
  }
}
