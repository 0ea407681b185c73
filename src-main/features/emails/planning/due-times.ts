import { setImmediate as nextTurn } from 'node:timers/promises'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import { systemContext } from '#main/platform/call-context.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import { DuePlans, type DuePlansParts, instantOfSchedule } from './due-plans.ts'

/** Due times derived between two turns of other calls. */
const atOnce = 500

interface DueTimesParts extends DuePlansParts {
  readonly unitOfWork: UnitOfWork
}

/** Keeps the due times of mails in step with what their owner wants, also by undo and redo. */
export class DueTimes extends DuePlans {
  private readonly parts: DueTimesParts

  constructor(parts: DueTimesParts) {
    super(parts)
    this.parts = parts
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

  /** The rules of zones may be others than when the due times were derived. True when they are. */
  async derive(): Promise<boolean> {
    const { plans, unitOfWork } = this.parts
    const instants = new Map<string, number>()
    const moved: { id: EmailId; at: number }[] = []
    let page = plans.planned(0, atOnce)
    for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
      for (const mail of page) {
        // Many have the same wall time, and zones are slow to ask.
        const wall = `${mail.sendAt} ${mail.timeZone}`
        const at = instants.get(wall) ?? instantOfSchedule(mail)
        instants.set(wall, at)
        if (at !== mail.dueAt) moved.push({ id: mail.id, at })
      }
      await nextTurn()
      page = plans.planned(last.id, atOnce)
    }
    if (moved.length === 0) return false
    await unitOfWork.run(systemContext, { code: 'outbox.plan' }, (tx) => {
      for (const { id, at } of moved) plans.moveDue(tx, id, at)
      return ok(null)
    })
    return true
  }
}

function* pagesOf(ids: readonly EmailId[]): Generator<readonly EmailId[]> {
  for (let from = 0; from < ids.length; from += atOnce) yield ids.slice(from, from + atOnce)
}
