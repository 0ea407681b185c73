import type { Operations, StoredOperation, UndoRefusal } from '#main/db/operations.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import type { OperationId } from '#shared/domain/ids.ts'
import { fail, ok, type Result } from '#shared/domain/result.ts'
import type { HistoryRepository } from './history.repository.ts'
import type { OperationViews } from './operation-views.ts'
import type { UndoJobInput, UndoRuns, UndoSize } from './undo-runs.ts'

interface HistoryDependencies {
  readonly repository: HistoryRepository
  readonly operations: Operations
  readonly runs: UndoRuns
  readonly views: OperationViews
}

type Undone = Output<'history.undo'>

/** Up to so many rows are undone before the answer; more are a job that the owner watches. */
const atOnce = 2000
/** What is undone on the main thread, in `HistoryRepository.cost`: some 10 ms of work, measured. */
const onMainThread = 700
/** Other contacts an undo may change there by what they stand with: a company's or a tag's name. */
const reachedOnMainThread = 20
const defaultPage = 50
/** Acts Ctrl+Z looks back over. */
const lookBack = 1000

/** Every operation, undo and redo. */
export class HistoryService {
  private readonly dependencies: HistoryDependencies
  private lastUndone: Promise<unknown> = Promise.resolve()

  constructor(dependencies: HistoryDependencies) {
    this.dependencies = dependencies
  }

  list({ limit = defaultPage, ...filter }: Input<'history.list'>): Output<'history.list'> {
    const found = this.dependencies.repository.page({ ...filter, limit })
    return {
      operations: found.slice(0, limit).map((operation) => this.dependencies.views.view(operation)),
      hasMore: found.length > limit,
    }
  }

  async get({ id }: Input<'history.get'>): Promise<ProcedureResult<'history.get'>> {
    const { operations } = this.dependencies
    const operation = operations.find(id)
    if (!operation) return fail('not-found', { what: 'operation' })
    const isOver = operations.undoneBy(id) !== undefined
    const conflicts = isOver
      ? []
      : await this.dependencies.runs.conflictsOf(operation, this.sizeOf(operation))
    return ok({
      operation: this.dependencies.views.view(operation),
      ...this.dependencies.views.changes(operation),
      conflicts: this.dependencies.views.conflicts(operation, conflicts),
    })
  }

  undo(
    input: Input<'history.undo'>,
    context: CallContext,
  ): Promise<ProcedureResult<'history.undo'>> {
    return this.inTurn(() => this.undoOne(input, context))
  }

  undoLast(context: CallContext): Promise<ProcedureResult<'history.undoLast'>> {
    return this.inTurn(() => this.undoNewest(context))
  }

  redoLast(context: CallContext): Promise<ProcedureResult<'history.redoLast'>> {
    return this.inTurn(() => this.redoNewest(context))
  }

  /** One at a time: Ctrl+Z pressed twice takes back two acts, however long the first one takes. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.lastUndone.then(work)
    this.lastUndone = done.catch(() => undefined)
    return done
  }

  private async undoOne(
    { id, takeBack, decided }: Input<'history.undo'>,
    context: CallContext,
  ): Promise<ProcedureResult<'history.undo'>> {
    const operation = this.dependencies.operations.find(id)
    if (!operation) return fail('not-found', { what: 'operation' })
    const done = await this.run(operation, { context, id, takeBack, isDecided: decided })
    if (done.ok) return done
    if (done.error.code !== 'conflicts') return { ok: false, error: done.error }
    return fail('conflicts', {
      conflicts: this.dependencies.views.conflicts(operation, done.error.data.conflicts),
    })
  }

  private async undoNewest(context: CallContext): Promise<ProcedureResult<'history.undoLast'>> {
    for (const operation of this.acts(context)) {
      const done = await this.run(operation, { context, id: operation.id })
      if (!done.ok && done.error.code === 'conflicts') {
        const conflicts = this.dependencies.views.conflicts(operation, done.error.data.conflicts)
        return fail('conflicts', { id: operation.id, conflicts })
      }
      if (!done.ok) return fail('nothing-to-undo', {})
      // An act whose rows are all gone leaves nothing to take back: it is no step for Ctrl+Z.
      if (!this.isEmpty(done.value)) return done
    }
    return fail('nothing-to-undo', {})
  }

  private async redoNewest(context: CallContext): Promise<ProcedureResult<'history.redoLast'>> {
    const operation = this.lastUndo(context)
    if (!operation) return fail('nothing-to-redo', {})
    const done = await this.run(operation, { context, id: operation.id })
    if (done.ok) return done
    if (done.error.code !== 'conflicts') return fail('nothing-to-redo', {})
    const conflicts = this.dependencies.views.conflicts(operation, done.error.data.conflicts)
    return fail('conflicts', { id: operation.id, conflicts })
  }

  private async run(
    operation: StoredOperation,
    request: UndoJobInput,
  ): Promise<Result<Undone, UndoRefusal>> {
    const done = await this.dependencies.runs.run(operation, request, this.sizeOf(operation))
    if (!done.ok) return done
    const { operationId, jobId } = done.value
    return ok({ operationId, undid: this.dependencies.views.view(operation), jobId })
  }

  private isEmpty({ operationId }: Undone): boolean {
    return operationId !== null && this.find(operationId)?.first_change === null
  }

  private sizeOf(operation: StoredOperation): UndoSize {
    const { repository } = this.dependencies
    if (repository.countRows(operation, atOnce) > atOnce) return 'bulk'
    const isDear =
      repository.cost(operation, onMainThread) > onMainThread ||
      repository.reachesMore(operation, reachedOnMainThread)
    return isDear ? 'dear' : 'small'
  }

  /**
   * The acts that the owner did or did again in this window and that still hold, newest first: what
   * was done again is taken back first, whichever window had done it before.
   */
  private *acts({ window }: CallContext): Generator<StoredOperation> {
    const { repository, operations } = this.dependencies
    const seen = new Set<OperationId>()
    for (const operation of repository.ofWindow(window, lookBack)) {
      const { act, isUndo } = this.rootOf(operation)
      if (isUndo || seen.has(act.id)) continue
      seen.add(act.id)
      if (!operations.undoneBy(act.id)) yield act
    }
  }

  /** The newest undo of this window that holds, unless an act came after it. */
  private lastUndo({ window }: CallContext): StoredOperation | undefined {
    const { repository, operations } = this.dependencies
    for (const operation of repository.ofWindow(window, lookBack)) {
      if (operation.undoes === null) return undefined
      if (this.rootOf(operation).isUndo && !operations.undoneBy(operation.id)) return operation
    }
    return undefined
  }

  /** What it is about in the end, and whether it takes that back; the undo of an undo does not. */
  private rootOf(operation: StoredOperation): { act: StoredOperation; isUndo: boolean } {
    const target = operation.undoes === null ? undefined : this.find(operation.undoes)
    if (target === undefined) return { act: operation, isUndo: false }
    const { act, isUndo } = this.rootOf(target)
    return { act, isUndo: !isUndo }
  }

  private find(id: OperationId): StoredOperation | undefined {
    return this.dependencies.operations.find(id)
  }
}
