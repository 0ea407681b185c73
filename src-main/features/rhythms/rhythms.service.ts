import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import { fail, ok } from '#shared/domain/result.ts'
import type { RhythmKey, RhythmsRepository, SharedRhythm } from './rhythms.repository.ts'

interface RhythmsDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: RhythmsRepository
}

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
    const { repository, unitOfWork } = this.dependencies
    const key = keyOf(target)
    const label = {
      code: 'rhythms.set',
      ...(everyDays === null ? {} : { numbers: { everyDays } }),
      mergeKey: `rhythms:${key.column}:${key.value}`,
    }
    const result = await unitOfWork.run(context, label, (tx) => {
      if ('contactId' in target && !repository.contactExists(target.contactId)) {
        return fail('not-found', { what: 'contact' })
      }
      if ('tagId' in target && !repository.tagExists(target.tagId)) {
        return fail('not-found', { what: 'tag' })
      }
      const existing = repository.find(key)
      if (everyDays === null) {
        if (existing) repository.delete(tx, existing.id)
      } else if (!existing) {
        repository.insert(tx, key, everyDays)
      } else if (existing.everyDays !== everyDays) {
        repository.update(tx, existing.id, everyDays)
      }
      return ok(null)
    })
    return result.ok ? ok({ operationId: result.value.operationId }) : result
  }
}

const keyOf = (target: Target): RhythmKey => {
  if ('contactId' in target) return { column: 'contact_id', value: target.contactId }
  if ('tagId' in target) return { column: 'tag_id', value: target.tagId }
  return { column: 'importance', value: target.importance }
}

const targetOf = ({ tagId, importance }: SharedRhythm): Target =>
  tagId === null ? { importance: importance ?? 1 } : { tagId }
