import { z } from 'zod'
import { command, query } from './define.ts'
import { activityId, contactId, emailAccountId, instant, messageId } from './values.ts'

/** A mail that somebody wrote to the owner. */
const answer = z.object({
  id: messageId,
  /** Its entry on the timeline. */
  activityId: activityId.nullable(),
  contact: z.object({ id: contactId, name: z.string() }),
  subject: z.string(),
  /** How their text begins, one line; empty when there is none. */
  words: z.string(),
  at: instant,
  /** Until the owner was in touch, planned a step, or said that no answer is needed. */
  isWaiting: z.boolean(),
})

const syncError = z.enum(['auth', 'tls', 'connect', 'cut', 'protocol', 'no-secret'])

/** Mailboxes: what comes in, read and never changed. */
export const mailboxes = {
  /** How far each account with a mailbox was read. */
  status: query({
    input: z.strictObject({}),
    output: z.object({
      mailboxes: z.array(
        z.object({
          accountId: emailAccountId,
          /** True while it is being read. */
          isReading: z.boolean(),
          /** When the last reading that came to its end began; null before the first. */
          lastSyncAt: instant.nullable(),
          /** Why the last reading failed; null when it did not. */
          lastSyncError: syncError.nullable(),
          lastSyncErrorAt: instant.nullable(),
        }),
      ),
    }),
  }),
  /** What contacts wrote to the owner, the newest first; nothing of programs and lists. */
  answers: query({
    input: z.strictObject({
      /** Only the newest mail of each who waits for an answer. */
      onlyWaiting: z.boolean().optional(),
      limit: z.int().min(1).max(200).optional(),
      after: z.string().max(200).optional(),
    }),
    output: z.object({
      answers: z.array(answer),
      nextCursor: z.string().nullable(),
      /** How many people wait for an answer. */
      waitingCount: z.int(),
    }),
    failures: { 'bad-cursor': z.object({}) },
  }),
  /** Reads every mailbox now; answers when that is done, or after ten seconds. */
  sync: command({
    undoable: false,
    input: z.strictObject({}),
    output: z.object({
      /** False when it still goes on. */
      isDone: z.boolean(),
      failed: z.array(z.object({ accountId: emailAccountId, error: syncError })),
    }),
  }),
}
