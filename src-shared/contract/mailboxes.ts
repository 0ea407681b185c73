import { z } from 'zod'
import { command, query } from './define.ts'
import { emailAccountId, instant } from './values.ts'

const syncError = z.enum(['auth', 'tls', 'connect', 'protocol', 'no-secret'])

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
