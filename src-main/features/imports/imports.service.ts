import { join } from 'node:path'
import type { KnownField } from '#main/engines/file-formats/suggest-columns.ts'
import type { HistoryService } from '#main/features/history/history.service.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { FileStore } from '#main/platform/file-store.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { importCommitOutcome } from '#shared/contract/import-outcomes.ts'
import type { Input, ProcedureResult } from '#shared/contract/index.ts'
import type { OperationId } from '#shared/domain/ids.ts'
import { fail, ok } from '#shared/domain/result.ts'
import type { InspectFile } from './file-inspection.ts'
import type { CommitInput } from './import-commit.job.ts'
import { ImportPlans } from './import-plans.ts'
import type { PlanInput } from './imports.job.ts'
import type { ImportsRepository } from './imports.repository.ts'

interface ImportsDependencies {
  readonly repository: ImportsRepository
  readonly jobs: JobsService
  readonly history: Pick<HistoryService, 'undo'>
  readonly files: Pick<FileStore, 'find' | 'reserve' | 'keep'>
  readonly random: RandomSource
  /** Folder of staging files; emptied when the workspace is opened. */
  readonly temporary: string
  /** Country of the business: where phone numbers without a country belong. */
  readonly country: () => string
  /** Of amounts that do not name one. */
  readonly currency: () => string
  /** Custom fields that exist. */
  readonly fields: () => readonly KnownField[]
  /** Names columns without a name, before their number. */
  readonly columnWord: () => string
  readonly inspectFile: InspectFile
}

/** Brings files of contacts in: looked at, rehearsed, then applied in one operation. */
export class ImportsService {
  private readonly dependencies: ImportsDependencies
  private readonly plans: ImportPlans

  constructor(dependencies: ImportsDependencies) {
    this.dependencies = dependencies
    this.plans = new ImportPlans(dependencies.jobs)
  }

  async inspect({
    file,
    options = {},
  }: Input<'imports.inspect'>): Promise<ProcedureResult<'imports.inspect'>> {
    const { files, country, currency, fields, columnWord, inspectFile } = this.dependencies
    const stored = files.find(file)
    if (stored === undefined) return fail('not-found', { what: 'file' })
    return await inspectFile({
      path: stored.path,
      fileName: stored.name,
      options,
      country: country(),
      currency: currency(),
      fields: fields(),
      columnWord: columnWord(),
    })
  }

  async plan(input: Input<'imports.plan'>): Promise<ProcedureResult<'imports.plan'>> {
    const { jobs, files, random, temporary, country, columnWord } = this.dependencies
    const file = files.find(input.file)
    if (file === undefined) return fail('not-found', { what: 'file' })
    this.plans.forgetOld()
    const name = Buffer.from(random.bytes(12)).toString('hex')
    const stage = join(temporary, `${name}.stage`)
    const jobId = await jobs.start('imports.plan', {
      file: file.path,
      stage,
      options: { ...input.options, country: country(), columnWord: columnWord() },
      columns: input.columns ?? null,
      country: input.options?.country ?? country(),
      unreadable: input.unreadable ?? 'set-aside',
    } satisfies PlanInput)
    this.plans.add(jobId, { stage, file })
    return ok({ jobId })
  }

  rehearsal({ jobId }: Input<'imports.rehearsal'>): ProcedureResult<'imports.rehearsal'> {
    const ready = this.plans.ready(jobId)
    if (!ready.ok) return ready
    const { plan, outcome } = ready.value
    const columns = this.dependencies.repository.columns(plan.stage)
    return ok({ counts: outcome.counts, seconds: outcome.seconds, columns })
  }

  rehearsedRows(input: Input<'imports.rehearsedRows'>): ProcedureResult<'imports.rehearsedRows'> {
    const ready = this.plans.ready(input.jobId)
    if (!ready.ok) return ready
    const { group, search = '', offset = 0, limit = 100 } = input
    const page = { group, search, offset, limit }
    return ok(this.dependencies.repository.rows(ready.value.plan.stage, page))
  }

  async revise(input: Input<'imports.revise'>): Promise<ProcedureResult<'imports.revise'>> {
    const ready = this.plans.ready(input.planId)
    if (!ready.ok) return ready
    return fail('not-ready', {})
  }

  async commit(
    { planId }: Input<'imports.commit'>,
    context: CallContext,
  ): Promise<ProcedureResult<'imports.commit'>> {
    const ready = this.plans.ready(planId)
    if (!ready.ok) return ready
    const { plan } = ready.value
    const input = { stage: plan.stage, context } satisfies CommitInput
    const jobId = await this.dependencies.jobs.start('imports.commit', input)
    plan.commitJob = jobId
    this.plans.addJob(plan, jobId)
    return ok({ jobId })
  }

  async quarantine({
    jobId,
  }: Input<'imports.quarantine'>): Promise<ProcedureResult<'imports.quarantine'>> {
    const ready = this.plans.ready(jobId)
    if (!ready.ok) return ready
    return fail('not-ready', {})
  }

  async undo(
    { jobId, ...decisions }: Input<'imports.undo'>,
    context: CallContext,
  ): Promise<ProcedureResult<'imports.undo'>> {
    const job = this.plans.find(jobId)?.commitJob ?? jobId
    const found = this.dependencies.jobs.get(job)
    if (!found.ok) return fail('not-found', { what: 'import' })
    const id = operationOf(found.value)
    if (id === null) return fail('not-ready', {})
    return this.dependencies.history.undo({ id, ...decisions }, context)
  }
}

/** The operation an import became; null while there is none. */
const operationOf = (job: {
  readonly kind: string
  readonly outcome: unknown
}): OperationId | null => {
  const outcome = importCommitOutcome.safeParse(job.outcome)
  return outcome.success && outcome.data.code === 'applied' ? outcome.data.operationId : null
}
