import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { KnownField } from '#main/engines/file-formats/columns/suggested-field.ts'
import { nameKey } from '#main/engines/matching/name-keys.ts'
import type { HistoryService } from '#main/features/history/history.service.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { FileStore } from '#main/platform/file-store.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { importCommitOutcome } from '#shared/contract/import-outcomes.ts'
import type { Input, ProcedureResult } from '#shared/contract/index.ts'
import type { OperationId } from '#shared/domain/ids.ts'
import { fail, ok } from '#shared/domain/result.ts'
import type { InspectFile } from './columns/file-inspection.ts'
import type { CommitInput } from './commit/import-commit.job.ts'
import { ImportPlans } from './import-plans.ts'
import type { ImportsRepository } from './imports.repository.ts'
import type { ImportRecipesService } from './recipes/import-recipes.service.ts'
import type { QuarantineInput, QuarantineOutcome } from './staging/import-quarantine.job.ts'
import type { PlanInput, ReviseInput } from './staging/plan-inputs.ts'

interface ImportsDependencies {
  readonly repository: ImportsRepository
  readonly recipes: ImportRecipesService
  readonly jobs: JobsService
  readonly history: Pick<HistoryService, 'undo'>
  readonly files: Pick<FileStore, 'find' | 'reserve' | 'keep'>
  readonly random: RandomSource
  /** Folder of staging files; emptied when the workspace is opened. */
  readonly temporary: string
  /** Of the business: where phone numbers without a country belong, and amounts without a sign. */
  readonly business: () => { readonly country: string; readonly currency: string }
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
    const { files, business, fields, columnWord, inspectFile, recipes } = this.dependencies
    const { country, currency } = business()
    const stored = files.find(file)
    if (stored === undefined) return fail('not-found', { what: 'file' })
    const inspected = await inspectFile({
      path: stored.path,
      fileName: stored.name,
      options,
      country,
      currency,
      fields: fields(),
      columnWord: columnWord(),
      recipes: recipes.known(),
    })
    return inspected.ok ? ok(recipes.applyTo(inspected.value)) : inspected
  }

  async plan({
    file: handle,
    ...choices
  }: Input<'imports.plan'>): Promise<ProcedureResult<'imports.plan'>> {
    const { jobs, files, random, recipes, temporary, business, columnWord } = this.dependencies
    const file = files.find(handle)
    if (file === undefined) return fail('not-found', { what: 'file' })
    this.plans.forgetOld()
    const name = Buffer.from(random.bytes(12)).toString('hex')
    const stage = join(temporary, `${name}.stage`)
    const { country, currency } = business()
    const jobId = await jobs.start('imports.plan', {
      file: file.path,
      fileName: file.name,
      stage,
      businessCountry: country,
      currency,
      columnWord: columnWord(),
      recipes: recipes.known(),
      choices,
    } satisfies PlanInput)
    this.plans.add(jobId, { stage, file })
    return ok({ jobId })
  }

  rehearsal({ jobId }: Input<'imports.rehearsal'>): ProcedureResult<'imports.rehearsal'> {
    const ready = this.plans.ready(jobId)
    if (!ready.ok) return ready
    const { plan, counts, seconds } = ready.value
    return ok({ counts, seconds, columns: this.dependencies.repository.columns(plan.stage) })
  }

  rehearsedRows(input: Input<'imports.rehearsedRows'>): ProcedureResult<'imports.rehearsedRows'> {
    const ready = this.plans.ready(input.jobId)
    if (!ready.ok) return ready
    const { group, search = '', offset = 0, limit = 100 } = input
    const words = nameKey(search)
      .split(' ')
      .filter((word) => word !== '')
    const page = { group, words, offset, limit }
    return ok(this.dependencies.repository.rows(ready.value.plan.stage, page))
  }

  async revise({
    planId,
    ...revision
  }: Input<'imports.revise'>): Promise<ProcedureResult<'imports.revise'>> {
    const ready = this.plans.ready(planId)
    if (!ready.ok) return ready
    const { plan } = ready.value
    const unknown = this.dependencies.repository.firstUnknownRow(plan.stage, rowsOf(revision))
    if (unknown !== null) return fail('no-such-row', { row: unknown })
    const input = { stage: plan.stage, revision } satisfies ReviseInput
    const jobId = await this.dependencies.jobs.start('imports.revise', input)
    this.plans.addJob(plan, jobId)
    return ok({ jobId })
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
    this.plans.addJob(plan, jobId)
    return ok({ jobId })
  }

  async quarantine({
    jobId,
  }: Input<'imports.quarantine'>): Promise<ProcedureResult<'imports.quarantine'>> {
    const ready = this.plans.ready(jobId)
    if (!ready.ok) return ready
    const { stage, file } = ready.value.plan
    const { files, jobs } = this.dependencies
    const reserved = files.reserve()
    const input = { stage, target: reserved.path } satisfies QuarantineInput
    // The job's own outcome; none when it was stopped.
    const written = (await jobs.complete('imports.quarantine', input)) as
      | QuarantineOutcome
      | undefined
    if (written === undefined) {
      rmSync(reserved.path, { force: true })
      return fail('not-ready', {})
    }
    const name = `${file.name.replace(/\.[^.]+$/u, '')}-set-aside.csv`
    files.keep({ ...reserved, name, bytes: written.bytes })
    return ok({ file: reserved.handle, fileName: name, rows: written.rows })
  }

  async undo(
    { jobId, ...decisions }: Input<'imports.undo'>,
    context: CallContext,
  ): Promise<ProcedureResult<'imports.undo'>> {
    const jobs = this.plans.find(jobId)?.jobs ?? [jobId]
    const known = jobs.map((id) => this.dependencies.jobs.get(id)).filter((found) => found.ok)
    if (known.length === 0) return fail('not-found', { what: 'import' })
    const id = known.map(({ value }) => operationOf(value.outcome)).findLast((one) => one !== null)
    if (id === undefined || id === null) return fail('not-ready', {})
    return this.dependencies.history.undo({ id, ...decisions }, context)
  }
}

const rowsOf = ({
  repairs = [],
  problems = [],
  decisions = [],
  leaveOut = [],
}: ReviseInput['revision']): number[] => [
  ...[...repairs, ...problems, ...decisions, ...leaveOut].map(({ row }) => row),
  ...decisions.flatMap(({ otherRow }) => otherRow ?? []),
]

/** The operation an import became; null while there is none. */
const operationOf = (found: unknown): OperationId | null => {
  const outcome = importCommitOutcome.safeParse(found)
  return outcome.success && outcome.data.code === 'applied' ? outcome.data.operationId : null
}
