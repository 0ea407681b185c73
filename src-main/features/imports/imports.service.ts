import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { isBlankCell } from '#main/engines/file-formats/cell-values.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { FileStore, StoredFile } from '#main/platform/file-store.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { importPlanOutcome } from '#shared/contract/imports.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import type { FileHandle, JobId } from '#shared/domain/ids.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import type { CommitInput } from './import-commit.job.ts'
import type { PlanInput } from './imports.job.ts'
import type { ImportsRepository } from './imports.repository.ts'
import { type FileFailure, type FileHead, readFileHead } from './read-file.ts'

interface ImportsDependencies {
  readonly repository: ImportsRepository
  readonly jobs: JobsService
  readonly files: Pick<FileStore, 'find'>
  readonly random: RandomSource
  /** Folder of staging files; emptied when the workspace is opened. */
  readonly temporary: string
  /** Country of the business: where phone numbers without a country belong. */
  readonly country: () => string
}

type NotFound = Failure<'not-found', { readonly what: string }>
type Planned = Extract<ReturnType<typeof importPlanOutcome.parse>, { code: 'planned' }>

const previewRows = 30
const sampleCount = 3
const sampleLength = 120
const keptPlans = 4

/** Brings files of contacts in: looked at, rehearsed, then applied in one operation. */
export class ImportsService {
  private readonly dependencies: ImportsDependencies
  private readonly stages = new Map<JobId, string>()

  constructor(dependencies: ImportsDependencies) {
    this.dependencies = dependencies
  }

  inspect({ file }: Input<'imports.inspect'>): ProcedureResult<'imports.inspect'> {
    const found = this.head(file)
    if (!found.ok) return found
    const { stored, head } = found.value
    return ok({
      fileName: stored.name,
      bytes: stored.bytes,
      delimiter: head.delimiter,
      columns: head.headers.map((header, index) => describeColumn(head, header, index)),
      preview: head.rows
        .slice(0, previewRows)
        .map(({ cells }) => head.headers.map((_, index) => cells[index]?.trim() ?? '')),
    })
  }

  async plan(input: Input<'imports.plan'>): Promise<ProcedureResult<'imports.plan'>> {
    const { jobs, random, temporary, country } = this.dependencies
    const found = this.head(input.file)
    if (!found.ok) return found
    this.forgetOldPlans()
    const name = Buffer.from(random.bytes(12)).toString('hex')
    const stage = join(temporary, `${name}.stage`)
    const jobId = await jobs.start('imports.plan', {
      file: found.value.stored.path,
      stage,
      columns: input.columns ?? null,
      country: country(),
      unreadable: input.unreadable ?? 'set-aside',
    } satisfies PlanInput)
    this.stages.set(jobId, stage)
    return ok({ jobId })
  }

  rehearsal({ jobId }: Input<'imports.rehearsal'>): ProcedureResult<'imports.rehearsal'> {
    const plan = this.planned(jobId)
    if (!plan.ok) return plan
    return ok({ counts: plan.value.outcome.counts, seconds: plan.value.outcome.seconds })
  }

  rehearsedRows(input: Input<'imports.rehearsedRows'>): ProcedureResult<'imports.rehearsedRows'> {
    const plan = this.planned(input.jobId)
    if (!plan.ok) return plan
    const { group, offset = 0, limit = 100 } = input
    const page = { group, offset, limit }
    return ok({ rows: this.dependencies.repository.rows(plan.value.stage, page) })
  }

  async commit(
    { planId }: Input<'imports.commit'>,
    context: CallContext,
  ): Promise<ProcedureResult<'imports.commit'>> {
    const plan = this.planned(planId)
    if (!plan.ok) return plan
    const input = { stage: plan.value.stage, context } satisfies CommitInput
    return ok({ jobId: await this.dependencies.jobs.start('imports.commit', input) })
  }

  private head(
    handle: FileHandle,
  ): Result<{ readonly stored: StoredFile; readonly head: FileHead }, NotFound | FileFailure> {
    const stored = this.dependencies.files.find(handle)
    if (stored === undefined) return fail('not-found', { what: 'file' })
    const head = readFileHead(stored.path)
    return head.ok ? ok({ stored, head: head.value }) : head
  }

  /** A plan whose rehearsal is done. */
  private planned(
    jobId: JobId,
  ): Result<
    { readonly stage: string; readonly outcome: Planned },
    NotFound | Failure<'not-ready', Record<never, never>>
  > {
    const stage = this.stages.get(jobId)
    const job = this.dependencies.jobs.get(jobId)
    if (stage === undefined || !job.ok) return fail('not-found', { what: 'plan' })
    const outcome = importPlanOutcome.safeParse(job.value.outcome)
    if (job.value.status !== 'done' || !outcome.success || outcome.data.code !== 'planned') {
      return fail('not-ready', {})
    }
    return ok({ stage, outcome: outcome.data })
  }

  private forgetOldPlans(): void {
    for (const [jobId, stage] of this.stages) {
      if (this.stages.size < keptPlans) return
      const job = this.dependencies.jobs.get(jobId)
      if (job.ok && job.value.status === 'running') continue
      rmSync(stage, { force: true })
      this.stages.delete(jobId)
    }
  }
}

const describeColumn = (
  { rows, suggested }: FileHead,
  header: string,
  index: number,
): Output<'imports.inspect'>['columns'][number] => {
  const cells = rows.map((row) => row.cells[index]?.trim() ?? '').filter((cell) => cell !== '')
  const samples = new Set<string>()
  for (const cell of cells) {
    if (samples.size === sampleCount) break
    if (!isBlankCell(cell)) samples.add(cell.replace(/\s+/gu, ' ').slice(0, sampleLength))
  }
  const target = suggested[index] ?? { field: 'named-note' }
  return {
    index,
    header,
    samples: [...samples],
    filled: cells.length,
    target,
    isRecognised: target.field !== 'named-note',
  }
}
