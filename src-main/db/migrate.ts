import type { Database } from 'better-sqlite3'
import { failpoint } from '#main/platform/failpoint.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import type { DatabaseHeader } from './database-header.ts'
import { flushLog } from './flush-log.ts'
import { initial } from './migrations/0001-initial.ts'
import { email } from './migrations/0002-email.ts'
import { applicationId } from './open-workspace.ts'

/** One step of the schema; frozen once released. */
export interface Migration {
  /** The schema's version after the step; steps count up by one. */
  readonly version: number
  /**
   * True when operations of the schema before can still be undone after the step; false makes it
   * a barrier: they stay readable.
   */
  readonly additive: boolean
  readonly sql: string
}

/** All steps, oldest first. */
export const migrations: readonly Migration[] = [initial, email]

/** The version of the schema this Kith writes. */
export const currentSchema = migrations.at(-1)?.version ?? 0

/**
 * The oldest schema whose operations can still be undone: the one right after the last barrier.
 */
export const oldestUndoableSchema = (list: readonly Migration[] = migrations): number =>
  list.findLast((step) => !step.additive)?.version ?? 1

/** Why a file cannot be opened; it was not touched. */
export type SchemaRefusal =
  | Failure<'newer-schema', { readonly found: number; readonly known: number }>
  | Failure<'not-a-workspace', Record<never, never>>

/** Whether this Kith may open a file with that header (null: there is no file yet). */
export const checkHeader = (
  header: DatabaseHeader | null,
  known = currentSchema,
): Result<null, SchemaRefusal> => {
  if (header === null) return ok(null)
  if (header.applicationId !== applicationId) return fail('not-a-workspace', {})
  if (header.schemaVersion > known) {
    return fail('newer-schema', { found: header.schemaVersion, known })
  }
  return ok(null)
}

/** Called with the versions before and after, while the old file is still as it was. */
export type BeforeMigration = (from: number, to: number) => void | Promise<void>

/** What `migrate` works on. */
export interface MigrateOptions {
  readonly database: Database
  /** Makes the backup; called once, and not for a new workspace. */
  readonly beforeMigration?: BeforeMigration | undefined
  readonly steps?: readonly Migration[]
}

/**
 * Brings the schema up to date: one immediate transaction a step, version included, so that a
 * killed migration leaves the old schema or the new one and nothing between.
 */
export const migrate = async (options: MigrateOptions): Promise<void> => {
  const { database, steps = migrations } = options
  // The pragma answers with the number itself.
  const from = database.pragma('user_version', { simple: true }) as number
  const pending = steps.filter((step) => step.version > from)
  const last = pending.at(-1)
  if (last === undefined) return
  if (from > 0) await options.beforeMigration?.(from, last.version)
  for (const step of pending) {
    database
      .transaction(() => {
        database.exec(step.sql)
        failpoint('migration.stepped')
        database.pragma(`application_id=${applicationId}`)
        database.pragma(`user_version=${step.version}`)
        failpoint('migration.before-commit')
      })
      .immediate()
    failpoint('migration.after-commit')
  }
  // Whoever reads the file's header alone, or loses the log, still knows what the file is.
  flushLog(database)
}
