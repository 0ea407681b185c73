import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import { fieldLabel } from '#main/platform/field-label.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { createUid } from '#main/platform/uid.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import type { CustomFieldId } from '#shared/domain/ids.ts'
import { type Failure, fail, ok } from '#shared/domain/result.ts'
import type { CustomFieldsRepository } from './custom-fields.repository.ts'
import { deleteField } from './delete-field.ts'
import { updateField } from './update-field.ts'

interface CustomFieldsDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: CustomFieldsRepository
  readonly clock: Clock
  readonly random: RandomSource
  readonly jobs: Pick<JobsService, 'runUnit'>
}

/** A field with more values than this is deleted behind the main thread. */
const atOnce = 500

type NotFound = Failure<'not-found', { what: string }>
type NameTaken = Failure<'name-taken', { name: string }>

/** Fields the owner adds to every contact. A field's type never changes. */
export class CustomFieldsService {
  private readonly dependencies: CustomFieldsDependencies

  constructor(dependencies: CustomFieldsDependencies) {
    this.dependencies = dependencies
  }

  list(): Output<'customFields.list'> {
    return { fields: this.dependencies.repository.list() }
  }

  create(
    { name, type, options = [] }: Input<'customFields.create'>,
    context: CallContext,
  ): Promise<ProcedureResult<'customFields.create'>> {
    const { unitOfWork, repository, clock, random } = this.dependencies
    const label = { code: 'customFields.create', numbers: { type } }
    return unitOfWork.runToOperation(context, label, (tx) => {
      if (repository.findByName(name) !== undefined) return fail('name-taken', { name })
      const id = repository.insert(tx, {
        uid: createUid(clock, random),
        name,
        type,
        options: type === 'choice' ? asJson(options) : null,
        created_at: clock.now(),
      })
      return ok({ id })
    })
  }

  async update(
    input: Input<'customFields.update'>,
    context: CallContext,
  ): Promise<ProcedureResult<'customFields.update'>> {
    const { unitOfWork, repository, jobs } = this.dependencies
    const label = fieldLabel('customFields.update', input)
    const mayReachMany = input.options !== undefined && repository.isFilledByMore(input.id, atOnce)
    if (!mayReachMany) {
      return unitOfWork.runToOperation(context, label, (tx) => updateField(tx, input))
    }
    const unit = { input, context, label }
    const result = await jobs.runUnit<NotFound | NameTaken>('customFields.update', unit)
    return result.ok ? ok({ operationId: result.value.operationId }) : result
  }

  /** Fields that are not named keep their order after those that are. */
  reorder(
    { ids }: Input<'customFields.reorder'>,
    context: CallContext,
  ): Promise<ProcedureResult<'customFields.reorder'>> {
    const { unitOfWork, repository } = this.dependencies
    return unitOfWork.runToOperation(context, { code: 'customFields.reorder' }, (tx) => {
      const all = repository.ids()
      if (ids.some((id) => !all.includes(id))) return notFound
      const order = [...new Set([...ids, ...all])]
      order.forEach((id, position) => repository.update(tx, id, { position }))
      return ok({})
    })
  }

  async delete(
    input: { readonly id: CustomFieldId },
    context: CallContext,
  ): Promise<ProcedureResult<'customFields.delete'>> {
    const { unitOfWork, repository, jobs } = this.dependencies
    const label = { code: 'customFields.delete' }
    if (!repository.isFilledByMore(input.id, atOnce)) {
      return unitOfWork.runToOperation(context, label, (tx) => deleteField(tx, input))
    }
    const result = await jobs.runUnit<NotFound>('customFields.delete', { input, context, label })
    return result.ok ? ok({ operationId: result.value.operationId }) : result
  }
}

const notFound = fail('not-found', { what: 'custom-field' })

const asJson = (options: readonly string[]): string => JSON.stringify([...new Set(options)])
