import { z } from 'zod'
import { command, query } from './define.ts'
import { instant } from './values.ts'

/** The running application, its workspace and its host. */
export const app = {
  status: query({
    input: z.strictObject({}),
    output: z.object({
      version: z.string(),
      schemaVersion: z.int(),
      workspace: z.object({
        /** Where the data lies, for the eye. */
        path: z.string(),
        name: z.string(),
        isSample: z.boolean(),
        /** True when the folder seems to be synced by another program. */
        isSynced: z.boolean(),
        bytes: z.int(),
        /**
         * True when the newest changes may be missing: after a crash their log was not there any
         * more. Stays until the workspace was closed once.
         */
        isLogMissing: z.boolean(),
      }),
      /** `damaged` stops writing and offers a backup. */
      health: z.enum(['checking', 'good', 'damaged']),
      isSetUp: z.boolean(),
      lastBackupAt: instant.nullable(),
      nextReminderAt: instant.nullable(),
      /**
       * A move, a restore or the way into or out of the sample that was answered and then could not
       * be done: everything is as it was before. Null again with the next one.
       */
      failedSwitch: z
        .object({
          act: z.enum(['move', 'restore', 'open-sample', 'leave-sample']),
          at: instant,
          /** Where there was no room for it. */
          isDiskFull: z.boolean(),
        })
        .nullable(),
      /** IANA zone of the clock that decides what today is. */
      timeZone: z.string(),
      host: z.object({
        kind: z.enum(['electron', 'loopback']),
        openFolder: z.boolean(),
        nativeMenu: z.boolean(),
        notifications: z.boolean(),
      }),
    }),
  }),
  /** Versions and licences for About. */
  about: query({
    input: z.strictObject({}),
    output: z.object({
      version: z.string(),
      sqlite: z.string(),
      node: z.string(),
      electron: z.string().nullable(),
      packages: z.array(z.object({ name: z.string(), version: z.string(), license: z.string() })),
    }),
  }),
  /** Lines of the log without names, addresses or texts, to copy into a report. */
  diagnostics: query({ input: z.strictObject({}), output: z.object({ text: z.string() }) }),
  /** Opens the workspace's folder in the file manager. */
  openFolder: command({
    undoable: false,
    input: z.strictObject({}),
    output: z.object({}),
    failures: { unsupported: z.object({}) },
  }),
  /** Moves the workspace's folder and goes on there; answers before the `rebuilt` event. */
  moveWorkspace: command({
    undoable: false,
    input: z.strictObject({ path: z.string().min(1).max(2000) }),
    output: z.object({ path: z.string() }),
    failures: {
      'not-absolute': z.object({}),
      'not-empty': z.object({}),
      'not-writable': z.object({}),
      'disk-full': z.object({}),
    },
  }),
  /** Goes over to the sample workspace (its own folder); answers before the `rebuilt` event. */
  openSample: command({
    undoable: false,
    input: z.strictObject({ language: z.enum(['en', 'zh-CN']) }),
    output: z.object({}),
  }),
  /** Back to the owner's workspace; the sample is removed. */
  leaveSample: command({
    undoable: false,
    input: z.strictObject({}),
    output: z.object({}),
    failures: { 'not-sample': z.object({}) },
  }),
}
