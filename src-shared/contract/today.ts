import { z } from 'zod'
import { contactRow } from './contact-views.ts'
import { query } from './define.ts'
import { followUp } from './follow-ups.ts'
import { calendarDate, importantDateId, instant } from './values.ts'

const person = contactRow

/** Why a line stands on Today, as a code with the figures its words need. */
export const todayReason = z.discriminatedUnion('code', [
  /** The owner's own words. */
  z.object({ code: z.literal('stated'), text: z.string() }),
  z.object({
    code: z.literal('moved'),
    times: z.int(),
    firstDueDay: calendarDate,
  }),
  z.object({ code: z.literal('planned-on'), day: calendarDate }),
  /** From a logged call, meeting, message or note. */
  z.object({ code: z.literal('from-activity'), kind: z.string(), day: calendarDate }),
  z.object({ code: z.literal('recurring'), every: z.int(), unit: z.string() }),
  z.object({
    code: z.literal('own-rhythm'),
    medianGapDays: z.number(),
    silenceDays: z.int(),
    contactDayCount: z.int(),
    isRoughGuess: z.boolean(),
  }),
  z.object({
    code: z.literal('agreed-rhythm'),
    everyDays: z.int(),
    silenceDays: z.int().nullable(),
    source: z.enum(['contact', 'tag', 'importance']),
    sourceName: z.string().nullable(),
  }),
  z.object({ code: z.literal('born'), year: z.int(), month: z.int(), day: z.int() }),
  z.object({ code: z.literal('year-unknown') }),
  z.object({ code: z.literal('since'), year: z.int(), years: z.int() }),
])

const followUpLine = z.object({ followUp, contact: person, reason: todayReason })

/** Whom to contact today, and why. */
export const today = {
  get: query({
    input: z.strictObject({}),
    output: z.object({
      day: calendarDate,
      overdue: z.array(followUpLine.extend({ daysLate: z.int() })),
      today: z.array(followUpLine),
      /** Silence longer than the own or the agreed rhythm; at most 20, `coldCount` has all. */
      cold: z.array(z.object({ contact: person, reason: todayReason })),
      coldCount: z.int(),
      /** Birthdays and other dates of the next 14 days, the nearest 20. */
      dates: z.array(
        z.object({
          id: importantDateId,
          contact: person,
          kind: z.enum(['birthday', 'anniversary', 'other']),
          label: z.string().nullable(),
          day: calendarDate,
          inDays: z.int(),
          /** Turns, or years since; null when the year is not known. */
          years: z.int().nullable(),
          reason: todayReason,
        }),
      ),
      upcoming: z.array(followUpLine),
      upcomingCount: z.int(),
      overdueCount: z.int(),
      todayCount: z.int(),
      /** Acts of today, for the all-done state. */
      doneToday: z.object({ followUps: z.int(), contacts: z.int() }),
      /** When the next reminder is due; null when nothing is planned. */
      nextReminderAt: instant.nullable(),
    }),
  }),
  /** The number beside Today in the navigation: overdue and today. */
  count: query({
    input: z.strictObject({}),
    output: z.object({ due: z.int(), cold: z.int() }),
  }),
}
