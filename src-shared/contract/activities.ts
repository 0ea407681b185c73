import { z } from 'zod'
import { command, query } from './define.ts'
import {
  activityId,
  activityKind,
  basedOn,
  calendarDate,
  changedElsewhere,
  contactId,
  done,
  emailId,
  followUpId,
  instant,
  line,
  messageId,
  notFound,
  text,
  wallTime,
} from './values.ts'

const loggable = z.enum(['call', 'meeting', 'message', 'note'])
const direction = z.enum(['in', 'out'])
/** When something happened: from 1900 to 2199, so that it has a day in every zone. */
const happened = z.int().min(-2_208_988_800_000).max(7_258_118_399_999)

/** What the line of a mail shows beside the first lines of its text. */
const mailLine = z.object({
  id: messageId,
  subject: z.string(),
  /** The mail as it was written here; null when it was written elsewhere. */
  emailId: emailId.nullable(),
  /** It could not be delivered. */
  hasBounced: z.boolean(),
  /** It asks for no more mail, and for no answer. */
  asksForNoMore: z.boolean(),
  /** There is more text than the line has. */
  hasMore: z.boolean(),
})

export const activity = z.object({
  id: activityId,
  contactId,
  kind: activityKind,
  at: instant,
  day: calendarDate,
  direction: direction.nullable(),
  durationMinutes: z.int().nullable(),
  /** Of a mail the first lines. */
  body: z.string().nullable(),
  outcome: z.string().nullable(),
  /**
   * Of a sent mail: they answered. Of one that came: the owner was in touch since, or said that no
   * answer is needed.
   */
  isAnswered: z.boolean(),
  mail: mailLine.nullable(),
  /** The next step whose completion logged this. */
  followUp: z.object({ id: followUpId, title: z.string() }).nullable(),
})

/** A next step as the quick log reads it out of a text. */
const readNextStep = z.object({
  title: z.string(),
  dueDay: calendarDate,
  dueTime: wallTime.nullable(),
})

/** The one timeline. */
export const activities = {
  list: query({
    input: z.strictObject({
      contactId,
      kinds: z.array(activityKind).min(1).optional(),
      search: z.string().max(200).optional(),
      limit: z.int().min(1).max(200).optional(),
      after: z.string().max(200).optional(),
    }),
    output: z.object({ activities: z.array(activity), nextCursor: z.string().nullable() }),
    failures: { 'bad-cursor': z.object({}) },
  }),
  /** The whole text of a mail on the timeline. */
  mail: query({
    input: z.strictObject({ id: activityId }),
    output: z.object({
      id: messageId,
      contactId,
      direction,
      fromAddress: z.string(),
      toAddress: z.string(),
      subject: z.string(),
      body: z.string(),
      at: instant,
      isAnswered: z.boolean(),
    }),
    failures: { 'not-found': notFound },
  }),
  /** What `log` would understand, without saving anything. */
  preview: query({
    input: z.strictObject({
      text: text(20_000),
      kind: loggable.optional(),
      /** True when the whole text is a next step and nothing of it is logged. */
      isStep: z.boolean().optional(),
    }),
    output: z.object({ body: z.string(), nextStep: readNextStep.nullable() }),
  }),
  log: command({
    undoable: true,
    input: z.strictObject({
      contactId,
      kind: loggable,
      body: text(20_000).optional(),
      /** Now when absent. */
      at: happened.optional(),
      direction: direction.optional(),
      durationMinutes: z.int().min(0).max(10_080).optional(),
      outcome: line(300).optional(),
      /** Planned in the same operation. */
      nextStep: z
        .strictObject({ title: line(300), dueDay: calendarDate, dueTime: wallTime.optional() })
        .optional(),
    }),
    output: done.extend({ id: activityId, followUpId: followUpId.nullable() }),
    failures: { 'not-found': notFound },
  }),
  update: command({
    undoable: true,
    input: z.strictObject({
      id: activityId,
      kind: loggable.optional(),
      body: text(20_000).nullable().optional(),
      at: happened.optional(),
      direction: direction.nullable().optional(),
      durationMinutes: z.int().min(0).max(10_080).nullable().optional(),
      outcome: line(300).nullable().optional(),
      /** Of a mail that came: true when no answer is needed any more. */
      isAnswered: z.boolean().optional(),
      /** Of the body. */
      basedOn: basedOn(20_000).optional(),
    }),
    output: done,
    failures: { 'not-found': notFound, 'changed-elsewhere': changedElsewhere },
  }),
  delete: command({
    undoable: true,
    input: z.strictObject({ id: activityId }),
    output: done,
    failures: { 'not-found': notFound },
  }),
}
