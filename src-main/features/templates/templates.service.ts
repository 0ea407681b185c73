import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { createUid } from '#main/platform/uid.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import english from './starters.en.json' with { type: 'json' }
import chinese from './starters.zh-CN.json' with { type: 'json' }
import type { TemplateChanges, TemplatesRepository } from './templates.repository.ts'

interface TemplatesDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: TemplatesRepository
  readonly clock: Clock
  readonly random: RandomSource
  /** Where a text cannot be read as a template, in the engine's words; null for a good one. */
  readonly problemIn: (text: string) => string | null
}

type Template = Output<'templates.list'>['templates'][number]
type BadTemplate = Failure<'bad-template', { field: 'subject' | 'body'; position: string }>

const starters: readonly Template[] = [
  ...english.map((starter) => ({ ...starter, id: null, language: 'en' as const })),
  ...chinese.map((starter) => ({ ...starter, id: null, language: 'zh-CN' as const })),
]

const notFound = fail('not-found', { what: 'template' })

/** Texts to begin a mail with. */
export class TemplatesService {
  private readonly dependencies: TemplatesDependencies

  constructor(dependencies: TemplatesDependencies) {
    this.dependencies = dependencies
  }

  /** The owner's own by name, then those that ship with Kith. */
  list(): Output<'templates.list'> {
    const own = this.dependencies.repository.list().map((template) => ({
      ...template,
      starter: null,
      // Only the contract's own languages are written.
      language: template.language as Template['language'],
    }))
    return { templates: [...own, ...starters] }
  }

  async create(
    input: Input<'templates.create'>,
    context: CallContext,
  ): Promise<ProcedureResult<'templates.create'>> {
    const { unitOfWork, repository, clock, random } = this.dependencies
    const readable = this.read(input)
    if (!readable.ok) return readable
    return unitOfWork.runToOperation(context, { code: 'templates.create' }, (tx) => {
      const uid = createUid(clock, random)
      return ok({ id: repository.insert(tx, { ...input, uid, created_at: clock.now() }) })
    })
  }

  async update(
    { id, ...changes }: Input<'templates.update'>,
    context: CallContext,
  ): Promise<ProcedureResult<'templates.update'>> {
    const { unitOfWork, repository } = this.dependencies
    const readable = this.read(changes)
    if (!readable.ok) return readable
    const label = { code: 'templates.update', mergeKey: `templates.update:${id}` }
    return unitOfWork.runToOperation(context, label, (tx) => {
      if (!repository.exists(id)) return notFound
      repository.update(tx, id, changes)
      return ok({})
    })
  }

  delete(
    { id }: Input<'templates.delete'>,
    context: CallContext,
  ): Promise<ProcedureResult<'templates.delete'>> {
    const { unitOfWork, repository } = this.dependencies
    return unitOfWork.runToOperation(context, { code: 'templates.delete' }, (tx) => {
      if (!repository.exists(id)) return notFound
      repository.delete(tx, id)
      return ok({})
    })
  }

  private read(text: TemplateChanges): Result<null, BadTemplate> {
    for (const field of ['subject', 'body'] as const) {
      const position = this.dependencies.problemIn(text[field] ?? '')
      if (position !== null) return fail('bad-template', { field, position })
    }
    return ok(null)
  }
}
