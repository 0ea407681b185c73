import type { Database } from 'better-sqlite3'
import type { Clock } from '#main/platform/clock.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import { readHeader } from './database-header.ts'
import { Executor, type Reader } from './executor.ts'
import { flushLog } from './flush-log.ts'
import { installDerived } from './kept-facts/kept-facts.ts'
import { type BeforeMigration, checkHeader, migrate, type SchemaRefusal } from './migrate.ts'
import { openDatabase, type SqlFunctions } from './open-workspace.ts'
import { Operations } from './operations.ts'
import { completeFunctions } from './sql-functions.ts'
import { installUndoTriggers } from './undo/undo-triggers.ts'
import { createUnitOfWork, type UnitOfWork } from './unit-of-work.ts'
import { type OnCommit, UnitRunner } from './unit-runner.ts'
import type { WriteGate } from './write-gate.ts'

/** How to open the main connection of a workspace. */
export interface WorkspaceConnectionOptions {
  /** Path of `workspace.db`; made when it is missing. */
  readonly file: string
  readonly gate: WriteGate
  readonly clock: Clock
  /** Functions that kept facts and search call; see `sql-functions.ts`. */
  readonly functions?: SqlFunctions
  /** Told after each commit. */
  readonly onCommit: OnCommit
  /** Makes the verified backup before the schema of an existing workspace changes. */
  readonly beforeMigration?: BeforeMigration
}

/** The main connection: reads, and small writes behind the gate. */
export interface WorkspaceConnection {
  readonly reader: Reader
  /** For machinery tables, which no unit of work covers; write only with the gate held. */
  readonly executor: Executor
  readonly unitOfWork: UnitOfWork
  /** The undo log; whoever undoes holds the gate. */
  readonly operations: Operations
  /** Moves all that stands in the log into the file; false when that could not be done. */
  flush(): boolean
  close(): void
}

/**
 * Opens a workspace's database, brings its schema up to date and makes its undo log ready.
 *
 * A newer file, or one that is no workspace, is refused untouched.
 */
export const openWorkspaceConnection = async (
  options: WorkspaceConnectionOptions,
): Promise<Result<WorkspaceConnection, SchemaRefusal>> => {
  const allowed = checkHeader(readHeader(options.file))
  if (!allowed.ok) return allowed
  const database = openDatabase({
    file: options.file,
    functions: completeFunctions(options.functions),
  })
  try {
    await migrate({ database, beforeMigration: options.beforeMigration })
    return ok(connect(database, options))
  } catch (error) {
    database.close()
    throw error
  }
}

const connect = (database: Database, options: WorkspaceConnectionOptions): WorkspaceConnection => {
  const executor = new Executor(database)
  installUndoTriggers(database)
  installDerived(executor)
  const runner = new UnitRunner({ executor, clock: options.clock, onCommit: options.onCommit })
  return {
    reader: executor,
    executor,
    unitOfWork: createUnitOfWork(runner, options.gate),
    operations: new Operations(executor, runner),
    flush: () => flushLog(database),
    close: () => {
      try {
        database.pragma('analysis_limit=400')
        database.pragma('optimize')
      } catch {
        // Statistics are worth nothing on a damaged file, which must still close to be restored.
      } finally {
        database.close()
      }
    },
  }
}
