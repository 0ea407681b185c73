import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { createUid } from '#main/platform/uid.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import { type Failure, fail, ok } from '#shared/domain/result.ts'
import type { TagsRepository } from './tags.repository.ts'

interface TagsDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: TagsRepository
  readonly clock: Clock
  readonly random: RandomSource
}

type Gone = Failure<'not-found', { what: string }>
type Taken = Failure<'name-taken', { name: string }>

/** Tags by hand. Their names differ in more than upper and lower case. */
export class TagsService {
  private readonly dependencies: TagsDependencies

  constructor(dependencies: TagsDependencies) {
    this.dependencies = dependencies
  }

  list(): Output<'tags.list'> {
    return { tags: this.dependencies.repository.list() }
  }

  async create(
    { name }: Input<'tags.create'>,
    context: CallContext,
  ): Promise<ProcedureResult<'tags.create'>> {
    const { unitOfWork, repository, clock, random } = this.dependencies
    const result = await unitOfWork.run(context, { code: 'tags.create' }, (tx) => {
      if (repository.findByName(name) !== undefined) return fail('name-taken', { name })
      const uid = createUid(clock, random)
      return ok({ id: repository.insert(tx, { uid, name, created_at: clock.now() }) })
    })
    if (!result.ok) return result
    return ok({ id: result.value.value.id, operationId: result.value.operationId })
  }

  async rename(
    { id, name }: Input<'tags.rename'>,
    context: CallContext,
  ): Promise<ProcedureResult<'tags.rename'>> {
    const { unitOfWork, repository } = this.dependencies
    const label = { code: 'tags.rename', mergeKey: `tags.rename:${id}` }
    const result = await unitOfWork.run<null, Gone | Taken>(context, label, (tx) => {
      if (!repository.exists(id)) return fail('not-found', { what: 'tag' })
      const known = repository.findByName(name)
      if (known !== undefined && known !== id) return fail('name-taken', { name })
      repository.rename(tx, id, name)
      return ok(null)
    })
    return result.ok ? ok({ operationId: result.value.operationId }) : result
  }

  /** Takes it from everybody who carries it, and its rhythm with it. */
  async delete(
    { id }: Input<'tags.delete'>,
    context: CallContext,
  ): Promise<ProcedureResult<'tags.delete'>> {
    const { unitOfWork, repository } = this.dependencies
    const result = await unitOfWork.run(context, { code: 'tags.delete' }, (tx) => {
      if (!repository.exists(id)) return fail('not-found', { what: 'tag' })
      repository.delete(tx, id)
      return ok(null)
    })
    return result.ok ? ok({ operationId: result.value.operationId }) : result
  }
}
