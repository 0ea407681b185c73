import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { createUid } from '#main/platform/uid.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import { fail, ok } from '#shared/domain/result.ts'
import { deleteTag, renameTag, type TagGone, type TagNameTaken } from './tag-units.ts'
import type { TagsRepository } from './tags.repository.ts'

interface TagsDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: TagsRepository
  readonly clock: Clock
  readonly random: RandomSource
  readonly jobs: Pick<JobsService, 'runUnit'>
}

/** A tag of more contacts than this is renamed and deleted behind the main thread. */
const atOnce = 500

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
    input: Input<'tags.rename'>,
    context: CallContext,
  ): Promise<ProcedureResult<'tags.rename'>> {
    const { unitOfWork, repository, jobs } = this.dependencies
    const label = { code: 'tags.rename', mergeKey: `tags.rename:${input.id}` }
    const result = repository.isCarriedByMore(input.id, atOnce)
      ? await jobs.runUnit<TagGone | TagNameTaken>('tags.rename', { input, context, label })
      : await unitOfWork.run(context, label, (tx) => renameTag(tx, input))
    return result.ok ? ok({ operationId: result.value.operationId }) : result
  }

  async delete(
    input: Input<'tags.delete'>,
    context: CallContext,
  ): Promise<ProcedureResult<'tags.delete'>> {
    const { unitOfWork, repository, jobs } = this.dependencies
    const label = { code: 'tags.delete' }
    const result = repository.isCarriedByMore(input.id, atOnce)
      ? await jobs.runUnit<TagGone>('tags.delete', { input, context, label })
      : await unitOfWork.run(context, label, (tx) => deleteTag(tx, input))
    return result.ok ? ok({ operationId: result.value.operationId }) : result
  }
}
