import { z } from 'zod'
import { contactSummary, rhythmFacts } from './contact-views.ts'
import { query } from './define.ts'
import { followUp } from './follow-ups.ts'
import { activityId, calendarDate, importantDateId, instant, messageId } from './values.ts'

/** Who a line is about; `contacts.get` has the rest. */
const person = contactSummary.pick({
  id: true,
  kind: true,
  displayName: true,
  givenName: true,
  familyName: true,
  company: true,
})

/** What is to be done; `followUps.list` has the rest. */
const step = followUp.pick({ id: true, title: true, dueDay: true, dueTime: true, priority: true })

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
  /** They wrote. */
  z.object({
    code: z.literal('answered'),
    /** When the mail left that this one answers; null when it answers none of the owner's. */
    answersAt: instant.nullable(),
    /** Planned mails to them that were stopped by it, and when the first of them was due. */
    stoppedCount: z.int(),
    stoppedDueAt: instant.nullable(),
    hasNextStep: z.boolean(),
  }),
])

const followUpLine = z.object({ followUp: step, contact: person, reason: todayReason })

const lineLimit = z.int().min(1).max(500).optional()

/** Whom to contact today, and why. */
export const today = {
  get: query({
    input: z.strictObject({
      /** How many lines of a group at most; 20 when absent. */
      lines: z
        .strictObject({
          answered: lineLimit,
          overdue: lineLimit,
          today: lineLimit,
          cold: lineLimit,
          dates: lineLimit,
          upcoming: lineLimit,
        })
        .optional(),
    }),
    /** Lines up to their limits; the counts have all. */
    output: z.object({
      day: calendarDate,
      /**
       * Who wrote and waits, the newest first: until the owner was in touch, planned a step, or
       * said that no answer is needed.
       */
      answered: z.array(
        z.object({
          id: messageId,
          /** Its entry on the timeline. */
          activityId: activityId.nullable(),
          contact: person,
          subject: z.string(),
          /** How their text begins, one line; empty when there is none. */
          words: z.string(),
          at: instant,
          reason: todayReason,
        }),
      ),
      answeredCount: z.int(),
      overdue: z.array(followUpLine.extend({ daysLate: z.int() })),
      today: z.array(followUpLine),
      /** Silence longer than the own or the agreed rhythm. */
      cold: z.array(
        z.object({ contact: person.extend({ rhythm: rhythmFacts }), reason: todayReason }),
      ),
      coldCount: z.int(),
      /** Birthdays and other dates of the next 14 days, the nearest first. */
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
      datesCount: z.int(),
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
  /** The number beside Today in the navigation: answered, overdue and today. */
  count: query({
    input: z.strictObject({}),
    output: z.object({ due: z.int(), cold: z.int() }),
  }),
}
