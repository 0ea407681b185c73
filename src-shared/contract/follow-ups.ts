import { z } from 'zod'
import { command, query } from './define.ts'
import {
  activityId,
  calendarDate,
  contactId,
  done,
  followUpId,
  instant,
  line,
  notFound,
  text,
  wallTime,
} from './values.ts'

/**
 * `fixed` counts from the planned day, `after-completion` from the day it was done.
 */
export const recurrence = z.strictObject({
  mode: z.enum(['fixed', 'after-completion']),
  every: z.int().min(1).max(1000),
  unit: z.enum(['day', 'week', 'month', 'year']),
})
/** 0 normal, 1 important, 2 urgent. */
const priority = z.int().min(0).max(2)

export const followUp = z.object({
  id: followUpId,
  contact: z.object({ id: contactId, name: z.string(), companyName: z.string().nullable() }),
  title: z.string(),
  reason: z.string().nullable(),
  dueDay: calendarDate,
  dueTime: wallTime.nullable(),
  timeZone: z.string().nullable(),
  firstDueDay: calendarDate,
  snoozeCount: z.int(),
  priority,
  recurrence: recurrence.nullable(),
  status: z.enum(['open', 'done', 'skipped']),
  completedAt: instant.nullable(),
  outcome: z.string().nullable(),
})

const planned = {
  title: line(300),
  reason: line(500).nullable(),
  dueDay: calendarDate,
  dueTime: wallTime.nullable(),
  priority,
  recurrence: recurrence.nullable(),
}
const notOpen = z.object({ status: z.enum(['done', 'skipped']) })

/** Next steps: what is planned with whom, and when. */
export const followUps = {
  list: query({
    input: z.strictObject({
      contactId: contactId.optional(),
      status: z.enum(['open', 'done', 'skipped']).optional(),
      dueTo: calendarDate.optional(),
      limit: z.int().min(1).max(200).optional(),
    }),
    output: z.object({ followUps: z.array(followUp) }),
  }),
  create: command({
    undoable: true,
    input: z.strictObject({ contactId, title: planned.title, dueDay: planned.dueDay }).extend(
      z
        .object({
          reason: planned.reason,
          dueTime: planned.dueTime,
          priority,
          recurrence: planned.recurrence,
        })
        .partial().shape,
    ),
    output: done.extend({ id: followUpId }),
    failures: { 'not-found': notFound },
  }),
  update: command({
    undoable: true,
    input: z.strictObject({ id: followUpId }).extend(z.object(planned).partial().shape),
    output: done,
    failures: { 'not-found': notFound, 'not-open': notOpen },
  }),
  /** Later: moves the day, counts the move, remembers the first day. */
  snooze: command({
    undoable: true,
    input: z.strictObject({
      id: followUpId,
      dueDay: calendarDate,
      dueTime: wallTime.nullable().optional(),
    }),
    output: done,
    failures: { 'not-found': notFound, 'not-open': notOpen },
  }),
  /** Done: closes it, logs what happened, plans the next one (asked for, or by recurrence). */
  complete: command({
    undoable: true,
    input: z.strictObject({
      id: followUpId,
      outcome: line(300).optional(),
      /** Logs an activity of this kind; a note that it is done when absent. */
      log: z
        .strictObject({
          kind: z.enum(['call', 'meeting', 'message', 'note']),
          body: text(20_000).optional(),
        })
        .optional(),
      nextStep: z
        .strictObject({ title: line(300), dueDay: calendarDate, dueTime: wallTime.optional() })
        .optional(),
    }),
    output: done.extend({
      activityId: activityId.nullable(),
      /** The next one, by recurrence or as asked. */
      nextFollowUpId: followUpId.nullable(),
      /** True when nothing is planned with this contact any more: the screen asks for it. */
      nothingPlanned: z.boolean(),
    }),
    failures: { 'not-found': notFound, 'not-open': notOpen },
  }),
  /** Not done and not needed; a recurring one goes on. */
  skip: command({
    undoable: true,
    input: z.strictObject({ id: followUpId }),
    output: done.extend({ nextFollowUpId: followUpId.nullable() }),
    failures: { 'not-found': notFound, 'not-open': notOpen },
  }),
  delete: command({
    undoable: true,
    input: z.strictObject({ id: followUpId }),
    output: done,
    failures: { 'not-found': notFound },
  }),
}
