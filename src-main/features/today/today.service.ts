import { firstLines } from '#main/engines/email/first-lines.ts'
import type { FollowUpsService } from '#main/features/follow-ups/follow-ups.service.ts'
import type { RemindersService } from '#main/features/follow-ups/reminders.service.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import type { CalendarDate, ContactId } from '#shared/domain/ids.ts'
import {
  addDays,
  daysBetween,
  daysInMonth,
  partsOfDay,
  startOfDay,
  today,
} from '#shared/domain/time.ts'
import type { DayOfYear, StoredDate, TodayRepository, TodayStep } from './today.repository.ts'
import {
  type ContactRow,
  reasonOfAnswer,
  reasonOfCold,
  reasonOfDate,
  reasonOfStep,
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

/** So many lines of a group are shown at first, a screenful; more when they are asked for. */
const defaultLimits = { answered: 20, overdue: 20, today: 20, cold: 20, dates: 20, upcoming: 20 }
const upcomingDays = 7
const dateDays = 14
/** Who waited longer for an answer is no news any more; their entry on the timeline still says so. */
const answerDays = 30
// Before every day that can be stored.
const firstDay = '0000-01-01' as CalendarDate

const dayMs = 86_400_000

type Answer = Output<'today.get'>

/** Whom to contact today, and why. */
export class TodayService {
  private readonly dependencies: TodayDependencies

  constructor(dependencies: TodayDependencies) {
    this.dependencies = dependencies
  }

  get({ lines }: Input<'today.get'> = {}): Answer {
    const { repository, followUps, reminders, clock } = this.dependencies
    const day = today(clock)
    const limits = limitsOf(lines)
    const [yesterday, tomorrow] = [addDays(day, -1), addDays(day, 1)]
    const lastUpcoming = addDays(day, upcomingDays)
    const plannedFrom = addDays(lastUpcoming, 1)
    const keptDays = daysFrom(day)
    return {
      day,
      answered: this.answered(limits.answered),
      answeredCount: repository.countAnswers(this.answersSince()),
      overdue: this.steps(firstDay, yesterday, limits.overdue).map((line) => ({
        ...line,
        daysLate: daysBetween(line.followUp.dueDay, day),
      })),
      today: this.steps(day, day, limits.today),
      cold: this.cold(day, plannedFrom, limits.cold),
      coldCount: repository.countCold(day, plannedFrom),
      dates: this.dates(keptDays, limits.dates),
      datesCount: repository.countDatesOn(keptDays.map(({ ofYear }) => ofYear)),
      upcoming: this.steps(tomorrow, lastUpcoming, limits.upcoming),
      upcomingCount: followUps.countOpenWithin(tomorrow, lastUpcoming),
      overdueCount: followUps.countOpenWithin(firstDay, yesterday),
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
      due: repository.countAnswers(this.answersSince()) + followUps.countOpenWithin(firstDay, day),
      cold: repository.countCold(day, addDays(day, upcomingDays + 1)),
    }
  }

  private answersSince(): number {
    return this.dependencies.clock.now() - answerDays * dayMs
  }

  private answered(limit: number): Answer['answered'] {
    return this.dependencies.repository.answers(this.answersSince(), limit).map((answer) => ({
      id: answer.id,
      activityId: answer.activityId,
      contact: answer.contact,
      subject: answer.subject,
      words: firstLines(answer.body).replaceAll('\n', ' '),
      at: answer.at,
      reason: reasonOfAnswer(answer),
    }))
  }

  private steps(from: CalendarDate, to: CalendarDate, limit: number): Answer['today'] {
    const { repository, clock } = this.dependencies
    const zone = clock.zone()
    return repository.steps(from, to, limit).map(({ followUp, contact, facts }: TodayStep) => ({
      followUp,
      contact,
      reason: reasonOfStep(facts, zone),
    }))
  }

  private cold(day: CalendarDate, plannedFrom: CalendarDate, limit: number): Answer['cold'] {
    const { repository, contactRows } = this.dependencies
    const ids = repository.cold(day, plannedFrom, limit)
    const rows = new Map(contactRows(ids).map((row) => [row.id, row]))
    return ids.flatMap((id) => {
      const row = rows.get(id)
      if (!row) return []
      const { kind, displayName, givenName, familyName, company, rhythm } = row
      const contact = { id, kind, displayName, givenName, familyName, company, rhythm }
      return [{ contact, reason: reasonOfCold(rhythm, day) }]
    })
  }

  private dates(days: readonly KeptDay[], limit: number): Answer['dates'] {
    const found: Answer['dates'] = []
    for (const kept of days) {
      if (found.length >= limit) return found
      const dates = this.dependencies.repository.datesOn(kept.ofYear, limit - found.length)
      found.push(...dates.map((date) => dateLine(date, kept)))
    }
    return found
  }
}

const limitsOf = (lines: Input<'today.get'>['lines']): typeof defaultLimits => ({
  answered: lines?.answered ?? defaultLimits.answered,
  overdue: lines?.overdue ?? defaultLimits.overdue,
  today: lines?.today ?? defaultLimits.today,
  cold: lines?.cold ?? defaultLimits.cold,
  dates: lines?.dates ?? defaultLimits.dates,
  upcoming: lines?.upcoming ?? defaultLimits.upcoming,
})

/** A day of the year and the day on which it is kept this time. */
interface KeptDay {
  readonly ofYear: DayOfYear
  readonly day: CalendarDate
  readonly inDays: number
}

/** Today and the 14 days after it; 29 February is kept on the 28th of a common year. */
const daysFrom = (today: CalendarDate): readonly KeptDay[] =>
  Array.from({ length: dateDays + 1 }, (_, inDays) => {
    const day = addDays(today, inDays)
    const { year, month, day: dayOfMonth } = partsOfDay(day)
    const itself = { ofYear: { month, day: dayOfMonth }, day, inDays }
    const isLastOfShortFebruary = month === 2 && dayOfMonth === 28 && daysInMonth(year, 2) === 28
    return isLastOfShortFebruary ? [itself, { ...itself, ofYear: { month: 2, day: 29 } }] : [itself]
  }).flat()

const dateLine = (date: StoredDate, { day, inDays }: KeptDay): Answer['dates'][number] => {
  const { id, contact, kind, label } = date
  const years = yearsOn(date, day)
  return { id, contact, kind, label, day, inDays, years, reason: reasonOfDate(date, years) }
}
