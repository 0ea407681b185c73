import type { Transaction } from '#main/db/executor.ts'
import { nextDueDay, type Recurrence } from '#main/engines/scheduler/recurrence.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { createUid } from '#main/platform/uid.ts'
import type {
  ActivityId,
  CalendarDate,
  ContactId,
  FollowUpId,
  WallTime,
} from '#shared/domain/ids.ts'
import { today } from '#shared/domain/time.ts'
import type { FollowUp, FollowUpsRepository, StoredFollowUp } from './follow-ups.repository.ts'
import type { RemindersService } from './reminders.service.ts'

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

/** A change of the due time; what is absent stays. */
export interface DueChange {
  readonly dueDay?: CalendarDate | undefined
  readonly dueTime?: WallTime | null | undefined
}

/** The due time after a change, also as columns. */
export interface MovedDue {
  readonly day: CalendarDate
  readonly time: WallTime | null
  readonly zone: string | null
  readonly columns: { due_day: string; due_time: string | null; time_zone: string | null }
}

interface PlannerDependencies {
  readonly repository: FollowUpsRepository
  readonly reminders: RemindersService
  readonly clock: Clock
  readonly random: RandomSource
}

/** Writes next steps inside a unit of work and keeps their reminders in step. */
export class StepPlanner {
  private readonly dependencies: PlannerDependencies

  constructor(dependencies: PlannerDependencies) {
    this.dependencies = dependencies
  }

  /** Plans a next step; the contact is known to exist. */
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

  /** The step that follows by recurrence; null when there is none. */
  planNext(tx: Transaction, { followUp, anchor }: StoredFollowUp): FollowUpId | null {
    if (followUp.recurrence === null) return null
    const recurrence: Recurrence = { ...followUp.recurrence, anchor: anchor ?? followUp.dueDay }
    const doneDay = today(this.dependencies.clock)
    const dueDay = nextDueDay({ recurrence, dueDay: followUp.dueDay, doneDay })
    if (dueDay === null) return null
    return this.plan(tx, {
      contactId: followUp.contact.id,
      title: followUp.title,
      reason: followUp.reason,
      priority: followUp.priority,
      recurrence: followUp.recurrence,
      anchor: recurrence.anchor,
      dueDay,
      dueTime: followUp.dueTime,
      timeZone: followUp.timeZone,
    })
  }

  /** A due day and time after a change; a time that is given anew is the owner's wall time. */
  moved({ followUp }: StoredFollowUp, to: DueChange): MovedDue {
    const day = to.dueDay ?? followUp.dueDay
    const time = to.dueTime === undefined ? followUp.dueTime : to.dueTime
    const isKept = to.dueTime === undefined || to.dueTime === followUp.dueTime
    const zone = isKept ? followUp.timeZone : time === null ? null : this.dependencies.clock.zone()
    return { day, time, zone, columns: { due_day: day, due_time: time, time_zone: zone } }
  }
}

/** Whether a due time is another than it was. */
export const isMoved = ({ followUp }: StoredFollowUp, due: MovedDue): boolean =>
  due.day !== followUp.dueDay || due.time !== followUp.dueTime

/** The columns of a recurrence. */
export const recurrenceColumns = (recurrence: FollowUp['recurrence'], anchor: CalendarDate) => ({
  recurrence_mode: recurrence?.mode ?? null,
  recurrence_every: recurrence?.every ?? null,
  recurrence_unit: recurrence?.unit ?? null,
  recurrence_anchor: recurrence === null ? null : anchor,
})
