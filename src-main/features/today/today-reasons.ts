import type { z } from 'zod'
import { dueAt, parseSendAt } from '#main/engines/email/schedule.ts'
import type { contactRow } from '#shared/contract/contact-views.ts'
import type { todayReason } from '#shared/contract/today.ts'
import type { CalendarDate } from '#shared/domain/ids.ts'
import { dayOf, isZone, partsOfDay } from '#shared/domain/time.ts'
import type { StepFacts, StoredAnswer, StoredDate } from './today.repository.ts'

/** Why a line stands on Today: a code and its figures. */
export type TodayReason = z.output<typeof todayReason>
/** Somebody as a list shows them. */
export type ContactRow = z.output<typeof contactRow>

/** Why a next step is there: the owner's words first, then what says most; `zone` is the owner's. */
export const reasonOfStep = (facts: StepFacts, zone: string): TodayReason => {
  const { reason, snoozeCount, firstDueDay, origin, recurrence, createdAt } = facts
  if (reason !== null) return { code: 'stated', text: reason }
  if (snoozeCount > 0) return { code: 'moved', times: snoozeCount, firstDueDay }
  if (origin !== null) return { code: 'from-activity', kind: origin.kind, day: origin.day }
  if (recurrence !== null) {
    return { code: 'recurring', every: recurrence.every, unit: recurrence.unit }
  }
  return { code: 'planned-on', day: dayOf(createdAt, zone) }
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

const dueAtOf = (plan: string | null): number | null => {
  const [sendAt = '', zone = ''] = plan?.split('|') ?? []
  const wall = parseSendAt(sendAt)
  return wall === null || !isZone(zone) ? null : dueAt(wall, zone)
}

/** What a mail answers, and what it stopped. */
export const reasonOfAnswer = (answer: StoredAnswer): TodayReason => ({
  code: 'answered',
  answersAt: answer.answersAt,
  stoppedCount: answer.stoppedCount,
  stoppedDueAt: dueAtOf(answer.stoppedPlan),
  hasNextStep: answer.hasNextStep,
})

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
