import { z } from 'zod'
import { contactSelection } from './contacts.ts'
import { command, query } from './define.ts'
import { emailReason, emailState, holdAllReasons } from './email-states.ts'
import { attachment, email, emailLine } from './email-views.ts'
import {
  calendarDate,
  contactId,
  done,
  emailAccountId,
  emailId,
  fileHandle,
  followUpId,
  instant,
  messageId,
  notFound,
  text,
} from './values.ts'

/** Where mails are, as the outbox shows them; `stopped` are those drafts that an answer stopped. */
const emailGroup = z.enum([
  'drafts',
  'stopped',
  'uncertain',
  'held',
  'scheduled',
  'sending',
  'failed',
  'sent',
])

/** Of all that is scheduled: one line for the mails of a batch that wait alike. */
const together = z.boolean().optional()

const emailPage = z.object({ emails: z.array(emailLine), nextCursor: z.string().nullable() })

/** A local day that exists and a time, of these two centuries. */
const wallDateTime = z
  .string()
  .regex(/^2[01]\d{2}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/)
  .refine((wall) => calendarDate.safeParse(wall.slice(0, 10)).success, 'no such day')

/** So far ahead a mail is planned in days. */
export const mostDaysAhead = 365

/** When a mail is to leave. */
const when = z.discriminatedUnion('kind', [
  /** After the ten seconds in which it can be taken back. */
  z.strictObject({ kind: z.literal('now') }),
  /** A time picked by hand; quiet hours do not bind it. */
  z.strictObject({ kind: z.literal('at'), wall: wallDateTime, timeZone: z.string().max(60) }),
  /** So many days from now at this hour, unless they answer before. */
  z.strictObject({ kind: z.literal('in-days'), days: z.int().min(1).max(mostDaysAhead) }),
  /** The next working morning where the recipient lives. */
  z.strictObject({ kind: z.literal('next-morning') }),
])

const written = {
  accountId: emailAccountId.nullable(),
  toAddress: z.string().max(254).nullable(),
  subject: z.string().max(300),
  /** Limited HTML with merge fields. */
  body: text(200_000),
}

/** What stands in the way of a mail, or should be looked at first. */
const check = z.object({
  code: z.enum([
    'no-account',
    'no-address',
    'bad-address',
    'hard-bounce',
    'suppressed',
    'do-not-contact',
    'wish-in-bin',
    'empty-subject',
    'empty-body',
    'missing-field',
    'unknown-field',
    'bad-template',
    'forgotten-attachment',
    'picture-gone',
    'quiet-hours',
    'past',
    'too-large',
    'gmail-bulk',
    'same-address',
    'answers-unknown',
  ]),
  /** False for a hint that does not hold the mail back. */
  isBlocking: z.boolean(),
  /**
   * The field of `missing-field` and `unknown-field`, of `bad-template` if one is to blame; of `same-address` who gets the mail already; of `suppressed`
   * where they asked for no more mail, if at another address.
   */
  field: z.string().nullable(),
  /** Of `too-large`: what the files have together, and may have. */
  size: z.object({ bytes: z.int(), maxBytes: z.int() }).optional(),
})
/** So many mails are acted on at once. */
export const mostMailsAtOnce = 100_000
const leaving = { firstAt: instant.nullable(), lastAt: instant.nullable() }
const manyMails = z.array(emailId).min(1).max(mostMailsAtOnce)
/** Does the same to every draft of the mail's batch. */
const wholeBatch = z.boolean().optional()
/** Also to somebody who is to get no mail: the owner was asked. */
const anyway = z.boolean().optional()
/** Also where several people of a batch share an address; else one mail goes there. */
const toEach = z.boolean().optional()
const notDraft = z.object({ state: emailState })
const checks = z.object({ checks: z.array(check.extend({ emailId })) })

/** Follow-up mails: written now, leaving once, and stopped when the person answers. */
export const emails = {
  get: query({
    input: z.strictObject({ id: emailId }),
    output: z.object({ email }),
    failures: { 'not-found': notFound },
  }),
  /** Mails by where they are; the groups of the outbox page, or the drafts. */
  list: query({
    input: z.strictObject({
      group: emailGroup,
      contactId: contactId.optional(),
      /** Only those that were written together with that one. */
      batch: z.string().max(40).optional(),
      together,
      limit: z.int().min(1).max(200).optional(),
      after: z.string().max(200).optional(),
    }),
    output: emailPage,
    failures: { 'bad-cursor': z.object({}) },
  }),
  /** The first pages of several groups at once, in their order. */
  groups: query({
    input: z.strictObject({
      groups: z
        .array(
          z.strictObject({
            group: emailGroup,
            together,
            limit: z.int().min(1).max(200).optional(),
          }),
        )
        .min(1)
        .max(20),
    }),
    output: z.object({ pages: z.array(emailPage) }),
  }),
  /** What waits of a batch: all that will leave, the first of them, and who is to get none. */
  batch: query({
    input: z.strictObject({ batch: z.string().max(40), state: z.enum(['waiting', 'deferred']) }),
    output: z.object({
      line: emailLine.nullable(),
      mails: z.array(z.object({ id: emailId, name: z.string() })),
      stopped: z.array(emailLine),
    }),
  }),
  /** Mails of the last month that were stopped by a wish which counts no more. */
  stopped: query({
    input: z.strictObject({}),
    output: z.object({ emails: z.array(emailLine) }),
  }),
  /** Mails to somebody that have not left, those that wait for the owner first. */
  pending: query({
    input: z.strictObject({ contactId, limit: z.int().min(1).max(200).optional() }),
    output: z.object({ emails: z.array(emailLine) }),
  }),
  /** Mails that were due while nothing could leave, and wait for the owner's word: up to a limit. */
  overdue: query({
    input: z.strictObject({}),
    output: z.object({ ids: z.array(emailId).max(mostMailsAtOnce) }),
  }),
  /** How many mails are where, when the next one leaves, and whether anything leaves at all. */
  outbox: query({
    input: z.strictObject({}),
    output: z.object({
      counts: z.object({
        drafts: z.int(),
        /** Of the drafts, those that an answer stopped. */
        stopped: z.int(),
        uncertain: z.int(),
        held: z.int(),
        scheduled: z.int(),
        sending: z.int(),
        failed: z.int(),
        sentToday: z.int(),
      }),
      nextAt: instant.nullable(),
      isSwitchedOn: z.boolean(),
      /** Set when the workspace was restored or copied and nothing leaves before a confirmation. */
      holdAll: z.enum(holdAllReasons).nullable(),
      isLocked: z.boolean(),
    }),
  }),
  /** A new draft to one contact. */
  create: command({
    undoable: true,
    input: z
      .strictObject({
        contactId,
        followUpId: followUpId.optional(),
        answersMessageId: messageId.optional(),
        /** Begins with the text and files of that draft and belongs to its batch from now on. */
        like: emailId.optional(),
      })
      .extend(z.object(written).partial().shape),
    output: done.extend({ id: emailId }),
    failures: { 'not-found': notFound },
  }),
  /** The same text to each of a selection, as mails of their own. */
  createMany: command({
    undoable: true,
    input: z.strictObject({ selection: contactSelection }).extend({
      accountId: written.accountId,
      subject: written.subject,
      body: written.body,
    }),
    output: done.extend({ ids: z.array(emailId) }),
    failures: {
      'not-found': notFound,
      'too-many': z.object({ max: z.int(), found: z.int() }),
      nobody: z.object({}),
    },
  }),
  update: command({
    undoable: true,
    input: z.strictObject({ id: emailId, wholeBatch }).extend(z.object(written).partial().shape),
    output: done,
    failures: { 'not-found': notFound, 'not-draft': notDraft },
  }),
  /** Puts an uploaded file to a draft; a picture inside the text gets a content id. */
  attach: command({
    undoable: true,
    input: z.strictObject({
      id: emailId,
      file: fileHandle,
      isInline: z.boolean().optional(),
      wholeBatch,
    }),
    output: done.extend({ attachment }),
    failures: {
      'not-found': notFound,
      'not-draft': notDraft,
      'no-such-file': z.object({}),
      /** Mail programs show PNG, JPEG, GIF and WebP inside a text. */
      'not-a-picture': z.object({}),
      'too-large': z.object({ maxBytes: z.int() }),
    },
  }),
  detach: command({
    undoable: true,
    input: z.strictObject({ id: emailId, hash: z.string().max(64), wholeBatch }),
    output: done,
    failures: { 'not-found': notFound, 'not-draft': notDraft },
  }),
  delete: command({
    undoable: true,
    input: z.strictObject({ id: emailId, wholeBatch }),
    output: done,
    failures: { 'not-found': notFound, 'not-draft': notDraft },
  }),
  /** Throws drafts away, all of them or none. */
  deleteMany: command({
    undoable: true,
    input: z.strictObject({ ids: manyMails }),
    output: done.extend({ deleted: z.int() }),
    failures: { 'not-found': notFound, 'not-draft': notDraft },
  }),
  /** The mail as this contact will see it, and what stands in its way. */
  preview: query({
    input: z.strictObject({
      contactId,
      /** The draft whose pictures stand in the text. */
      id: emailId.optional(),
      accountId: emailAccountId.nullable(),
      toAddress: z.string().max(254).nullable().optional(),
      subject: written.subject,
      body: written.body,
      /** For the check of forgotten attachments. */
      attachmentCount: z.int().min(0).optional(),
      when: when.optional(),
    }),
    output: z.object({
      from: z.string().nullable(),
      to: z.string().nullable(),
      subject: z.string(),
      /** The page that leaves; pictures of the text as `data:` addresses. */
      html: z.string(),
      text: z.string(),
      checks: z.array(check),
      /** When it would leave. */
      leavesAt: instant.nullable(),
    }),
    failures: { 'not-found': notFound },
  }),
  /** What stands in the way of drafts, for those where anything does; hints included. */
  check: query({
    input: z.strictObject({
      ids: z.array(emailId).min(1).max(1000),
      when: when.optional(),
      toEach,
    }),
    output: checks.extend({
      /** When the first of those that may leave would. */
      leavesAt: instant.nullable(),
    }),
    failures: { 'not-found': notFound },
  }),
  /** A picture of a draft's text as a `data:` address. */
  picture: query({
    input: z.strictObject({ id: emailId, hash: z.string().max(64) }),
    output: z.object({ url: z.string() }),
    failures: { 'not-found': notFound },
  }),
  /**
   * Lets drafts go out at a time, and gives what waits another one; those with a blocking check
   * stay as they are and are listed; `lastAt` is about when the last leaves, within limits.
   */
  schedule: command({
    undoable: true,
    input: z.strictObject({
      ids: manyMails,
      when,
      /** `as-before` leaves to each what it waited for. */
      unlessAnswered: z.union([z.boolean(), z.literal('as-before')]).optional(),
      toEach,
    }),
    output: done.extend({ scheduled: z.int(), ...leaving }),
    failures: { 'not-found': notFound, 'not-draft': notDraft, 'not-ready': checks },
  }),
  /** Takes mails that have not left back to drafts. */
  cancel: command({
    undoable: true,
    input: z.strictObject({ ids: manyMails }),
    output: done.extend({ cancelled: z.int() }),
    failures: { 'has-left': z.object({ ids: z.array(emailId) }) },
  }),
  /** Decides about mails that wait for the owner: held, overdue, failed or not sure. */
  decide: command({
    undoable: false,
    input: z.strictObject({
      ids: manyMails,
      /**
       * `release` lets held and failed ones go on; `resend` sends a doubtful one again, the same
       * bytes under the same Message-ID; `arrived` notes that it did; `dismiss` lets it rest.
       */
      decision: z.enum(['release', 'resend', 'arrived', 'dismiss']),
    }),
    output: z.object({ decided: z.int() }),
    failures: { 'not-found': notFound, 'not-decidable': z.object({ state: emailState }) },
  }),
  /** One mail to the owner's own address, with the text of the draft. */
  sendTest: command({
    undoable: false,
    input: z.strictObject({ id: emailId }),
    output: z.object({}),
    failures: {
      'not-found': notFound,
      'no-account': z.object({}),
      'no-secret': z.object({}),
      'secrets-locked': z.object({}),
      'not-sent': z.object({ reason: emailReason, reply: z.string().nullable() }),
    },
  }),
  /** The switch that stops everything, and lets it go again. */
  switch: command({
    undoable: false,
    input: z.strictObject({ isOn: z.boolean() }),
    output: z.object({}),
  }),
  /** After a restore, a copy or a jump of the clock: what was held may leave. */
  releaseAll: command({
    undoable: false,
    input: z.strictObject({}),
    output: z.object({ released: z.int() }),
  }),
  /** The mail as an `.eml` file for the owner's own mail program; a handle to download. */
  asFile: command({
    undoable: false,
    input: z.strictObject({ id: emailId, anyway }),
    output: z.object({ file: fileHandle, name: z.string() }),
    failures: { 'not-found': notFound, 'not-wanted': check },
  }),
  /** The owner sent it with another program: it stands on the timeline as sent. */
  markSent: command({
    undoable: true,
    input: z.strictObject({ id: emailId, anyway }),
    output: done,
    failures: { 'not-found': notFound, 'not-draft': notDraft, 'not-wanted': check },
  }),
}
