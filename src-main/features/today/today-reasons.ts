import type { z } from 'zod'
import type { contactRow } from '#shared/contract/contact-views.ts'
import type { todayReason } from '#shared/contract/today.ts'
import type { CalendarDate } from '#shared/domain/ids.ts'
import { partsOfDay } from '#shared/domain/time.ts'
import type { StoredDate } from './today.repository.ts'

/** Why a line stands on Today: a code and its figures. */
export type TodayReason = z.output<typeof todayReason>
/** Somebody as a list shows them. */
export type ContactRow = z.output<typeof contactRow>

/** What the reason of a next step is made from. */
export interface StepFacts {
  readonly followUp: {
    readonly reason: string | null
    readonly snoozeCount: number
    readonly firstDueDay: CalendarDate
    readonly recurrence: { readonly every: number; readonly unit: string } | null
  }
  readonly origin: { readonly kind: string; readonly day: CalendarDate } | null
  /** The owner's day on which it was planned. */
  readonly plannedOn: CalendarDate
}

/** Why a next step is there: the owner's words first, then what says most. */
export const reasonOfStep = ({ followUp, origin, plannedOn }: StepFacts): TodayReason => {
  if (followUp.reason !== null) return { code: 'stated', text: followUp.reason }
  if (followUp.snoozeCount > 0) {
    return { code: 'moved', times: followUp.snoozeCount, firstDueDay: followUp.firstDueDay }
  }
  if (origin !== null) return { code: 'from-activity', kind: origin.kind, day: origin.day }
  if (followUp.recurrence !== null) {
    const { every, unit } = followUp.recurrence
    return { code: 'recurring', every, unit }
  }
  return { code: 'planned-on', day: plannedOn }
}

/** Why somebody is going cold: what was agreed when that day has come, else the own rhythm. */
export const reasonOfCold = (rhythm: ContactRow['rhythm'], day: CalendarDate): TodayReason => {
  const { agreed, dueDay, silenceDays, medianGapDays } = rhythm
  const isAgreedDue = agreed !== null && dueDay !== null && dueDay <= day
  if (agreed !== null && (isAgreedDue || medianGapDays === null || silenceDays === null)) {
    return {
      code: 'agreed-rhythm',
      everyDays: agreed.everyDays,
      silenceDays,
      source: agreed.source,
      sourceName: agreed.sourceName,
    }
  }
  return {
    code: 'own-rhythm',
    medianGapDays: medianGapDays ?? 0,
    silenceDays: silenceDays ?? 0,
    contactDayCount: rhythm.contactDayCount,
    isRoughGuess: rhythm.isRoughGuess,
  }
}

/** What a stored date says about the day on which it is kept. */
export const reasonOfDate = (date: StoredDate, years: number | null): TodayReason => {
  if (date.year === null) return { code: 'year-unknown' }
  if (date.kind === 'birthday') {
    return { code: 'born', year: date.year, month: date.month, day: date.day }
  }
  return { code: 'since', year: date.year, years: years ?? 0 }
}

/** Years completed on a day that is kept; null without a year, or before the first one is over. */
export const yearsOn = (date: StoredDate, day: CalendarDate): number | null => {
  if (date.year === null) return null
  const years = partsOfDay(day).year - date.year
  return years > 0 ? years : null
}
