import type { CalendarDate } from '#shared/domain/ids.ts'
import { addDays, addMonths, daysBetween, partsOfDay } from '#shared/domain/time.ts'

/** The calendar steps a next step can repeat in. */
export type RecurrenceUnit = 'day' | 'week' | 'month' | 'year'

/**
 * How a next step repeats.
 *
 * `fixed` keeps to the calendar: every n units from `anchor`, the day the series began, whatever
 * day the step was done or moved to. `after-completion` counts n units from the day it was done.
 */
export interface Recurrence {
  readonly mode: 'fixed' | 'after-completion'
  /** A whole number from 1. */
  readonly every: number
  readonly unit: RecurrenceUnit
  readonly anchor: CalendarDate
}

/** What is known when one step of a series ends. */
export interface Completion {
  readonly recurrence: Recurrence
  /** The day the step was due. */
  readonly dueDay: CalendarDate
  /** The owner's day on which it was done or skipped. */
  readonly doneDay: CalendarDate
}

/** Day `index` of a fixed series (0 is the anchor); month ends clamp, later ones unclamp again. */
export const occurrence = (recurrence: Recurrence, index: number): CalendarDate =>
  step(recurrence.anchor, recurrence.unit, recurrence.every * index)

/**
 * The due day of the step that follows.
 *
 * Fixed: the first day of the series after both the due day and the day done, so that what was
 * missed while a step was late is not caught up one by one. Steps are days of the calendar, never
 * spans of 24 hours: clock changes cannot shift them. Null when the series ends with the calendar.
 */
export const nextDueDay = ({ recurrence, dueDay, doneDay }: Completion): CalendarDate | null => {
  if (recurrence.mode === 'after-completion') {
    const next = step(doneDay, recurrence.unit, recurrence.every)
    return next > doneDay ? next : null
  }
  const after = dueDay > doneDay ? dueDay : doneDay
  return firstAfter(recurrence, after)
}

const firstAfter = (recurrence: Recurrence, after: CalendarDate): CalendarDate | null => {
  // The estimate is never too far: clamping only ever moves a day forward within its own month.
  let index = Math.max(0, Math.floor(unitsBetween(recurrence, after) / recurrence.every) - 1)
  while (occurrence(recurrence, index) <= after) {
    if (occurrence(recurrence, index) === occurrence(recurrence, index + 1)) return null
    index += 1
  }
  return occurrence(recurrence, index)
}

const step = (from: CalendarDate, unit: RecurrenceUnit, count: number): CalendarDate => {
  switch (unit) {
    case 'day':
      return addDays(from, count)
    case 'week':
      return addDays(from, count * 7)
    case 'month':
      return addMonths(from, count)
    case 'year':
      return addMonths(from, count * 12)
  }
}

const unitsBetween = (recurrence: Recurrence, to: CalendarDate): number => {
  const { anchor, unit } = recurrence
  const [start, end] = [partsOfDay(anchor), partsOfDay(to)]
  switch (unit) {
    case 'day':
      return daysBetween(anchor, to)
    case 'week':
      return Math.floor(daysBetween(anchor, to) / 7)
    case 'month':
      return (end.year - start.year) * 12 + end.month - start.month
    case 'year':
      return end.year - start.year
  }
}
