import { writeSync } from 'node:fs'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { Application } from '#main/application.ts'
import { generateCsv } from '#tests/support/generate-contacts.ts'

/** What the process says while it imports. */
export type ImportLine =
  | { readonly type: 'import-planned'; readonly new: number; readonly newCompanies: number }
  | { readonly type: 'import-applied'; readonly new: number; readonly changed: number }

/** The file of these suites: generated people with companies, addresses, tags and own fields. */
export interface ImportFile {
  readonly rows: number
  readonly seed: number
}

interface ImportWork {
  readonly application: Application
  readonly call: (name: string, value: unknown) => Promise<Record<string, unknown>>
  readonly file: ImportFile
}

interface Outcome {
  readonly counts: { readonly new: number; readonly changed: number; readonly newCompanies: number }
}

const say = (line: ImportLine): void => {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

/** Imports the file once and says how it ended. */
export const importOnce = async ({ application, call, file }: ImportWork): Promise<void> => {
  const ended = async (id: unknown): Promise<Outcome> => {
    for (;;) {
      const job = await call('jobs.get', { id })
      // The outcome of these jobs.
      if (job['status'] === 'done') return job['outcome'] as Outcome
      if (job['status'] !== 'running') throw new Error(`job ${String(job['status'])}`)
      await wait(2)
    }
  }
  const stored = await application.files.receive(Readable.from(generateCsv(file)), 'people.csv')
  if (!stored.ok) throw new Error('no upload')
  const remember = { name: 'People' }
  const { jobId } = await call('imports.plan', { file: stored.value.handle, remember })
  const planned = await ended(jobId)
  const { newCompanies } = planned.counts
  say({ type: 'import-planned', new: planned.counts.new, newCompanies })
  const commit = await call('imports.commit', { planId: jobId })
  const { counts } = await ended(commit['jobId'])
  say({ type: 'import-applied', new: counts.new, changed: counts.changed })
}
