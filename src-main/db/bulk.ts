import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { Failure, Result } from '#shared/domain/result.ts'
import { type Bindable, Executor, type Reader, type Transaction } from './executor.ts'
import { installDerived } from './kept-facts/kept-facts.ts'
import { currentSchema } from './migrate.ts'
import { openDatabase, type SqlFunctions } from './open-workspace.ts'
import { Operations } from './operations.ts'
import { forgetSmallTables, putOffIndexes } from './put-off-indexes.ts'
import { type BesideOptions, SearchBeside } from './search/search-beside.ts'
import { beginTextsOf } from './search/search-texts.ts'
import { completeFunctions } from './sql-functions.ts'
import { tableRegistry, type UndoableTableName } from './table-registry.ts'
import { changeAction, type InsertLogging, installUndoTriggers } from './undo/undo-triggers.ts'
import type { Committed, OperationLabel } from './unit-of-work.ts'
import { type OnCommit, UnitRunner } from './unit-runner.ts'

/** Rows of one bulk step: between two steps progress and cancel have their turn. */
export const bulkStep = 20_000

/** Ids of rows that were inserted together, both ends included; `count` 0 when there were none. */
export interface IdRange {
  readonly first: number
  readonly last: number
  readonly count: number
}

/** Writes of a bulk unit of work. */
export interface BulkTransaction extends Transaction {
  /**
   * Says that about so many rows come; where they are most of the table, its indexes can wait.
   * Until the unit ends no row of the table may be deleted then, or refer to one that comes later.
   */
  expect(table: UndoableTableName, rows: number): void
  /** The id that the next row of the table gets. */
  nextId(table: UndoableTableName): number
  /**
   * Says that the contacts a select offers, all made in this unit and with higher ids each time,
   * stay as they are as far as they are searched: their texts may be written meanwhile.
   */
  settled(select: string, ...values: Bindable[]): void
  /**
   * Runs an `insert into <table> … select … order by …` and logs what it added as one range.
   *
   * Ids must be left to SQLite, or count up from `nextId` without a gap; so the select must not
   * offer rows that a constraint ignores.
   */
  insertRange(table: UndoableTableName, sql: string, ...values: Bindable[]): IdRange
}

/** How to open a connection for bulk work in a background thread. */
export interface BulkConnectionOptions {
  readonly file: string
  readonly clock: Pick<Clock, 'now'>
  readonly functions?: SqlFunctions
  readonly onCommit: OnCommit
  /** Page cache; with less, an act on 100,000 contacts writes many pages more than once. */
  readonly cacheMiB?: number
  /** As in `OpenOptions`. */
  readonly sortsOnDisk?: boolean
  /** `triggers` where single rows are inserted as well; bulk imports log by hand, as ranges. */
  readonly insertLogging?: InsertLogging
  /** The thread that may write search texts of many new contacts, and its file; ended by `endBeside`. */
  readonly beside?: BesideOptions | null
}

/** A connection of a background thread. It writes only while the thread holds the gate. */
export interface BulkConnection {
  readonly reader: Reader
  /** The undo log; the caller of `undo` holds the gate, and `insertLogging` is `triggers`. */
  readonly operations: Operations
  /** Makes another database (a staging file) readable as `schema`. */
  attach(file: string, schema: string): void
  /** One unit of work, all or nothing, as `UnitOfWork.run`; the caller holds the gate. */
  execute<T, F extends Failure>(
    context: CallContext,
    label: OperationLabel,
    work: (tx: BulkTransaction) => Result<T, F>,
  ): Result<Committed<T>, F>
  /** Says that about so many contacts come: the thread beside is started where it will be needed. */
  expectContacts(count: number): void
  /** After `close`: nothing is left of the thread beside. */
  endBeside(): Promise<void>
  /** Call it after the gate is released: it moves what is left in the log into the file. */
  close(): void
}

/** Opens a workspace that the main connection has already brought up to date. */
export const openBulkConnection = (options: BulkConnectionOptions): BulkConnection => {
  const database = openDatabase({
    file: options.file,
    cacheMiB: options.cacheMiB ?? 128,
    sortsOnDisk: options.sortsOnDisk ?? false,
    functions: completeFunctions(options.functions),
  })
  const executor = new Executor(database)
  if (database.pragma('user_version', { simple: true }) !== currentSchema) {
    database.close()
    throw new Error('the schema of the workspace is not current')
  }
  // A checkpoint in the middle of a bulk unit would only cost; `close` makes one.
  database.pragma('wal_autocheckpoint=0')
  const { insertLogging = 'by-hand' } = options
  const beside = options.beside ? new SearchBeside(options.beside) : null
  installUndoTriggers(database, insertLogging)
  installDerived(executor)
  const runner = new UnitRunner({
    executor,
    clock: options.clock,
    onCommit: (change) => {
      // While the gate is held: the main connection's next save would do it, and keep pages waiting.
      housekeep(() => database.pragma('wal_checkpoint(PASSIVE)'))
      options.onCommit(change)
    },
    onBegin: forgetSmallTables,
    beside,
  })
  return {
    reader: executor,
    operations: new Operations(executor, runner),
    attach: (file, schema) => {
      executor.runSql(`attach database ? as ${schema}`, file)
    },
    expectContacts: (count) => {
      beside?.expect(count)
      if (beside?.isWarm) database.pragma(`cache_size=-${besideCacheMiB * 1024}`)
    },
    endBeside: async () => beside?.end(),
    execute: (context, label, work) => {
      const result = runner.execute({ context, label }, (tx) =>
        insertLogging === 'by-hand'
          ? loggedByHand({ executor, beside }, tx, work)
          : work(withRanges({ executor, beside }, tx)),
      )
      // A table that has grown tenfold deserves another plan.
      housekeep(() => {
        database.pragma('analysis_limit=400')
        database.pragma('optimize')
      })
      return result
    },
    close: () => {
      housekeep(() => database.pragma('wal_checkpoint(PASSIVE)'))
      database.close()
    },
  }
}

/** Runs `work` and refuses to commit rows that it inserted without logging them. */
const loggedByHand = <T, F extends Failure>(
  parts: BulkParts,
  tx: Transaction,
  work: (tx: BulkTransaction) => Result<T, F>,
): Result<T, F> => {
  const known = sequences(tx)
  const bulk = withRanges(parts, tx, (table, range) => {
    if (range.count > 0) logRange(tx, table, range)
    known.set(table, range.last)
  })
  const result = work(bulk)
  for (const [table, last] of sequences(tx)) {
    if (isUndoable(table) && (known.get(table) ?? 0) !== last) {
      throw new Error(`rows of ${table} were inserted without a log`)
    }
  }
  return result
}

/** The index is written elsewhere then, and that thread needs room as well. */
const besideCacheMiB = 32

interface BulkParts {
  readonly executor: Executor
  readonly beside: SearchBeside | null
}

const withRanges = (
  { executor, beside }: BulkParts,
  tx: Transaction,
  onRange: (table: UndoableTableName, range: IdRange) => void = () => undefined,
): BulkTransaction => ({
  ...tx,
  expect: (table, rows) => putOffIndexes(executor, table, { come: rows, keys: true }),
  nextId: (table) => lastId(tx, table) + 1,
  settled: (sql, ...values) => {
    if (beside?.isWarm) beginTextsOf(executor, beside, { sql, values })
  },
  insertRange: (table, sql, ...values) => {
    const before = lastId(tx, table)
    const { changes: count } = tx.runSql(sql, ...values)
    const range = { first: before + 1, last: lastId(tx, table), count }
    if (range.last - before !== count) throw new Error(`ids of ${table} are not one range`)
    onRange(table, range)
    return range
  },
})

const logRange = (tx: Transaction, table: UndoableTableName, { first, last }: IdRange): void => {
  tx.runSql(
    `insert into changes(operation_id, table_id, row_id, last_row_id, action) values(?, ?, ?, ?, ?)`,
    tx.operationId,
    tableRegistry[table].tableId,
    first,
    last,
    changeAction.insert,
  )
}

const isUndoable = (table: string): boolean =>
  table in tableRegistry &&
  // The line before makes it a key.
  tableRegistry[table as keyof typeof tableRegistry].kind === 'undoable'

const sequences = (reader: Reader): Map<string, number> =>
  new Map(
    reader
      .allSql<{ name: string; seq: number }>('select name, seq from sqlite_sequence')
      .map(({ name, seq }) => [name, seq]),
  )

const lastId = (reader: Reader, table: string): number =>
  reader.firstSql<{ seq: number }>('select seq from sqlite_sequence where name = ?', table)?.seq ??
  0

/** What `inSteps` tells and asks between steps; a job's controls are one. */
export interface StepControls {
  progress(progress: { phase: string; done: number; total: number | null }): void
  /** Throws when the owner asked to stop; the unit rolls back and lets it pass. */
  checkpoint(): void
}

/** Calls `step` with consecutive ranges of 1 … `total`, `bulkStep` long, with a breath between. */
export const inSteps = (
  controls: StepControls,
  { phase, total }: { readonly phase: string; readonly total: number },
  step: (from: number, to: number) => void,
): void => {
  for (let from = 1; from <= total; from += bulkStep) {
    controls.checkpoint()
    controls.progress({ phase, done: from - 1, total })
    step(from, Math.min(from + bulkStep - 1, total))
  }
  controls.progress({ phase, done: total, total })
}

/** Work that may fail, on a full disk: what was committed is committed all the same. */
const housekeep = (work: () => void): void => {
  try {
    work()
  } catch {
    // The next job tries again.
  }
}
