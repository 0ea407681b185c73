import { createReadStream } from 'node:fs'
import { expect, onTestFinished } from 'vitest'
import { exportWritten } from '#shared/contract/exports.ts'
import { importCommitOutcome } from '#shared/contract/import-outcomes.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { openTestApplication, type TestApplication } from './application.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Workspaces of other seeds make other permanent names, and each has a day of its own. */
export const startTrip = async (seed = 1): Promise<TestApplication> => {
  const app = await openTestApplication({ folder: temporaryFolder(), seed })
  app.clock.advance(seed * 86_400_000)
  onTestFinished(() => app.close())
  await app.call('settings.updateBusiness', { country: 'PT', currency: 'EUR' })
  return app
}

const ended = async (app: TestApplication, id: JobId): Promise<Output<'jobs.get'>> => {
  for (;;) {
    const job = await app.call('jobs.get', { id })
    if (job.status !== 'queued' && job.status !== 'running') return job
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

type Format = 'csv' | 'xlsx'

/** The path of a lossless export. */
export const exported = async (
  app: TestApplication,
  format: Format,
  selection?: Input<'exports.create'>['selection'],
): Promise<string> => {
  const asked = { format, mode: 'lossless', ...(selection && { selection }) } as const
  const { jobId } = await app.call('exports.create', asked)
  const { file } = exportWritten.parse((await ended(app, jobId)).outcome)
  const stored = app.application.files.find(file)
  if (stored === undefined) throw new Error('the export has no file')
  return stored.path
}

/** Rehearses such a file, by path; with `overwrite` what differs takes the place of what is there. */
export const rehearsed = async (app: TestApplication, path: string, rule?: 'overwrite') => {
  const stored = await app.application.files.receive(createReadStream(path), 'contacts.csv')
  if (!stored.ok) throw new Error(stored.error.code)
  const file = stored.value.handle
  // As the owner's way through the import: what the columns are is shown, and sent back.
  const inspected = await app.call('imports.inspect', { file })
  const columns = inspected.columns.map(({ target }) =>
    rule !== undefined && target.field === 'company' ? { ...target, rule } : target,
  )
  const { jobId } = await app.call('imports.plan', { file, columns })
  expect((await ended(app, jobId)).outcome).toMatchObject({ code: 'planned' })
  const { counts } = await app.call('imports.rehearsal', { jobId })
  const rowOf = async (name: string) => {
    for (const group of ['new', 'changed', 'unchanged'] as const) {
      const { rows } = await app.call('imports.rehearsedRows', { jobId, group, limit: 200 })
      const found = rows.find((row) => row.name === name)
      if (found !== undefined) return found
    }
    throw new Error(`no row of ${name}`)
  }
  const commit = async () => {
    const { jobId: id } = await app.call('imports.commit', { planId: jobId })
    const outcome = importCommitOutcome.parse((await ended(app, id)).outcome)
    if (outcome.code !== 'applied') throw new Error(outcome.code)
    return outcome
  }
  return { counts, rowOf, commit, undo: () => app.call('imports.undo', { jobId }) }
}

/** Brings such a file in; what the rehearsal counted. */
export const imported = async (app: TestApplication, path: string) => {
  const { counts, commit } = await rehearsed(app, path)
  await commit()
  return counts
}
