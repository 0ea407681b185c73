import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { importCommitOutcome, importPlanOutcome } from '#shared/contract/import-outcomes.ts'
import type { Input, Output, ProcedureName } from '#shared/contract/index.ts'
import type { FileHandle, JobId } from '#shared/domain/ids.ts'
import { openTestApplication, type TestApplication } from './application.ts'

type PlanChoices = Omit<Input<'imports.plan'>, 'file'>

/** An application to import files into, with what every test of imports does. */
export const openImportApplication = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kith-imports-'))
  const app = await openTestApplication({ folder })
  await app.call('settings.updateBusiness', { country: 'PT' })
  return new ImportApplication(app, folder)
}

/** See `openImportApplication`. */
export class ImportApplication {
  readonly app: TestApplication
  private readonly folder: string

  constructor(app: TestApplication, folder: string) {
    this.app = app
    this.folder = folder
  }

  call<N extends ProcedureName>(name: N, input: Input<N>): Promise<Output<N>> {
    return this.app.call(name, input)
  }

  reply(name: ProcedureName, input: unknown): ReturnType<TestApplication['reply']> {
    return this.app.reply(name, input)
  }

  async close(): Promise<void> {
    await this.app.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  get database(): string {
    return join(this.app.workspace, 'workspace.db')
  }

  async upload(file: string | Uint8Array, name = 'people.csv'): Promise<FileHandle> {
    const stored = await this.app.application.files.receive(
      Readable.from([Buffer.from(file)]),
      name,
    )
    if (!stored.ok) throw new Error('refused')
    return stored.value.handle
  }

  /** The text of a file that the application made. */
  async download(handle: FileHandle): Promise<string> {
    const file = this.app.application.files.find(handle)
    if (file === undefined) throw new Error('no such file')
    // With its byte mark, which a decoder of streams would take away.
    return (await buffer(this.app.application.files.read(file))).toString('utf8')
  }

  /** Waits for a job that must succeed, and answers its outcome. */
  async finished(id: JobId): Promise<unknown> {
    for (;;) {
      const job = await this.call('jobs.get', { id })
      if (job.status === 'done') return job.outcome
      if (job.endedAt !== null) throw new Error(job.status)
      await pause(5)
    }
  }

  /** Rehearses a file that must be readable. */
  async plan(file: string | Uint8Array, choices: PlanChoices = {}) {
    const { jobId } = await this.call('imports.plan', {
      file: await this.upload(file),
      ...choices,
    })
    return { jobId, counts: await this.counts(jobId) }
  }

  async revise(planId: JobId, revision: Omit<Input<'imports.revise'>, 'planId'>) {
    const { jobId } = await this.call('imports.revise', { planId, ...revision })
    return this.counts(jobId)
  }

  async commit(planId: JobId) {
    const { jobId } = await this.call('imports.commit', { planId })
    return importCommitOutcome.parse(await this.finished(jobId))
  }

  rows(
    jobId: JobId,
    group: Input<'imports.rehearsedRows'>['group'],
  ): Promise<Output<'imports.rehearsedRows'>> {
    return this.call('imports.rehearsedRows', { jobId, group })
  }

  private async counts(jobId: JobId) {
    const outcome = importPlanOutcome.parse(await this.finished(jobId))
    if (outcome.code !== 'planned') throw new Error(outcome.code)
    return outcome.counts
  }
}
