import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import { failpoint } from '#main/platform/failpoint.ts'
import type { ChangeEvent } from '#shared/contract/wire.ts'
import type { OperationId } from '#shared/domain/ids.ts'
import type { Failure, Result } from '#shared/domain/result.ts'
import { type ChangeRange, changedTables } from './changed-tables.ts'
import type { Bindable, Compilable, Executor, Transaction, WriteOutcome } from './executor.ts'
import { refreshDerived } from './kept-facts/kept-facts.ts'
import { currentSchema } from './migrate.ts'
import type { SearchBeside } from './search/search-beside.ts'
import type { Committed, OperationLabel } from './unit-of-work.ts'

/** The event of a committed unit before the application numbers it. */
export type CommittedChange = Omit<ChangeEvent, 'seq'>

/** Told after each commit. */
export type OnCommit = (change: CommittedChange) => void

/** What a unit runner needs. */
export interface UnitRunnerParts {
  readonly executor: Executor
  readonly clock: Pick<Clock, 'now'>
  readonly onCommit: OnCommit
  /** Called at the beginning of each unit; what it writes is no part of the operation. */
  readonly onBegin?: (executor: Executor) => void
  /** Writes search texts of many new contacts. */
  readonly beside?: SearchBeside | null
}

/** Who acts, what History calls it, and which operation it takes back. */
export interface UnitHeader {
  readonly context: CallContext
  readonly label: OperationLabel
  readonly undoes?: OperationId | undefined
  /** Asked after the work: whether the operation stays although nothing changed. */
  readonly isKeptEmpty?: () => boolean
}

/**
 * Runs units of work on one connection; the caller holds the write gate.
 *
 * A unit is one operation of History: its row is written first, the triggers log under its id,
 * kept facts and search are refreshed from the log, then everything commits at once.
 */
export class UnitRunner {
  private readonly parts: UnitRunnerParts

  constructor(parts: UnitRunnerParts) {
    this.parts = parts
  }

  /** Like `UnitOfWork.run`, at once. */
  execute<T, F extends Failure = never>(
    header: UnitHeader,
    work: (tx: Transaction) => Result<T, F>,
  ): Result<Committed<T>, F> {
    const { executor } = this.parts
    executor.database.exec('begin immediate')
    try {
      this.parts.onBegin?.(executor)
      return this.executeBegun(header, work)
    } catch (error) {
      // A full disk makes SQLite roll back by itself.
      if (executor.database.inTransaction) executor.database.exec('rollback')
      throw error
    }
  }

  private executeBegun<T, F extends Failure>(
    header: UnitHeader,
    work: (tx: Transaction) => Result<T, F>,
  ): Result<Committed<T>, F> {
    const { database } = this.parts.executor
    const unit = this.open(header)
    const result = work(unit.transaction)
    unit.close()
    if (isPromise(result)) throw new Error('a unit of work must not return a Promise')
    if (!result.ok || (unit.countWrites() === 0 && !header.isKeptEmpty?.())) {
      database.exec('rollback')
      return result.ok ? { ok: true, value: { value: result.value, operationId: null } } : result
    }
    const change = this.finish(header, unit)
    failpoint('unit.before-commit')
    database.exec('commit')
    failpoint('unit.after-commit')
    if (change) this.parts.onCommit(change)
    return { ok: true, value: { value: result.value, operationId: change?.operationId ?? null } }
  }

  private open(header: UnitHeader): OpenUnit {
    const { executor, clock } = this.parts
    const merged = this.findMergeable(header)
    const operationId = merged ?? insertOperation(executor, header, clock.now())
    executor.runSql('insert into temp.current_operation(id) values(?)', operationId)
    const before = totalChanges(executor)
    return {
      operationId,
      isMerged: merged !== undefined,
      ...openTransaction(executor, operationId),
      lastChange: newestChange(executor),
      countWrites: () => totalChanges(executor) - before,
    }
  }

  /** The newest operation, where it was the same kind of edit of the same field just now. */
  private findMergeable({ context, label, undoes }: UnitHeader): OperationId | undefined {
    if (label.mergeKey === undefined || undoes !== undefined) return undefined
    const { executor, clock } = this.parts
    return executor.firstSql<{ id: OperationId }>(
      `select id from operations where id = (select max(id) from operations)
        and merge_key = ? and code = ? and actor = ? and window is ? and undoes is null
        and schema_version = ? and at between ? and ?`,
      label.mergeKey,
      label.code,
      context.actor,
      context.window,
      currentSchema,
      clock.now() - mergeWindowMs,
      clock.now(),
    )?.id
  }

  /** Closes the operation; null when only machinery was written, which leaves no operation. */
  private finish(header: UnitHeader, unit: OpenUnit): OperationChange | null {
    const { executor, clock } = this.parts
    const { operationId } = unit
    const range = changesSince(executor, unit.lastChange)
    // An undo that found nothing to change still has undone its operation.
    if (range === null && header.isKeptEmpty?.()) {
      executor.runSql('delete from temp.current_operation')
      return { type: 'change', operationId, actor: header.context.actor, tables: {} }
    }
    if (range === null) {
      executor.runSql('delete from temp.current_operation')
      if (!unit.isMerged) executor.runSql('delete from operations where id = ?', operationId)
      return null
    }
    const { changed, contactCount } = refreshDerived(executor, range, this.parts.beside ?? null)
    executor.runSql(
      `update operations set first_change = coalesce(first_change, ?), last_change = ?,
        contact_count = max(contact_count, ?), at = ? where id = ?`,
      range.first,
      range.last,
      contactCount,
      clock.now(),
      operationId,
    )
    executor.runSql('delete from temp.current_operation')
    const tables = changedTables(executor, range, changed)
    return { type: 'change', operationId, actor: header.context.actor, tables }
  }
}

/** Edits of one field within this time count and replay as one. */
const mergeWindowMs = 60_000

const insertOperation = (executor: Executor, header: UnitHeader, at: number): OperationId => {
  const { context, label } = header
  const { insertId } = executor.runSql(
    `insert into operations(code, numbers, actor, window, merge_key, at, undoes, schema_version)
      values(?, ?, ?, ?, ?, ?, ?, ?)`,
    label.code,
    JSON.stringify(label.numbers ?? {}),
    context.actor,
    context.window,
    label.mergeKey ?? null,
    at,
    header.undoes ?? null,
    currentSchema,
  )
  // SQLite just made the id of this row.
  return insertId as OperationId
}

type OperationChange = CommittedChange & { readonly operationId: OperationId }

interface OpenUnit {
  readonly operationId: OperationId
  /** True when it goes on with the operation before. */
  readonly isMerged: boolean
  readonly transaction: Transaction
  /** Takes the handle back: whoever kept it cannot write any more. */
  readonly close: () => void
  /** Id of the newest row of `changes` before the unit. */
  readonly lastChange: number
  /** Rows written by the work, triggers included. */
  readonly countWrites: () => number
}

const totalChanges = (executor: Executor): number =>
  executor.firstSql<{ n: number }>('select total_changes() as n')?.n ?? 0

const newestChange = (executor: Executor): number =>
  executor.firstSql<{ id: number | null }>('select max(id) as id from changes')?.id ?? 0

/** The rows a unit added to `changes`, or null when there are none. */
const changesSince = (executor: Executor, before: number): ChangeRange | null => {
  const last = newestChange(executor)
  return last === before ? null : { first: before + 1, last }
}

const openTransaction = (
  executor: Executor,
  operationId: OperationId,
): Pick<OpenUnit, 'transaction' | 'close'> => {
  let isOpen = true
  const handle = (): Executor => {
    if (!isOpen) throw new Error('this unit of work is over')
    return executor
  }
  const transaction = {
    operationId,
    all: <Row>(query: Compilable<Row>): Row[] => handle().all(query),
    first: <Row>(query: Compilable<Row>): Row | undefined => handle().first(query),
    allSql: <Row>(sql: string, ...values: Bindable[]): Row[] => handle().allSql(sql, ...values),
    firstSql: <Row>(sql: string, ...values: Bindable[]): Row | undefined =>
      handle().firstSql(sql, ...values),
    run: (query: Compilable<unknown>): WriteOutcome => handle().run(query),
    runSql: (sql: string, ...values: Bindable[]): WriteOutcome => handle().runSql(sql, ...values),
  }
  // The brand exists only in the type system: only this function makes a Transaction.
  return { transaction: transaction as unknown as Transaction, close: () => (isOpen = false) }
}

const isPromise = (value: unknown): boolean => value instanceof Promise
