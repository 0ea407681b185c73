import { createReadStream, statSync } from 'node:fs'
import { basename } from 'node:path'
import { importCounts } from '#shared/contract/import-rehearsal.ts'
import type { Output } from '#shared/contract/index.ts'
import { fileHandle } from '#shared/contract/values.ts'
import type { FileHandle, OperationId } from '#shared/domain/ids.ts'
import { finished } from './figures/bulk.ts'
import type { HostProcess } from './host-process.ts'
import type { Spent } from './strict-reference.ts'
import type { Target } from './targets.ts'

/** A host and a way to call it. */
export interface Hosted {
  readonly host: HostProcess
  readonly target: Target
}

/** One import from the upload to its outcome. */
export interface Imported {
  readonly counts: Output<'imports.rehearsal'>['counts']
  readonly operationId: OperationId | null
  /** Upload, rehearsal and commit. */
  readonly whole: Spent
  /** Of it the commit: what one waits for after "import". */
  readonly commit: Spent
}

const upload = async (host: HostProcess, path: string): Promise<FileHandle> => {
  const response = await fetch(`http://127.0.0.1:${host.port}/files`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${host.token}`,
      'content-type': 'application/octet-stream',
      'content-length': String(statSync(path).size),
      'x-kith-file-name': basename(path),
    },
    // Node reads a stream as a request body; the DOM's types do not know it.
    body: createReadStream(path) as unknown as BodyInit,
    duplex: 'half',
  } as RequestInit)
  // The host answers an upload like a call; the handle is parsed below.
  const reply = (await response.json()) as { value: { handle: string } }
  return fileHandle.parse(reply.value.handle)
}

/** Measures work of the host: its clock, and the processor time of all its threads. */
export const spentOn = async (host: HostProcess, work: () => Promise<unknown>): Promise<Spent> => {
  const [start, cpu] = [performance.now(), host.cpuSeconds()]
  await work()
  return { seconds: (performance.now() - start) / 1000, cpu: host.cpuSeconds() - cpu }
}

/** Brings a file in as one does who changes nothing on the way; throws unless it is applied. */
export const bringIn = async ({ host, target }: Hosted, path: string): Promise<Imported> => {
  const done: { outcome?: unknown; commit?: Spent } = {}
  const whole = await spentOn(host, async () => {
    const file = await upload(host, path)
    const { jobId } = await target.call('imports.plan', { file })
    await finished(target, jobId)
    done.commit = await spentOn(host, async () => {
      const commit = await target.call('imports.commit', { planId: jobId })
      done.outcome = await finished(target, commit.jobId)
    })
  })
  // The contract's outcome of a commit; what is not applied has no operation.
  const outcome = done.outcome as { code: string; operationId: OperationId | null; counts: unknown }
  if (outcome.code !== 'applied' || done.commit === undefined) throw new Error(outcome.code)
  const counts = importCounts.parse(outcome.counts)
  return { counts, operationId: outcome.operationId, whole, commit: done.commit }
}
