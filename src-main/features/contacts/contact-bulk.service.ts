import type { Reader, Transaction } from '#main/db/executor.ts'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { Input, ProcedureResult } from '#shared/contract/index.ts'
import type { OperationId, TagId } from '#shared/domain/ids.ts'
import { fail, ok } from '#shared/domain/result.ts'
import { bulkLabel, newTagLabel } from './bulk-label.ts'
import {
  applyToSource,
  type BulkAct,
  countAffected,
  hasMoreDependents,
  type InsertRows,
  isLarger,
  mayHaveMoreHits,
  type ReadySelection,
  selectionSource,
  withAllHits,
} from './contact-bulk.repository.ts'
import type { ContactListService } from './contact-list.service.ts'
import type { ContactWriter } from './contact-writer.ts'
import type { BulkOutcome } from './contacts.job.ts'
import type { ContactsRepository } from './contacts.repository.ts'

/** The kind of the background job that bulk commands become. */
export const bulkJobKind = 'contacts.bulk'

/** Up to so many contacts are changed before the answer; more are a job of their own. */
export const atOnce = 2000

/** Up to so many contacts are changed on the main thread: some 20 ms of work, measured. */
const onMainThread: Readonly<Record<BulkAct['type'], number>> = {
  setStage: 200,
  addTag: 500,
  removeTag: 500,
  delete: 10,
}

/** Who goes takes activities out of the search and changes the people of a company. */
const dependentsOnMainThread = 50

/** What a bulk command was asked to do; a tag is named, because it may not be there yet. */
export type AskedAct =
  | Exclude<BulkAct, { readonly type: 'addTag' }>
  | { readonly type: 'addTag'; readonly name: string }

/** What the background job is started with. */
export interface BulkJobInput {
  readonly act: AskedAct
  readonly selection: ReadySelection
  readonly context: CallContext
}

interface BulkDependencies {
  readonly unitOfWork: UnitOfWork
  readonly reader: Reader
  readonly repository: ContactsRepository
  readonly writer: ContactWriter
  readonly list: ContactListService
  readonly jobs: Pick<JobsService, 'start' | 'complete'>
  readonly clock: Clock
}

type Selection = Input<'contacts.delete'>['selection']

type Stage = Input<'contacts.setStage'>['stage']

interface BulkDone {
  operationId: OperationId | null
  changed: number
  jobId: number | null
}

/**
 * Commands on many contacts: each is one operation. Few are changed at once, up to 2,000 behind
 * the main thread while the caller waits, more in a job that the caller watches.
 */
export class ContactBulkService {
  private readonly dependencies: BulkDependencies

  constructor(dependencies: BulkDependencies) {
    this.dependencies = dependencies
  }

  async delete(
    { selection }: Input<'contacts.delete'>,
    context: CallContext,
  ): Promise<ProcedureResult<'contacts.delete'>> {
    return ok(await this.run(this.ready(selection), { type: 'delete' }, context))
  }

  async setStage(
    { selection, stage }: Input<'contacts.setStage'>,
    context: CallContext,
  ): Promise<ProcedureResult<'contacts.setStage'>> {
    return ok(await this.run(this.ready(selection), { type: 'setStage', stage }, context))
  }

  async removeTag(
    { selection, tagId }: Input<'contacts.removeTag'>,
    context: CallContext,
  ): Promise<ProcedureResult<'contacts.removeTag'>> {
    const { repository } = this.dependencies
    if (!repository.tagExists(tagId)) return fail('not-found', { what: 'tag' })
    return ok(await this.run(this.ready(selection), { type: 'removeTag', tagId }, context))
  }

  /** A tag that does not exist yet is made in the same operation. */
  async addTag(
    { selection, name }: Input<'contacts.addTag'>,
    context: CallContext,
  ): Promise<ProcedureResult<'contacts.addTag'>> {
    const { repository, reader } = this.dependencies
    const ready = this.ready(selection)
    const known = repository.findTag(name)
    if (!isLarger(reader, ready, onMainThread.addTag) && !mayHaveMoreHits(reader, ready)) {
      return ok(await this.addTagAtOnce(ready, { name, known }, context))
    }
    const act = { type: 'addTag', name } as const
    return ok({
      tagId: known ?? null,
      ...(await this.runBehind({ act, selection: ready, context })),
    })
  }

  private async addTagAtOnce(
    selection: ReadySelection,
    { name, known }: { readonly name: string; readonly known: TagId | undefined },
    context: CallContext,
  ): Promise<BulkDone & { tagId: TagId }> {
    const { unitOfWork, writer, reader } = this.dependencies
    // Nobody carries a new one yet: the -1 stands for no tag.
    const act = { type: 'addTag', tagId: known ?? (-1 as TagId) } as const
    const count = countAffected(reader, selectionSource(selection), act)
    const label = known === undefined ? newTagLabel(count) : bulkLabel(act, count)
    // The tag is looked up again: while this waits for its turn, it may have gone.
    const result = await unitOfWork.run(context, label, (tx) => {
      const tagId = writer.findOrCreateTag(tx, name)
      return ok({ tagId, changed: this.apply(tx, selection, { type: 'addTag', tagId }) })
    })
    if (!result.ok) throw new Error('adding a tag cannot fail')
    return { ...result.value.value, operationId: result.value.operationId, jobId: null }
  }

  private async run(
    selection: ReadySelection,
    act: Exclude<BulkAct, { readonly type: 'addTag' }>,
    context: CallContext,
  ): Promise<BulkDone> {
    const { unitOfWork, reader } = this.dependencies
    if (this.isDear(selection, act)) return this.runBehind({ act, selection, context })
    const count = countAffected(reader, selectionSource(selection), act)
    const label = bulkLabel(act, count, this.stageBefore(selection))
    const result = await unitOfWork.run(context, label, (tx) => ok(this.apply(tx, selection, act)))
    if (!result.ok) throw new Error('a bulk act cannot fail')
    return {
      operationId: result.value.operationId,
      changed: result.value.value,
      jobId: null,
    }
  }

  /** Behind the main thread: up to 2,000 while the caller waits, more while he watches the job. */
  private async runBehind(input: BulkJobInput): Promise<BulkDone & { readonly tagId?: TagId }> {
    const { reader, jobs } = this.dependencies
    if (mayHaveMoreHits(reader, input.selection)) {
      const all = { ...input, selection: withAllHits(input.selection) }
      return { operationId: null, changed: 0, jobId: await jobs.start(bulkJobKind, all) }
    }
    if (isLarger(reader, input.selection, atOnce)) {
      return { operationId: null, changed: 0, jobId: await jobs.start(bulkJobKind, input) }
    }
    // The job's own outcome; none when it was stopped.
    const outcome = (await jobs.complete(bulkJobKind, input)) as BulkOutcome | undefined
    return { operationId: null, changed: 0, ...outcome, jobId: null }
  }

  private isDear(selection: ReadySelection, act: BulkAct): boolean {
    const { reader } = this.dependencies
    if (isLarger(reader, selection, onMainThread[act.type])) return true
    if (mayHaveMoreHits(reader, selection)) return true
    return act.type === 'delete' && hasMoreDependents(reader, selection, dependentsOnMainThread)
  }

  /** The stage of a single contact before the act, so that History can say from what to what. */
  private stageBefore(selection: ReadySelection): Stage {
    const [only, ...others] = 'ids' in selection ? selection.ids : []
    if (only === undefined || others.length > 0) return null
    return this.dependencies.repository.find(only)?.stage ?? null
  }

  private apply(tx: Transaction, selection: ReadySelection, act: BulkAct): number {
    const insert: InsertRows = (_table, sql, values) => {
      tx.runSql(sql, ...values)
    }
    const write = { tx, insert, act, at: this.dependencies.clock.now() }
    return applyToSource(write, selectionSource(selection))
  }

  private ready(selection: Selection): ReadySelection {
    if ('ids' in selection) return selection
    return {
      filter: this.dependencies.list.ready(selection.filter),
      except: selection.except,
    }
  }
}
