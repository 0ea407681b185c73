import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import { fieldLabel } from '#main/platform/field-label.ts'
import type { Input, ProcedureResult } from '#shared/contract/index.ts'
import type { RelationId } from '#shared/domain/ids.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import { settleText } from '#shared/domain/shared-text.ts'
import type { RelationsRepository } from './relations.repository.ts'

interface RelationsDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: RelationsRepository
}

type NotFound = Failure<'not-found', { what: string }>
type EndsBeforeStart = Failure<'ends-before-start', Record<string, never>>
type SameContact = Failure<'same-contact', Record<string, never>>
type UpdateFailure =
  | NotFound
  | EndsBeforeStart
  | Failure<'changed-elsewhere', { now: string | null }>

/** Roles at companies and ties between people. */
export class RelationsService {
  private readonly dependencies: RelationsDependencies

  constructor(dependencies: RelationsDependencies) {
    this.dependencies = dependencies
  }

  create(
    input: Input<'relations.create'>,
    context: CallContext,
  ): Promise<ProcedureResult<'relations.create'>> {
    const { unitOfWork, repository } = this.dependencies
    const { fromContactId, toContactId, kind } = input
    const label = { code: 'relations.create', numbers: { kind } }
    type Failures = NotFound | EndsBeforeStart | SameContact
    return unitOfWork.runToOperation<{ id: RelationId }, Failures>(context, label, (tx) => {
      if (fromContactId === toContactId) return fail('same-contact', {})
      const isThere = [fromContactId, toContactId].every((id) => repository.contactExists(id))
      if (!isThere) return fail('not-found', { what: 'contact' })
      const { role = null, startDay = null, endDay = null, notes = null } = input
      if (endsBeforeStart(startDay, endDay)) return fail('ends-before-start', {})
      const id = repository.insert(tx, {
        from_contact_id: fromContactId,
        to_contact_id: toContactId,
        kind,
        role,
        start_day: startDay,
        end_day: endDay,
        notes,
      })
      return ok({ id })
    })
  }

  update(
    { id, basedOn, ...patch }: Input<'relations.update'>,
    context: CallContext,
  ): Promise<ProcedureResult<'relations.update'>> {
    const { unitOfWork, repository } = this.dependencies
    return unitOfWork.runToOperation(
      context,
      fieldLabel('relations.update', { id, ...patch }),
      (tx): Result<object, UpdateFailure> => {
        const stored = repository.find(id)
        if (stored === undefined) return notFound
        const startDay = patch.startDay === undefined ? stored.startDay : patch.startDay
        const endDay = patch.endDay === undefined ? stored.endDay : patch.endDay
        if (endsBeforeStart(startDay, endDay)) return fail('ends-before-start', {})
        const { kind, role, notes: own } = patch
        const notes = own === undefined ? ok(own) : settleText(own, stored.notes, basedOn)
        if (!notes.ok) return notes
        repository.update(tx, id, {
          ...(kind === undefined ? {} : { kind }),
          ...(role === undefined ? {} : { role }),
          ...(notes.value === undefined ? {} : { notes: notes.value }),
          start_day: startDay,
          end_day: endDay,
        })
        return ok({})
      },
    )
  }

  delete(
    { id }: Input<'relations.delete'>,
    context: CallContext,
  ): Promise<ProcedureResult<'relations.delete'>> {
    const { unitOfWork, repository } = this.dependencies
    return unitOfWork.runToOperation(context, { code: 'relations.delete' }, (tx) => {
      if (repository.find(id) === undefined) return notFound
      repository.delete(tx, id)
      return ok({})
    })
  }
}

const notFound = fail('not-found', { what: 'relation' })

const endsBeforeStart = (start: string | null, end: string | null): boolean =>
  start !== null && end !== null && end < start
