import { spawnSync } from 'node:child_process'
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importCommitOutcome } from '#shared/contract/import-outcomes.ts'
import type { Output } from '#shared/contract/index.ts'
import { fileHandle } from '#shared/contract/values.ts'
import type { FileHandle } from '#shared/domain/ids.ts'
import { type Report, spreadOf } from '../figure.ts'
import type { HostProcess } from '../host-process.ts'
import { type Target, timeOf } from '../targets.ts'
import { finished } from './bulk.ts'

const upload = async (host: HostProcess, csv: string): Promise<FileHandle> => {
  const response = await fetch(`http://127.0.0.1:${host.port}/files`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${host.token}`,
      'content-type': 'application/octet-stream',
      'content-length': String(statSync(csv).size),
      'x-kith-file-name': 'people.csv',
    },
    // Node reads a stream as a request body; the DOM's types do not know it.
    body: createReadStream(csv) as unknown as BodyInit,
    duplex: 'half',
  } as RequestInit)
  // The host answers an upload like a call; the handle is parsed below.
  const reply = (await response.json()) as { value: { handle: string } }
  return fileHandle.parse(reply.value.handle)
}

/** The strict reference: the same file into a plain table, 64 MB cache, the unique index made after. */
const referenceSeconds = (csv: string): number => {
  const script = `pragma journal_mode=wal; pragma synchronous=full; pragma cache_size=-65536;
.mode csv
.import ${csv} people
create unique index people_by_email on people("E-mail") where "E-mail" <> '';`
  const times = [0, 1, 2].map(() => {
    const folder = mkdtempSync(join(tmpdir(), 'kith-reference-'))
    const file = join(folder, 'reference.db')
    const start = performance.now()
    const ended = spawnSync('sqlite3', [file], { input: script, encoding: 'utf8' })
    const seconds = (performance.now() - start) / 1000
    rmSync(folder, { recursive: true })
    if (ended.status !== 0) throw new Error(`sqlite3: ${ended.stderr}`)
    return seconds
  })
  return spreadOf(times).median
}

/** What an import is measured on. */
export interface ImportParts {
  readonly host: HostProcess
  readonly target: Target
  readonly report: Report
  readonly csv: string
}

type Counts = Output<'imports.rehearsal'>['counts']

const bringIn = async ({ host, target, csv }: ImportParts): Promise<Counts> => {
  const file = await upload(host, csv)
  const { jobId } = await target.call('imports.plan', { file })
  await finished(target, jobId)
  const commit = await target.call('imports.commit', { planId: jobId })
  const outcome = importCommitOutcome.parse(await finished(target, commit.jobId))
  if (outcome.code !== 'applied') throw new Error(outcome.code)
  return outcome.counts
}

/** Brings the file in, then again; against the strict reference. No must yet. */
export const measureImport = async (parts: ImportParts): Promise<void> => {
  const { report, host, csv } = parts
  const reference = Math.round(referenceSeconds(csv) * 100) / 100
  const imported: { counts?: Counts } = {}
  const first = (await timeOf(async () => (imported.counts = await bringIn(parts)))) / 1000
  const add = (id: string, seconds: number, counts: Counts | undefined): void => {
    const value = Math.round(seconds * 100) / 100
    const ratio = Math.round((seconds / reference) * 10) / 10
    const more = {
      new: counts?.new ?? -1,
      changed: counts?.changed ?? -1,
      peak_mb: host.peakMegabytes(),
    }
    report.add({ id, value, unit: 's', reference, ratio, must: null, aim: 8, more })
  }
  add('import.first', first, imported.counts)
  const again = (await timeOf(async () => (imported.counts = await bringIn(parts)))) / 1000
  add('import.again', again, imported.counts)
  const { counts } = imported
  if (counts?.new !== 0 || counts.changed !== 0) report.fail('import.again', JSON.stringify(counts))
}
