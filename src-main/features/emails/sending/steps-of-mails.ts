import type { Transaction } from '#main/db/executor.ts'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import { systemContext } from '#main/platform/call-context.ts'
import type { ActivityId, FollowUpId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import type { DeliveriesRepository } from './deliveries.repository.ts'

/** Marks a next step done, if it is still open, by what stands on the timeline already. */
export type CompleteStep = (tx: Transaction, id: FollowUpId, by: ActivityId | null) => void

interface StepsOfMailsParts {
  readonly unitOfWork: UnitOfWork
  readonly deliveries: Pick<DeliveriesRepository, 'owingSteps' | 'set'>
  readonly completeStep: CompleteStep
}

/** Next steps that were to write a mail: done when it has left. */
export class StepsOfMails {
  private readonly parts: StepsOfMailsParts

  constructor(parts: StepsOfMailsParts) {
    this.parts = parts
  }

  /**
   * Each step is an operation of its own, which can be undone: that the mail left cannot. So it
   * comes after the record of the mail, which notes that it is owed.
   */
  async complete(): Promise<void> {
    const { unitOfWork, deliveries, completeStep } = this.parts
    for (const { id, followUpId, activityId } of deliveries.owingSteps()) {
      await unitOfWork.run(systemContext, { code: 'followUps.completeByMail' }, (tx) => {
        if (followUpId !== null) completeStep(tx, followUpId, activityId)
        deliveries.set(tx, id, { owes_step: 0 })
        return ok(null)
      })
    }
  }
}
