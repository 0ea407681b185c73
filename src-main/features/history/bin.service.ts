import type { Operations, StoredOperation } from '#main/db/operations.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import { binDays } from '#shared/domain/bin.ts'
import { fail, ok } from '#shared/domain/result.ts'
import type { BinRepository } from './bin.repository.ts'
import { readPlace, writePlace } from './bin-cursor.ts'
import type { OperationViews } from './operation-views.ts'
import type { UndoJobInput, UndoRuns, UndoSize } from './undo-runs.ts'

interface BinDependencies {
  readonly repository: BinRepository
  readonly operations: Operations
  readonly runs: UndoRuns
  readonly views: OperationViews
  readonly clock: Pick<Clock, 'now'>
}

/** Deletions looked at. */
const lookBack = 1000
const defaultPage = 100
/** Up to so many contacts are named to the undo; more it finds itself. */
const named = 2000
/** Up to so many rows come back while the caller waits; more are a job. */
const atOnce = 2000
/** Up to so many come back on the main thread: some 10 ms of work, measured. */
const onMainThread = 35

const isOfContacts = ({ code }: StoredOperation): boolean => code === 'contacts.delete'

/** What was deleted and is not back, whole or one by one. */
export class BinService {
  private readonly dependencies: BinDependencies

  constructor(dependencies: BinDependencies) {
    this.dependencies = dependencies
  }

  list(): Output<'history.bin'> {
    const { repository, operations, views, clock } = this.dependencies
    const since = clock.now() - binDays * 86_400_000
    const deletions = repository
      .deletions(since, lookBack)
      .filter((operation) => !operations.undoneBy(operation.id))
      .map((operation) => ({
        ...views.view(operation),
        stillDeleted: isOfContacts(operation) ? repository.count(operation) : 1,
      }))
    return { operations: deletions.filter(({ stillDeleted }) => stillDeleted > 0) }
  }

  deleted(input: Input<'history.deleted'>): ProcedureResult<'history.deleted'> {
    const { id, search, after, limit = defaultPage } = input
    const place = after === undefined ? null : readPlace(after)
    if (place === null && after !== undefined) return fail('bad-cursor', {})
    const deletion = this.find(id)
    if (!deletion) return fail('not-found', { what: 'deletion' })
    const { repository } = this.dependencies
    const isOver = this.dependencies.operations.undoneBy(id) !== undefined
    const found = isOver ? [] : repository.page(deletion, { search, after: place, limit })
    const contacts = found.slice(0, limit)
    const last = contacts[contacts.length - 1]
    return ok({
      contacts,
      total: isOver ? 0 : repository.count(deletion, search),
      nextCursor: last !== undefined && found.length > limit ? writePlace(last) : null,
    })
  }

  /** Some of a deletion, as an act of its own. */
  async bringBack(
    { id, selection, takeBack, decided }: Input<'history.bringBack'>,
    context: CallContext,
  ): Promise<ProcedureResult<'history.bringBack'>> {
    const { repository, runs, views, operations } = this.dependencies
    const deletion = this.find(id)
    if (!deletion) return fail('not-found', { what: 'deletion' })
    const refusal = operations.refusal(deletion)
    if (refusal?.code === 'already-undone') return fail('already-undone', refusal.data)
    const contactIds = repository.select(deletion, selection, named + 1)
    const decision = { context, id, takeBack, isDecided: decided }
    const request: UndoJobInput =
      contactIds.length > named ? { ...decision, selection } : { ...decision, contactIds }
    const done = await runs.run(deletion, request, this.sizeOf(deletion, contactIds))
    if (done.ok) {
      const { operationId, contactCount, jobId } = done.value
      return ok({ operationId, changed: contactCount, jobId })
    }
    if (done.error.code !== 'conflicts') return { ok: false, error: done.error }
    return fail('conflicts', { conflicts: views.conflicts(deletion, done.error.data.conflicts) })
  }

  private find(id: Input<'history.deleted'>['id']): StoredOperation | undefined {
    const operation = this.dependencies.operations.find(id)
    return operation && isOfContacts(operation) && operation.undoes === null ? operation : undefined
  }

  private sizeOf(deletion: StoredOperation, ids: UndoJobInput['contactIds'] = []): UndoSize {
    const rows = this.dependencies.repository.countRows(deletion, ids, atOnce + 1)
    if (rows > atOnce) return 'bulk'
    return rows > onMainThread ? 'dear' : 'small'
  }
}
