import type { CalendarDate } from '#shared/domain/ids.ts'
import { addDays, addMonths, weekdayOf } from '#shared/domain/time.ts'

/** A choice of the later menu. */
export interface LaterChoice {
  readonly id: 'tomorrow' | 'inTwoDays' | 'nextWeek' | 'nextMonth'
  readonly day: CalendarDate
}

/**
 * The days the later menu offers, counted from today.
 *
 * Next week is the first day of the owner's week (1 Monday … 7 Sunday) that follows.
 */
export const laterChoices = (today: CalendarDate, weekStart: number): readonly LaterChoice[] => {
  const toNextWeek = (weekStart - weekdayOf(today) + 7) % 7 || 7
  return [
    { id: 'tomorrow', day: addDays(today, 1) },
    { id: 'inTwoDays', day: addDays(today, 2) },
    { id: 'nextWeek', day: addDays(today, toNextWeek) },
    { id: 'nextMonth', day: addMonths(today, 1) },
  ]
}
