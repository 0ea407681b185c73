import type { Transaction } from '#main/db/executor.ts'
import type { Committed, OperationLabel, UnitOfWork } from '#main/db/unit-of-work.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import { failpoint } from '#main/platform/failpoint.ts'
import type { Input, ProcedureResult } from '#shared/contract/index.ts'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'
import { type Failure, ok, type Result } from '#shared/domain/result.ts'
import type { EmailsRepository } from '../emails.repository.ts'
import type { NotDraft, NotFound } from '../emails.service.ts'
import type { DueTimes } from './due-times.ts'
import type { ForecastParts } from './last-leaves.ts'
import { type LookOverParts, lookOver, takingTurns } from './look-over.ts'
import {
  cancelMails,
  deleteDrafts,
  type MailIds,
  onMainThread,
  type Scheduled,
  scheduleMails,
} from './mail-units.ts'
import { type NotReady, readyToSchedule } from './ready-to-schedule.ts'

interface ScheduleDependencies extends LookOverParts, ForecastParts {
  readonly unitOfWork: UnitOfWork
  readonly emails: EmailsRepository
  readonly dueTimes: DueTimes
  readonly jobs: Pick<JobsService, 'runUnit'>
  /** Told when something may be due sooner than before. */
  readonly onChange: (ids: readonly EmailId[]) => void
  readonly clock: Clock
}

type NotScheduled = NotFound | NotDraft | NotReady

/** Lets mails go out at a time, and takes them back while they are here. */
export class ScheduleService {
  private readonly dependencies: ScheduleDependencies

  constructor(dependencies: ScheduleDependencies) {
    this.dependencies = dependencies
  }

  /** What stands in the way of drafts, and when the first of those that may leave would. */
  async check(input: Input<'emails.check'>): Promise<ProcedureResult<'emails.check'>> {
    const { clock } = this.dependencies
    const looked = await lookOver(input, this.dependencies, takingTurns(clock))
    if (!looked.ok) return looked
    const { checks, firstAt } = looked.value
    return ok({ checks, leavesAt: firstAt })
  }

  async schedule(
    input: Input<'emails.schedule'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.schedule'>> {
    const { jobs } = this.dependencies
    const label = { code: 'emails.schedule', numbers: { when: input.when.kind } }
    const isFew = input.ids.length <= onMainThread
    const result = isFew
      ? await this.scheduleFew(input, { label, context })
      : // Looking them over takes far longer than writing, so that is done behind it as well.
        await jobs.runUnit<NotScheduled, Scheduled>('emails.schedule', { input, context, label })
    if (!result.ok) return result
    failpoint('outbox.enqueued')
    this.dependencies.onChange(input.ids)
    const { value, operationId } = result.value
    return ok({ operationId, ...(value ?? { scheduled: 0, firstAt: null, lastAt: null }) })
  }

  private async scheduleFew(
    input: Input<'emails.schedule'>,
    { label, context }: { readonly label: OperationLabel; readonly context: CallContext },
  ): Promise<Result<Committed<Scheduled>, NotScheduled>> {
    const { unitOfWork, clock } = this.dependencies
    const ready = await readyToSchedule(input, this.dependencies, takingTurns(clock))
    if (!ready.ok) return ready
    const numbers = { ...label.numbers, number: ready.value.mails.length }
    return unitOfWork.run<Scheduled, NotFound | NotDraft>(context, { ...label, numbers }, (tx) =>
      scheduleMails(tx, ready.value, { clock }),
    )
  }

  async cancel(
    input: Input<'emails.cancel'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.cancel'>> {
    const { clock, onChange } = this.dependencies
    const result = await this.run('emails.cancel', { input, context }, (tx) =>
      cancelMails(tx, input, { clock }),
    )
    if (!result.ok) return result
    onChange(input.ids)
    const { value, operationId } = result.value
    return ok({ operationId, cancelled: value?.cancelled ?? 0 })
  }

  async deleteMany(
    input: Input<'emails.deleteMany'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.deleteMany'>> {
    const result = await this.run('emails.deleteMany', { input, context }, (tx) =>
      deleteDrafts(tx, input, {}),
    )
    if (!result.ok) return result
    const { value, operationId } = result.value
    return ok({ operationId, deleted: value?.deleted ?? 0 })
  }

  /** One operation, all or nothing; many mails are written behind the main thread. */
  private async run<T, F extends Failure>(
    code: 'emails.cancel' | 'emails.deleteMany',
    { input, context }: { readonly input: MailIds; readonly context: CallContext },
    work: (tx: Transaction) => Result<T, F>,
  ): Promise<Result<Committed<T | null>, F>> {
    const { unitOfWork, jobs } = this.dependencies
    const count = input.ids.length
    const label = { code, numbers: { number: count } }
    if (count <= onMainThread) return unitOfWork.run<T, F>(context, label, work)
    return jobs.runUnit<F, T>(code, { input, context, label })
  }

  /** Whatever waits for an answer of a contact and was scheduled before it is a draft again. */
  stopForAnswer(
    tx: Transaction,
    { contactId, at }: { readonly contactId: ContactId; readonly at: number },
  ): void {
    const { emails, dueTimes, clock } = this.dependencies
    const ids = emails.waitingForAnswer(contactId, at)
    if (ids.length === 0) return
    emails.unscheduleAll(tx, ids, { reason: 'answered', now: clock.now() })
    dueTimes.unplanIn(tx, ids)
  }
}
