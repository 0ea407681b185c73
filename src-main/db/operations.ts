import type { Selectable } from 'kysely'
import type { CallContext } from '#main/platform/call-context.ts'
import type { ContactId, OperationId } from '#shared/domain/ids.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import type { Executor, Transaction } from './executor.ts'
import { oldestUndoableSchema } from './migrate.ts'
import { bringBackCode } from './root-act.ts'
import type { OperationsTable } from './schema.ts'
import { nothingToUndo, planUndo, type UndoPlan } from './undo/undo-plan.ts'
import {
  type BlockedRow,
  clearPlan,
  installUndoPlan,
  type UndoConflict,
} from './undo/undo-plan-state.ts'
import { type OnReplayed, RowBlocked, replayBackwards } from './undo/undo-replay.ts'
import { readUndoSchema, type UndoSchema } from './undo/undo-schema.ts'
import { relink } from './undo/undo-settled.ts'
import { completeWholes } from './undo/undo-wholes.ts'
import type { Committed } from './unit-of-work.ts'
import type { UnitRunner } from './unit-runner.ts'

export type { UndoConflict } from './undo/undo-plan-state.ts'

/** One operation as it is stored. */
export type StoredOperation = Readonly<Selectable<OperationsTable>>

/** What to undo, and what was decided about its conflicts. */
export interface UndoRequest {
  readonly context: CallContext
  readonly id: OperationId
  /**
   * Of a deletion: brings back only these contacts with what belongs to them, as an act of its own;
   * the deletion stays what it is. Those that it no longer keeps away are left out.
   */
  readonly contactIds?: readonly ContactId[] | undefined
  /** Keys of conflicts to take back anyway; all others keep what is there now. */
  readonly takeBack?: readonly string[] | undefined
  /** Goes on although there are conflicts. */
  readonly isDecided?: boolean | undefined
  /** Told between the steps of a long undo; may throw to stop it. */
  readonly onReplayed?: OnReplayed | undefined
}

/** Something that happened outside of Kith: mail that left, or that came in. */
export type Fact = 'left-the-house' | 'came-in'

/** Why nothing was undone. */
export type UndoRefusal =
  | Failure<'not-found', { readonly what: string }>
  | Failure<'already-undone', { readonly undoneBy: OperationId }>
  | Failure<'not-undoable', { readonly reason: Fact | 'older-schema' }>
  | Failure<'conflicts', { readonly conflicts: readonly UndoConflict[] }>

/** Operations of older schemas than this can be read, not undone. */
export const oldestUndoable = (): number => oldestUndoableSchema()

/** Attempts to plan around taken unique values before an undo is given up as a bug. */
const maxAttempts = 100

/** Undoes operations of one connection. Whoever calls `undo` holds the write gate. */
export class Operations {
  private readonly executor: Executor
  private readonly runner: UnitRunner
  private readonly schema: UndoSchema

  constructor(executor: Executor, runner: UnitRunner) {
    this.executor = executor
    this.runner = runner
    this.schema = readUndoSchema(executor.database)
    installUndoPlan(executor)
  }

  find(id: OperationId): StoredOperation | undefined {
    return this.executor.firstSql<StoredOperation>('select * from operations where id = ?', id)
  }

  /** The undo that holds at present, when the operation is undone. */
  undoneBy(id: OperationId): StoredOperation | undefined {
    return this.executor
      .allSql<StoredOperation>('select * from operations where undoes = ? order by id desc', id)
      .find((undo) => this.undoneBy(undo.id) === undefined)
  }

  /** Why the operation cannot be undone at all; undefined when it can. */
  refusal(operation: StoredOperation): UndoRefusal | undefined {
    const undoneBy = this.undoneBy(operation.id)
    if (undoneBy) return { code: 'already-undone', data: { undoneBy: undoneBy.id } }
    const fact = factOf(operation)
    if (fact !== null) return { code: 'not-undoable', data: { reason: fact } }
    return operation.schema_version < oldestUndoable()
      ? { code: 'not-undoable', data: { reason: 'older-schema' } }
      : undefined
  }

  /** Whether anything was changed after it; only then an undo can meet conflicts. */
  isFollowed({ last_change }: StoredOperation): boolean {
    const later = 'select 1 from changes where id > ? limit 1'
    return last_change !== null && this.executor.firstSql(later, last_change) !== undefined
  }

  /** What an undo of the operation would meet now. */
  conflictsOf(id: OperationId, contactIds?: readonly ContactId[]): readonly UndoConflict[] {
    const operation = this.find(id)
    const conflicts = operation ? this.plan(operation, { contactIds }).conflicts : []
    clearPlan(this.executor)
    return conflicts
  }

  /**
   * Undoes one operation as a new one; undoing that one is the redo.
   *
   * With conflicts nothing happens unless they were decided; then those not in `takeBack` keep
   * what is there. Without any there is a new operation
   * even when nothing had to change; null means that all of it was kept. The value counts the
   * contacts that were brought back by name.
   */
  undo(request: UndoRequest): Result<Committed<number>, UndoRefusal> {
    const operation = this.find(request.id)
    if (!operation) return fail('not-found', { what: 'operation' })
    const refusal = this.refusal(operation)
    if (refusal) return { ok: false, error: refusal }
    const blocked: BlockedRow[] = []
    while (blocked.length < maxAttempts) {
      try {
        return this.attempt(operation, request, blocked)
      } catch (error) {
        if (!(error instanceof RowBlocked)) throw error
        blocked.push(error.row)
      } finally {
        clearPlan(this.executor)
      }
    }
    throw new Error('undo cannot be clean')
  }

  private attempt(
    operation: StoredOperation,
    request: UndoRequest,
    blocked: readonly BlockedRow[],
  ): Result<Committed<number>, UndoRefusal> {
    const { executor, schema } = this
    const { context, takeBack, contactIds, isDecided, onReplayed } = request
    let isClean = false
    const header =
      contactIds === undefined
        ? { ...undoHeader(operation), context, isKeptEmpty: () => isClean }
        : { label: { code: bringBackCode }, context }
    return this.runner.execute(header, (tx) => {
      const { conflicts, source, contactCount } = this.plan(operation, {
        takeBack,
        contactIds,
        blocked,
      })
      if (conflicts.length > 0 && !isDecided) return fail('conflicts', { conflicts })
      isClean = conflicts.length === 0
      const range = rangeOf(operation)
      if (range) {
        replayBackwards(executor, schema, { range, source, onReplayed })
        relink(executor, schema)
        completeWholes(executor, schema)
      }
      if (contactIds !== undefined) nameBroughtBack(tx, operation.id, contactCount)
      return ok(contactCount)
    })
  }

  private plan(
    operation: StoredOperation,
    decisions: Pick<UndoRequest, 'takeBack' | 'contactIds'> & { blocked?: readonly BlockedRow[] },
  ): UndoPlan {
    const range = rangeOf(operation)
    if (!range) return nothingToUndo
    const { takeBack = [], blocked = [], contactIds } = decisions
    const request = { operation: operation.id, range, takeBack, blocked, contactIds }
    return planUndo(this.executor, this.schema, request)
  }
}

const undoHeader = ({ id, undoes }: StoredOperation) => ({
  label: { code: undoes === null ? 'history.undo' : 'history.redo' },
  undoes: id,
})

/** How many come back turns out while the unit runs. */
const nameBroughtBack = (tx: Transaction, deletion: OperationId, count: number): void => {
  const numbers = JSON.stringify({ deletion, count })
  tx.runSql('update operations set numbers = ? where id = ?', numbers, tx.operationId)
}

const facts: Readonly<Record<string, Fact>> = {
  // A mail that was accepted by a server cannot be called back.
  'emails.sent': 'left-the-house',
  // Mail that came in lies in the mailbox and is not read again: without it here, whatever stopped
  // for an answer would leave.
  'mailboxes.sync': 'came-in',
}

/** What an operation wrote down rather than did: nothing takes it back, its line stays. */
export const factOf = ({ code }: Pick<StoredOperation, 'code'>): Fact | null => facts[code] ?? null

const rangeOf = ({ first_change, last_change }: StoredOperation) =>
  first_change === null || last_change === null ? null : { first: first_change, last: last_change }
