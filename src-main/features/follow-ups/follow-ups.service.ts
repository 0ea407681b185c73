import type { Transaction } from '#main/db/executor.ts'
import type { OperationLabel, UnitOfWork } from '#main/db/unit-of-work.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { createUid } from '#main/platform/uid.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import type { ActivityId, CalendarDate, FollowUpId, OperationId } from '#shared/domain/ids.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import { today } from '#shared/domain/time.ts'
import type { FollowUpsRepository, StoredFollowUp } from './follow-ups.repository.ts'
import type { RemindersService } from './reminders.service.ts'
import { isMoved, type Plan, recurrenceColumns, StepPlanner } from './step-planner.ts'

interface FollowUpsDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: FollowUpsRepository
  readonly reminders: RemindersService
  readonly clock: Clock
  readonly random: RandomSource
}

type NotFound = Failure<'not-found', { what: string }>
type NotOpen = Failure<'not-open', { status: 'done' | 'skipped' }>

const defaultLimit = 100

/** Next steps: what is planned with whom, and when. */
export class FollowUpsService {
  private readonly dependencies: FollowUpsDependencies
  private readonly planner: StepPlanner

  constructor(dependencies: FollowUpsDependencies) {
    this.dependencies = dependencies
    this.planner = new StepPlanner(dependencies)
  }

  list({ limit = defaultLimit, ...filter }: Input<'followUps.list'>): Output<'followUps.list'> {
    const stored = this.dependencies.repository.list({ ...filter, limit })
    return { followUps: stored.map(({ followUp }) => followUp) }
  }

  /** How many open steps are due within days, both included. */
  countOpenWithin(from: CalendarDate, to: CalendarDate): number {
    return this.dependencies.repository.countOpen(from, to)
  }

  /** How many steps were done on a day. */
  countDone(day: CalendarDate): number {
    return this.dependencies.repository.countDone(day)
  }

  async create(
    input: Input<'followUps.create'>,
    context: CallContext,
  ): Promise<ProcedureResult<'followUps.create'>> {
    const { unitOfWork, repository } = this.dependencies
    return unitOfWork.runToOperation(context, { code: 'followUps.create' }, (tx) =>
      repository.contactExists(input.contactId)
        ? ok({ id: this.planner.plan(tx, input) })
        : fail('not-found', { what: 'contact' }),
    )
  }

  async update(
    { id, ...patch }: Input<'followUps.update'>,
    context: CallContext,
  ): Promise<ProcedureResult<'followUps.update'>> {
    const fields = Object.entries(patch).filter(([, value]) => value !== undefined)
    const [only] = fields.length === 1 ? fields.map(([name]) => name) : []
    const label = {
      code: 'followUps.update',
      ...(only === undefined ? {} : { mergeKey: `followUps:${id}:${only}` }),
    }
    return this.changeOpen({ id, context, label }, (tx, stored) => {
      const due = this.planner.moved(stored, patch)
      const { recurrence } = patch
      const startsSeries = recurrence !== undefined || patch.dueDay !== undefined
      const series = recurrence === undefined ? stored.followUp.recurrence : recurrence
      this.dependencies.repository.update(tx, id, {
        title: patch.title,
        reason: patch.reason,
        priority: patch.priority,
        ...due.columns,
        // Planned anew rather than put off: this is the first day now.
        first_due_day: stored.followUp.snoozeCount === 0 ? patch.dueDay : undefined,
        ...(startsSeries ? recurrenceColumns(series, due.day) : {}),
      })
      if (isMoved(stored, due)) this.dependencies.reminders.planned(tx, id, due)
      return {}
    })
  }

  async snooze(
    { id, ...to }: Input<'followUps.snooze'>,
    context: CallContext,
  ): Promise<ProcedureResult<'followUps.snooze'>> {
    return this.changeOpen({ id, context, label: { code: 'followUps.snooze' } }, (tx, stored) => {
      const due = this.planner.moved(stored, to)
      if (!isMoved(stored, due)) return {}
      const columns = { ...due.columns, snooze_count: stored.followUp.snoozeCount + 1 }
      this.dependencies.repository.update(tx, id, columns)
      this.dependencies.reminders.planned(tx, id, due)
      return {}
    })
  }

  async complete(
    input: Input<'followUps.complete'>,
    context: CallContext,
  ): Promise<ProcedureResult<'followUps.complete'>> {
    const { repository } = this.dependencies
    const unit = { id: input.id, context, label: { code: 'followUps.complete' } }
    return this.changeOpen(unit, (tx, stored) => {
      this.close(tx, stored, { status: 'done', outcome: input.outcome ?? null })
      const activityId = this.logDone(tx, stored, input)
      const contactId = stored.followUp.contact.id
      const asked = input.nextStep
        ? this.planner.plan(tx, { ...input.nextStep, contactId, originActivityId: activityId })
        : null
      const recurring = this.planner.planNext(tx, stored)
      return {
        activityId,
        nextFollowUpId: asked ?? recurring,
        nothingPlanned: !repository.hasOpen(contactId),
      }
    })
  }

  /** Marks a step done inside another unit of work, by a line of the timeline, if it is open. */
  completeBy(tx: Transaction, id: FollowUpId, by: ActivityId | null): void {
    const { repository } = this.dependencies
    const stored = repository.find(id)
    if (stored?.followUp.status !== 'open') return
    this.close(tx, stored, { status: 'done', outcome: null })
    if (by !== null) repository.linkActivity(tx, by, id)
    this.planner.planNext(tx, stored)
  }

  async skip(
    { id }: Input<'followUps.skip'>,
    context: CallContext,
  ): Promise<ProcedureResult<'followUps.skip'>> {
    return this.changeOpen({ id, context, label: { code: 'followUps.skip' } }, (tx, stored) => {
      this.close(tx, stored, { status: 'skipped', outcome: null })
      return { nextFollowUpId: this.planner.planNext(tx, stored) }
    })
  }

  async delete(
    { id }: Input<'followUps.delete'>,
    context: CallContext,
  ): Promise<ProcedureResult<'followUps.delete'>> {
    const { unitOfWork, repository } = this.dependencies
    return unitOfWork.runToOperation<object, NotFound>(
      context,
      { code: 'followUps.delete' },
      (tx) => {
        if (!repository.find(id)) return notFound
        repository.delete(tx, id)
        return ok({})
      },
    )
  }

  /** Plans a next step inside another unit of work; the contact is known to exist. */
  plan(tx: Transaction, plan: Plan): FollowUpId {
    return this.planner.plan(tx, plan)
  }

  /** Runs `work` on a step that must be open. */
  private changeOpen<T extends object>(
    unit: { id: FollowUpId; context: CallContext; label: OperationLabel },
    work: (tx: Transaction, stored: StoredFollowUp) => T,
  ): Promise<Result<T & Done, NotFound | NotOpen>> {
    return this.dependencies.unitOfWork.runToOperation<T, NotFound | NotOpen>(
      unit.context,
      unit.label,
      (tx) => {
        const stored = this.dependencies.repository.find(unit.id)
        if (!stored) return notFound
        const { status } = stored.followUp
        return status === 'open' ? ok(work(tx, stored)) : fail('not-open', { status })
      },
    )
  }

  private close(
    tx: Transaction,
    { followUp }: StoredFollowUp,
    { status, outcome }: { status: 'done' | 'skipped'; outcome: string | null },
  ): void {
    const { repository, clock } = this.dependencies
    repository.update(tx, followUp.id, {
      status,
      outcome,
      completed_at: clock.now(),
      completed_day: today(clock),
    })
  }

  private logDone(
    tx: Transaction,
    { followUp }: StoredFollowUp,
    { log, outcome }: Input<'followUps.complete'>,
  ): ActivityId {
    const { repository, clock, random } = this.dependencies
    return repository.insertActivity(tx, {
      uid: createUid(clock, random),
      contact_id: followUp.contact.id,
      kind: log?.kind ?? 'note',
      at: clock.now(),
      day: today(clock),
      body: log?.body ?? null,
      outcome: outcome ?? null,
      follow_up_id: followUp.id,
    })
  }
}

interface Done {
  readonly operationId: OperationId | null
}

const notFound = fail('not-found', { what: 'follow-up' })
