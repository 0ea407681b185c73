import type { Transaction } from '#main/db/executor.ts'
import type { OperationLabel, UnitOfWork } from '#main/db/unit-of-work.ts'
import { nextDueDay, type Recurrence } from '#main/engines/scheduler/recurrence.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { createUid } from '#main/platform/uid.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import type {
  ActivityId,
  CalendarDate,
  ContactId,
  FollowUpId,
  OperationId,
  WallTime,
} from '#shared/domain/ids.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import { today } from '#shared/domain/time.ts'
import type { FollowUp, FollowUpsRepository, StoredFollowUp } from './follow-ups.repository.ts'
import type { RemindersService } from './reminders.service.ts'

interface FollowUpsDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: FollowUpsRepository
  readonly reminders: RemindersService
  readonly clock: Clock
  readonly random: RandomSource
}

/** A next step to be planned; what is absent is nothing special. */
export interface Plan {
  readonly contactId: ContactId
  readonly title: string
  readonly dueDay: CalendarDate
  readonly dueTime?: WallTime | null | undefined
  readonly reason?: string | null | undefined
  readonly priority?: number | undefined
  readonly recurrence?: FollowUp['recurrence'] | undefined
  /** First day of the series that this one continues; its own day when absent. */
  readonly anchor?: CalendarDate | null | undefined
  /** Zone of the time; the owner's when absent. */
  readonly timeZone?: string | null | undefined
  /** What was logged when this was planned. */
  readonly originActivityId?: ActivityId | undefined
}

type NotFound = Failure<'not-found', { what: string }>
type NotOpen = Failure<'not-open', { status: 'done' | 'skipped' }>

const defaultLimit = 100

/** Next steps: what is planned with whom, and when. */
export class FollowUpsService {
  private readonly dependencies: FollowUpsDependencies

  constructor(dependencies: FollowUpsDependencies) {
    this.dependencies = dependencies
  }

  list({ limit = defaultLimit, ...filter }: Input<'followUps.list'>): Output<'followUps.list'> {
    const stored = this.dependencies.repository.list({ ...filter, limit })
    return { followUps: stored.map(({ followUp }) => followUp) }
  }

  /** Open steps due within days, both included, the soonest of them first. */
  openWithin(from: CalendarDate, to: CalendarDate, limit: number): readonly StoredFollowUp[] {
    return this.dependencies.repository.list({ status: 'open', dueFrom: from, dueTo: to, limit })
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
    const { repository } = this.dependencies
    const result = await this.run(context, { code: 'followUps.create' }, (tx) =>
      repository.contactExists(input.contactId)
        ? ok({ id: this.plan(tx, input) })
        : fail('not-found', { what: 'contact' }),
    )
    return result
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
      const due = this.moved(stored, patch)
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
      const due = this.moved(stored, to)
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
        ? this.plan(tx, { ...input.nextStep, contactId, originActivityId: activityId })
        : null
      const recurring = this.planNext(tx, stored)
      return {
        activityId,
        nextFollowUpId: asked ?? recurring,
        nothingPlanned: !repository.hasOpen(contactId),
      }
    })
  }

  async skip(
    { id }: Input<'followUps.skip'>,
    context: CallContext,
  ): Promise<ProcedureResult<'followUps.skip'>> {
    return this.changeOpen({ id, context, label: { code: 'followUps.skip' } }, (tx, stored) => {
      this.close(tx, stored, { status: 'skipped', outcome: null })
      return { nextFollowUpId: this.planNext(tx, stored) }
    })
  }

  async delete(
    { id }: Input<'followUps.delete'>,
    context: CallContext,
  ): Promise<ProcedureResult<'followUps.delete'>> {
    const { repository } = this.dependencies
    return this.run<object, NotFound>(context, { code: 'followUps.delete' }, (tx) => {
      if (!repository.find(id)) return notFound
      repository.delete(tx, id)
      return ok({})
    })
  }

  /** Plans a next step inside another unit of work; the contact is known to exist. */
  plan(tx: Transaction, plan: Plan): FollowUpId {
    const { repository, reminders, clock, random } = this.dependencies
    const time = plan.dueTime ?? null
    const timeZone = time === null ? null : (plan.timeZone ?? clock.zone())
    const id = repository.insert(tx, {
      uid: createUid(clock, random),
      contact_id: plan.contactId,
      title: plan.title,
      reason: plan.reason ?? null,
      due_day: plan.dueDay,
      due_time: time,
      time_zone: timeZone,
      first_due_day: plan.dueDay,
      priority: plan.priority ?? 0,
      ...recurrenceColumns(plan.recurrence ?? null, plan.anchor ?? plan.dueDay),
      origin_activity_id: plan.originActivityId ?? null,
      created_at: clock.now(),
    })
    reminders.planned(tx, id, { day: plan.dueDay, time, zone: timeZone })
    return id
  }

  /** Runs `work` on a step that must be open. */
  private changeOpen<T extends object>(
    unit: { id: FollowUpId; context: CallContext; label: OperationLabel },
    work: (tx: Transaction, stored: StoredFollowUp) => T,
  ): Promise<Result<T & Done, NotFound | NotOpen>> {
    return this.run<T, NotFound | NotOpen>(unit.context, unit.label, (tx) => {
      const stored = this.dependencies.repository.find(unit.id)
      if (!stored) return notFound
      const { status } = stored.followUp
      return status === 'open' ? ok(work(tx, stored)) : fail('not-open', { status })
    })
  }

  private async run<T extends object, F extends Failure>(
    context: CallContext,
    label: OperationLabel,
    work: (tx: Transaction) => Result<T, F>,
  ): Promise<Result<T & Done, F>> {
    const result = await this.dependencies.unitOfWork.run(context, label, work)
    if (!result.ok) return result
    return ok({ ...result.value.value, operationId: result.value.operationId })
  }

  /** A due day and time after a change; a time that is given anew is the owner's wall time. */
  private moved({ followUp }: StoredFollowUp, to: DueChange): MovedDue {
    const day = to.dueDay ?? followUp.dueDay
    const time = to.dueTime === undefined ? followUp.dueTime : to.dueTime
    const isKept = to.dueTime === undefined || to.dueTime === followUp.dueTime
    const zone = isKept ? followUp.timeZone : time === null ? null : this.dependencies.clock.zone()
    return { day, time, zone, columns: { due_day: day, due_time: time, time_zone: zone } }
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

  /** The step that follows by recurrence; null when there is none. */
  private planNext(tx: Transaction, { followUp, anchor }: StoredFollowUp): FollowUpId | null {
    if (followUp.recurrence === null) return null
    const recurrence: Recurrence = { ...followUp.recurrence, anchor: anchor ?? followUp.dueDay }
    const doneDay = today(this.dependencies.clock)
    return this.plan(tx, {
      contactId: followUp.contact.id,
      title: followUp.title,
      reason: followUp.reason,
      priority: followUp.priority,
      recurrence: followUp.recurrence,
      anchor: recurrence.anchor,
      dueDay: nextDueDay({ recurrence, dueDay: followUp.dueDay, doneDay }),
      dueTime: followUp.dueTime,
      timeZone: followUp.timeZone,
    })
  }
}

interface Done {
  readonly operationId: OperationId | null
}

interface DueChange {
  readonly dueDay?: CalendarDate | undefined
  readonly dueTime?: WallTime | null | undefined
}

interface MovedDue {
  readonly day: CalendarDate
  readonly time: WallTime | null
  readonly zone: string | null
  readonly columns: { due_day: string; due_time: string | null; time_zone: string | null }
}

const notFound = fail('not-found', { what: 'follow-up' })

const isMoved = ({ followUp }: StoredFollowUp, due: MovedDue): boolean =>
  due.day !== followUp.dueDay || due.time !== followUp.dueTime

const recurrenceColumns = (recurrence: FollowUp['recurrence'], anchor: CalendarDate) => ({
  recurrence_mode: recurrence?.mode ?? null,
  recurrence_every: recurrence?.every ?? null,
  recurrence_unit: recurrence?.unit ?? null,
  recurrence_anchor: recurrence === null ? null : anchor,
})
