import { z } from 'zod'
import { command, query } from './define.ts'
import { instant, jobId, notFound } from './values.ts'

const backupId = z.string().regex(/^[a-z0-9-]{1,80}$/)
const contents = z.object({
  contacts: z.int(),
  activities: z.int(),
  followUps: z.int(),
  lastOperationAt: instant.nullable(),
})

export const backup = z.object({
  id: backupId,
  at: instant,
  bytes: z.int(),
  kind: z.enum(['daily', 'on-quit', 'before-migration', 'before-restore', 'by-hand']),
  contents,
})

/** Verified copies of the workspace. */
export const backups = {
  list: query({
    input: z.strictObject({}),
    output: z.object({
      backups: z.array(backup),
      /** The copy a restore can be taken back to; null when none was made. */
      takeBackId: backupId.nullable(),
    }),
  }),
  /** Makes one now, in the background. */
  create: command({ undoable: false, input: z.strictObject({}), output: z.object({ jobId }) }),
  /** What would be different after a restore. */
  preview: query({
    input: z.strictObject({ id: backupId }),
    output: z.object({ backup, now: contents, operationsLost: z.int() }),
    failures: { 'not-found': notFound, damaged: z.object({}) },
  }),
  /**
   * Puts the workspace back to that backup, after backing up what is there.
   *
   * The application is rebuilt: the answer comes first, then a `rebuilt` event.
   */
  restore: command({
    undoable: false,
    input: z.strictObject({ id: backupId }),
    /** Null when what was there is damaged: it is kept aside, but no restore can bring it back. */
    output: z.object({ takeBackId: backupId.nullable() }),
    failures: { 'not-found': notFound, damaged: z.object({}), 'disk-full': z.object({}) },
  }),
}
