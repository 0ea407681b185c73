import {
  type Operations,
  oldestUndoable,
  type StoredOperation,
  type UndoConflict,
  type UndoRefusal,
  type UndoRequest,
} from '#main/db/operations.ts'
import type { WriteGate } from '#main/db/write-gate.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import { binDays } from '#shared/domain/bin.ts'
import type { OperationId } from '#shared/domain/ids.ts'
import { fail, ok, type Result } from '#shared/domain/result.ts'
import type { SearchConflicts } from './conflict-search.ts'
import type { UndoOutcome } from './history.job.ts'
import type { HistoryRepository } from './history.repository.ts'
import type { LogValuesRepository } from './log-values.repository.ts'
import { OperationViews } from './operation-views.ts'

/** The kind of the background job that undoes bulk acts. */
export const undoJobKind = 'history.undo'

/** What that job is started with. */
export type UndoJobInput = Omit<UndoRequest, 'onReplayed'>

interface HistoryDependencies {
  readonly repository: HistoryRepository
  readonly values: LogValuesRepository
  readonly operations: Operations
  readonly gate: WriteGate
  readonly jobs: Pick<JobsService, 'start' | 'complete'>
  readonly clock: Pick<Clock, 'now'>
  readonly searchConflicts: SearchConflicts
}

type Undone = Output<'history.undo'>

/** Up to so many rows are undone before the answer; more are a job that the owner watches. */
const atOnce = 2000
/** What is undone on the main thread, in `HistoryRepository.cost`: some 10 ms of work, measured. */
const onMainThread = 700
/** Other contacts an undo may change there by what they stand with: a company's or a tag's name. */
const reachedOnMainThread = 20
const defaultPage = 50
/** More are kept as they are without being asked about. */
const shownConflicts = 1000
/** Acts Ctrl+Z looks back over. */
const lookBack = 1000

/** Every operation, undo, redo and the bin. */
export class HistoryService {
  private readonly dependencies: HistoryDependencies
  private readonly views: OperationViews
  private lastUndone: Promise<unknown> = Promise.resolve()

  constructor(dependencies: HistoryDependencies) {
    this.dependencies = dependencies
    this.views = new OperationViews({ ...dependencies, oldestUndoable: oldestUndoable() })
  }

  list({ limit = defaultPage, ...filter }: Input<'history.list'>): Output<'history.list'> {
    const found = this.dependencies.repository.page({ ...filter, limit })
    return {
      operations: found.slice(0, limit).map((operation) => this.views.view(operation)),
      hasMore: found.length > limit,
    }
  }

  async get({ id }: Input<'history.get'>): Promise<ProcedureResult<'history.get'>> {
    const { operations } = this.dependencies
    const operation = operations.find(id)
    if (!operation) return fail('not-found', { what: 'operation' })
    const isOver = operations.undoneBy(id) !== undefined
    const conflicts = isOver ? [] : await this.conflictsOf(operation)
    return ok({
      operation: this.views.view(operation),
      ...this.views.changes(operation),
      conflicts: this.conflictViews(operation, conflicts),
    })
  }

  bin(): Output<'history.bin'> {
    const { repository, operations, clock } = this.dependencies
    const since = clock.now() - binDays * 86_400_000
    const deletions = repository
      .deletions(since, lookBack)
      .filter((operation) => !operations.undoneBy(operation.id))
    return { operations: deletions.map((operation) => this.views.view(operation)) }
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
      conflicts: this.conflictViews(operation, done.error.data.conflicts),
    })
  }

  private async undoNewest(context: CallContext): Promise<ProcedureResult<'history.undoLast'>> {
    for (const operation of this.acts(context)) {
      const done = await this.run(operation, { context, id: operation.id })
      if (!done.ok && done.error.code === 'conflicts') {
        const conflicts = this.conflictViews(operation, done.error.data.conflicts)
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
    const conflicts = this.conflictViews(operation, done.error.data.conflicts)
    return fail('conflicts', { id: operation.id, conflicts })
  }

  private async run(
    operation: StoredOperation,
    request: UndoJobInput,
  ): Promise<Result<Undone, UndoRefusal>> {
    if (this.isBulk(operation)) return this.runAsJob(operation, request)
    if (this.isDear(operation)) return this.runBehind(operation, request)
    const { operations, gate } = this.dependencies
    const done = await gate.run(() => operations.undo(request))
    if (!done.ok) return done
    const { operationId } = done.value
    return ok({ operationId, undid: this.views.view(operation), jobId: null })
  }

  /** Behind the main thread, while the caller waits. */
  private async runBehind(
    operation: StoredOperation,
    request: UndoJobInput,
  ): Promise<Result<Undone, UndoRefusal>> {
    const { operations, jobs, searchConflicts } = this.dependencies
    const refusal = operations.refusal(operation)
    if (refusal) return { ok: false, error: refusal }
    // The job's own outcome; none when it was stopped.
    const outcome = (await jobs.complete(undoJobKind, request)) as UndoOutcome | undefined
    if (outcome && outcome.conflicts > 0) {
      return fail('conflicts', { conflicts: await searchConflicts(operation.id) })
    }
    const operationId = outcome?.operationId ?? null
    return ok({ operationId, undid: this.views.view(operation), jobId: null })
  }

  private async runAsJob(
    operation: StoredOperation,
    request: UndoJobInput,
  ): Promise<Result<Undone, UndoRefusal>> {
    const refusal = this.dependencies.operations.refusal(operation)
    if (refusal) return { ok: false, error: refusal }
    const conflicts = request.isDecided ? [] : await this.conflictsOf(operation)
    if (conflicts.length > 0) return fail('conflicts', { conflicts })
    const jobId = await this.dependencies.jobs.start(undoJobKind, request satisfies UndoJobInput)
    return ok({ operationId: null, undid: this.views.view(operation), jobId })
  }

  private isEmpty({ operationId }: Undone): boolean {
    return operationId !== null && this.find(operationId)?.first_change === null
  }

  private isBulk(operation: StoredOperation): boolean {
    return this.dependencies.repository.countRows(operation, atOnce) > atOnce
  }

  private isDear(operation: StoredOperation): boolean {
    const { repository } = this.dependencies
    return (
      repository.cost(operation, onMainThread) > onMainThread ||
      repository.reachesMore(operation, reachedOnMainThread)
    )
  }

  private async conflictsOf(operation: StoredOperation): Promise<readonly UndoConflict[]> {
    const { operations, searchConflicts } = this.dependencies
    if (!operations.isFollowed(operation)) return []
    return this.isDear(operation)
      ? searchConflicts(operation.id)
      : operations.conflictsOf(operation.id)
  }

  private conflictViews(operation: StoredOperation, conflicts: readonly UndoConflict[]) {
    return conflicts
      .slice(0, shownConflicts)
      .map((conflict) => this.views.conflict(operation, conflict))
  }

  /** The owner's acts in this window that still hold, newest first. */
  private *acts({ window }: CallContext): Generator<StoredOperation> {
    const { repository, operations } = this.dependencies
    for (const operation of repository.ofWindow(window, lookBack)) {
      if (operation.undoes === null && !operations.undoneBy(operation.id)) yield operation
    }
  }

  /** The newest undo of this window that holds, unless an act came after it. */
  private lastUndo({ window }: CallContext): StoredOperation | undefined {
    const { repository, operations } = this.dependencies
    for (const operation of repository.ofWindow(window, lookBack)) {
      if (operation.undoes === null) return undefined
      if (!operations.undoneBy(operation.id) && this.isUndo(operation)) return operation
    }
    return undefined
  }

  /** False for a redo, which is the undo of an undo. */
  private isUndo(operation: StoredOperation): boolean {
    const target = operation.undoes === null ? undefined : this.find(operation.undoes)
    return target !== undefined && !this.isUndo(target)
  }

  private find(id: OperationId): StoredOperation | undefined {
    return this.dependencies.operations.find(id)
  }
}
