import type {
  Operations,
  StoredOperation,
  UndoConflict,
  UndoRefusal,
  UndoRequest,
} from '#main/db/operations.ts'
import type { WriteGate } from '#main/db/write-gate.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { JobId, OperationId } from '#shared/domain/ids.ts'
import { fail, ok, type Result } from '#shared/domain/result.ts'
import type { BinSelection } from './bin.repository.ts'
import type { SearchConflicts } from './conflict-search.ts'

/** The kind of the background job that undoes bulk acts. */
export const undoJobKind = 'history.undo'

/** What an undo on the main thread or behind it is started with. */
export interface UndoJobInput extends Omit<UndoRequest, 'onReplayed'> {
  /** Of a deletion: instead of `contactIds`, where these are too many to be named. */
  readonly selection?: BinSelection | undefined
}

/** What came of an undo in the background. */
export interface UndoOutcome {
  /** Null when nothing was undone. */
  readonly operationId: OperationId | null
  /** Later changes that the owner has to decide about first; then nothing was undone. */
  readonly conflicts: number
  /** Of a bringing back. */
  readonly contactCount: number
}

/** At once, behind the main thread while the caller waits, or in a job that the caller watches. */
export type UndoSize = 'small' | 'dear' | 'bulk'

/** What was undone or begun. */
export interface UndoRun {
  readonly operationId: OperationId | null
  readonly contactCount: number
  readonly jobId: JobId | null
}

interface UndoRunsDependencies {
  readonly operations: Operations
  readonly gate: WriteGate
  readonly jobs: Pick<JobsService, 'start' | 'complete'>
  readonly searchConflicts: SearchConflicts
}

/** Runs undos where their size lets them. */
export class UndoRuns {
  private readonly dependencies: UndoRunsDependencies

  constructor(dependencies: UndoRunsDependencies) {
    this.dependencies = dependencies
  }

  async run(
    operation: StoredOperation,
    request: UndoJobInput,
    size: UndoSize,
  ): Promise<Result<UndoRun, UndoRefusal>> {
    const { operations, gate } = this.dependencies
    if (size === 'small') {
      const done = await gate.run(() => operations.undo(request))
      if (!done.ok) return done
      const { operationId, value } = done.value
      return ok({ operationId, contactCount: value, jobId: null })
    }
    const refusal = operations.refusal(operation)
    if (refusal) return { ok: false, error: refusal }
    return size === 'bulk' ? this.start(operation, request) : this.complete(request)
  }

  /** What an undo would meet. */
  async conflictsOf(
    operation: StoredOperation,
    size: UndoSize,
    choice: Pick<UndoJobInput, 'contactIds' | 'selection'> = {},
  ): Promise<readonly UndoConflict[]> {
    const { operations, searchConflicts } = this.dependencies
    if (!operations.isFollowed(operation)) return []
    return size === 'small'
      ? operations.conflictsOf(operation.id, choice.contactIds)
      : searchConflicts({ id: operation.id, ...choice })
  }

  private async complete(request: UndoJobInput): Promise<Result<UndoRun, UndoRefusal>> {
    const { jobs, searchConflicts } = this.dependencies
    // The job's own outcome; none when it was stopped.
    const outcome = (await jobs.complete(undoJobKind, request)) as UndoOutcome | undefined
    if (outcome && outcome.conflicts > 0) {
      return fail('conflicts', { conflicts: await searchConflicts(request) })
    }
    const { operationId = null, contactCount = 0 } = outcome ?? {}
    return ok({ operationId, contactCount, jobId: null })
  }

  private async start(
    operation: StoredOperation,
    request: UndoJobInput,
  ): Promise<Result<UndoRun, UndoRefusal>> {
    const conflicts = request.isDecided ? [] : await this.conflictsOf(operation, 'bulk', request)
    if (conflicts.length > 0) return fail('conflicts', { conflicts })
    const jobId = await this.dependencies.jobs.start(undoJobKind, request)
    return ok({ operationId: null, contactCount: 0, jobId })
  }
}
