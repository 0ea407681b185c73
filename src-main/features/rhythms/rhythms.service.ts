import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import { fail, ok } from '#shared/domain/result.ts'
import type { RhythmKey, RhythmsRepository, SharedRhythm } from './rhythms.repository.ts'

/** The kind of the background job that sets a rhythm many contacts follow. */
export const rhythmJobKind = 'rhythms.set'

/** What that job is started with. */
export interface RhythmToSet {
  readonly key: RhythmKey
  readonly everyDays: number | null
}

interface RhythmsDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: RhythmsRepository
  readonly jobs: Pick<JobsService, 'runUnit'>
}

/** A rhythm of more contacts than this would keep the main thread from answering. */
const atOnce = 500

type Target = Input<'rhythms.set'>['target']

/** Keep in touch every n days: on a contact, a tag or an importance; the nearest wins. */
export class RhythmsService {
  private readonly dependencies: RhythmsDependencies

  constructor(dependencies: RhythmsDependencies) {
    this.dependencies = dependencies
  }

  list(): Output<'rhythms.list'> {
    const rhythms = this.dependencies.repository.shared().map((rhythm) => ({
      id: rhythm.id,
      target: targetOf(rhythm),
      everyDays: rhythm.everyDays,
      contactCount: rhythm.contactCount,
    }))
    return { rhythms }
  }

  async set(
    { target, everyDays }: Input<'rhythms.set'>,
    context: CallContext,
  ): Promise<ProcedureResult<'rhythms.set'>> {
    const { repository, unitOfWork, jobs } = this.dependencies
    const key = keyOf(target)
    const label = {
      code: 'rhythms.set',
      ...(everyDays === null ? {} : { numbers: { everyDays } }),
      mergeKey: `rhythms:${key.column}:${key.value}`,
    }
    if (repository.countContacts(key) > atOnce) {
      const unit = { input: { key, everyDays } satisfies RhythmToSet, context, label }
      const behind = await jobs.runUnit(rhythmJobKind, unit)
      return behind.ok ? ok({ operationId: behind.value.operationId }) : behind
    }
    const result = await unitOfWork.run(context, label, (tx) => {
      const missing = this.missingOf(target)
      if (missing !== null) return fail('not-found', { what: missing })
      repository.set(tx, key, everyDays)
      return ok(null)
    })
    return result.ok ? ok({ operationId: result.value.operationId }) : result
  }

  private missingOf(target: Target): 'contact' | 'tag' | null {
    const { repository } = this.dependencies
    if ('contactId' in target) return repository.contactExists(target.contactId) ? null : 'contact'
    if ('tagId' in target) return repository.tagExists(target.tagId) ? null : 'tag'
    return null
  }
}

const keyOf = (target: Target): RhythmKey => {
  if ('contactId' in target) return { column: 'contact_id', value: target.contactId }
  if ('tagId' in target) return { column: 'tag_id', value: target.tagId }
  return { column: 'importance', value: target.importance }
}

const targetOf = ({ tagId, importance }: SharedRhythm): Target =>
  tagId === null ? { importance: importance ?? 1 } : { tagId }
