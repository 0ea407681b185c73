import type { z } from 'zod'
import type { FollowUpsService } from '#main/features/follow-ups/follow-ups.service.ts'
import type { RemindersService } from '#main/features/follow-ups/reminders.service.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { followUp } from '#shared/contract/follow-ups.ts'
import type { Output } from '#shared/contract/index.ts'
import type { CalendarDate, ContactId } from '#shared/domain/ids.ts'
import {
  addDays,
  dayOf,
  daysBetween,
  daysInMonth,
  partsOfDay,
  startOfDay,
  today,
} from '#shared/domain/time.ts'
import type { StoredDate, TodayRepository } from './today.repository.ts'
import {
  type ContactRow,
  reasonOfCold,
  reasonOfDate,
  reasonOfStep,
  type TodayReason,
  yearsOn,
} from './today-reasons.ts'

interface TodayDependencies {
  readonly repository: TodayRepository
  readonly followUps: FollowUpsService
  readonly reminders: RemindersService
  /** Contacts as a list shows them, in any order; those that are gone are missing. */
  readonly contactRows: (ids: readonly ContactId[]) => readonly ContactRow[]
  readonly clock: Clock
}

/** So many lines of one kind are shown; the counts are complete. */
const maxLines = 40
/** What nobody promised for a day gets fewer lines; nobody works off more in one. */
const maxUndated = 20
const maxUpcoming = 20
const upcomingDays = 7
const dateDays = 14
// Before every day that can be stored.
const firstDay = '0000-01-01' as CalendarDate

type Step = ReturnType<FollowUpsService['openWithin']>[number]
interface KeptDate {
  readonly date: StoredDate
  readonly day: CalendarDate
}
interface StepLine {
  readonly followUp: z.output<typeof followUp>
  readonly contact: ContactRow
  readonly reason: TodayReason
}

/** Whom to contact today, and why. */
export class TodayService {
  private readonly dependencies: TodayDependencies

  constructor(dependencies: TodayDependencies) {
    this.dependencies = dependencies
  }

  get(): Output<'today.get'> {
    const { repository, followUps, reminders, clock } = this.dependencies
    const day = today(clock)
    const [tomorrow, lastUpcoming] = [addDays(day, 1), addDays(day, upcomingDays)]
    const overdue = followUps.openWithin(firstDay, addDays(day, -1), maxLines)
    const due = followUps.openWithin(day, day, maxLines)
    const upcoming = followUps.openWithin(tomorrow, lastUpcoming, maxUpcoming)
    const cold = repository.cold(day, addDays(lastUpcoming, 1), maxUndated)
    const dates = this.datesFrom(day)
    const contacts = this.contactsById([
      ...[...overdue, ...due, ...upcoming].map((step) => step.followUp.contact.id),
      ...cold,
      ...dates.map(({ date }) => date.contactId),
    ])
    return {
      day,
      overdue: this.lines(overdue, contacts).map((line) => ({
        ...line,
        daysLate: daysBetween(line.followUp.dueDay, day),
      })),
      today: this.lines(due, contacts),
      cold: present(cold, contacts).map((contact) => ({
        contact,
        reason: reasonOfCold(contact.rhythm, day),
      })),
      coldCount: repository.countCold(day, addDays(lastUpcoming, 1)),
      dates: dates.flatMap((kept) => dateLine(kept, contacts.get(kept.date.contactId), day)),
      upcoming: this.lines(upcoming, contacts),
      upcomingCount: followUps.countOpenWithin(tomorrow, lastUpcoming),
      overdueCount: followUps.countOpenWithin(firstDay, addDays(day, -1)),
      todayCount: followUps.countOpenWithin(day, day),
      doneToday: {
        followUps: followUps.countDone(day),
        contacts: repository.countContactedSince(startOfDay(day, clock.zone())),
      },
      nextReminderAt: reminders.nextReminderAt(),
    }
  }

  count(): Output<'today.count'> {
    const { repository, followUps, clock } = this.dependencies
    const day = today(clock)
    return {
      due: followUps.countOpenWithin(firstDay, day),
      cold: repository.countCold(day, addDays(day, upcomingDays + 1)),
    }
  }

  private contactsById(ids: readonly ContactId[]): ReadonlyMap<ContactId, ContactRow> {
    const rows = this.dependencies.contactRows([...new Set(ids)])
    return new Map(rows.map((row) => [row.id, row]))
  }

  private lines(steps: readonly Step[], contacts: ReadonlyMap<ContactId, ContactRow>): StepLine[] {
    const zone = this.dependencies.clock.zone()
    return steps.flatMap(({ followUp, origin, createdAt }) => {
      const contact = contacts.get(followUp.contact.id)
      if (!contact) return []
      const plannedOn = dayOf(createdAt, zone)
      return [{ followUp, contact, reason: reasonOfStep({ followUp, origin, plannedOn }) }]
    })
  }

  /** Dates of today and the 14 days after it, the nearest first. */
  private datesFrom(today: CalendarDate): readonly KeptDate[] {
    const found: KeptDate[] = []
    for (let ahead = 0; ahead <= dateDays && found.length < maxUndated; ahead += 1) {
      const day = addDays(today, ahead)
      for (const { month, dayOfMonth } of daysKeptOn(day)) {
        const left = maxUndated - found.length
        const dates = this.dependencies.repository.datesOn(month, dayOfMonth, left)
        found.push(...dates.map((date) => ({ date, day })))
      }
    }
    return found
  }
}

/** Days of the year that are kept on a day: 29 February is kept on the 28th of a common year. */
const daysKeptOn = (day: CalendarDate) => {
  const { year, month, day: dayOfMonth } = partsOfDay(day)
  const itself = { month, dayOfMonth }
  const isLastOfShortFebruary = month === 2 && dayOfMonth === 28 && daysInMonth(year, 2) === 28
  return isLastOfShortFebruary ? [itself, { month: 2, dayOfMonth: 29 }] : [itself]
}

const present = (
  ids: readonly ContactId[],
  contacts: ReadonlyMap<ContactId, ContactRow>,
): readonly ContactRow[] => ids.flatMap((id) => contacts.get(id) ?? [])

const dateLine = (
  { date, day }: KeptDate,
  contact: ContactRow | undefined,
  today: CalendarDate,
) => {
  if (!contact) return []
  const years = yearsOn(date, day)
  const { id, kind, label } = date
  const inDays = daysBetween(today, day)
  return [{ id, kind, label, contact, day, inDays, years, reason: reasonOfDate(date, years) }]
}
