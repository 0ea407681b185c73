import { setTimeout as pause } from 'node:timers/promises'
import type { Input, Output } from '#shared/contract/index.ts'
import type { JobId, OperationId } from '#shared/domain/ids.ts'
import type { SeededRandom } from '#tests/support/seeded-random.ts'
import type { Facts } from '../facts.ts'
import { type Report, spreadOf } from '../figure.ts'
import type { Gap, HostProcess } from '../host-process.ts'
import { type Target, timeOf } from '../targets.ts'

/** What bulk work is measured on: a host in a process of its own. */
export interface BulkParts {
  readonly host: HostProcess
  readonly target: Target
  readonly facts: Facts
  readonly report: Report
  readonly random: SeededRandom
}

/** Waits for a job and returns its outcome; null when there was none. */
export const finished = async (target: Target, id: number | null): Promise<unknown> => {
  if (id === null) return null
  // A job's id, whatever command answered it.
  const input: Input<'jobs.get'> = { id: id as JobId }
  for (;;) {
    const job: Output<'jobs.get'> = await target.call('jobs.get', input)
    if (job.status === 'done') return job.outcome
    if (job.status === 'failed' || job.status === 'cancelled') throw new Error(job.status)
    await pause(20)
  }
}

/** A client at work meanwhile: pages and searches five times a second each. */
const clientAtWork = ({ target, facts, random }: BulkParts) => {
  const times: number[] = []
  const state = { isOn: true }
  const ended = (async () => {
    while (state.isOn) {
      const offset = random.integer(facts.contacts.length)
      times.push(await timeOf(() => target.call('contacts.list', { offset, limit: 50 })))
      const text = random.pick(facts.contacts).display_name.slice(0, 3)
      times.push(await timeOf(() => target.call('search.everywhere', { text, limit: 20 })))
      await pause(100)
    }
  })()
  return {
    stop: async () => {
      state.isOn = false
      await ended
      return spreadOf(times)
    },
  }
}

/** Runs bulk work beside a client; reports its time and the main thread's longest gap. */
export const measureBeside = async (
  parts: BulkParts,
  id: string,
  { must, work }: { must: number | null; work: () => Promise<unknown> },
): Promise<void> => {
  const { host, report } = parts
  await host.longestGap()
  const client = clientAtWork(parts)
  const seconds = (await timeOf(work)) / 1000
  const gap = await host.longestGap()
  const reads = await client.stop()
  const value = Math.round(seconds * 100) / 100
  const none = { reference: null, ratio: null }
  const more = { reads_p95: reads.p95, reads_max: reads.max, n: reads.n }
  report.add({ id, value, unit: 's', must, aim: null, ...none, more })
  addGap(report, id, gap)
}

/** Reports the longest gap of the main thread, without what others took from it. */
export const addGap = (report: Report, id: string, { clock, own }: Gap): void => {
  const tenths = (ms: number): number => Math.round(ms * 10) / 10
  report.add({
    id: `${id}.gap`,
    value: tenths(own),
    unit: 'ms',
    reference: null,
    ratio: null,
    must: 50,
    aim: 16,
    more: { clock: tenths(clock) },
  })
}

/** Tags everybody, takes it back; each with a client at work. */
export const measureBulk = async (parts: BulkParts): Promise<void> => {
  const { target, report, facts } = parts
  const selection = { filter: {}, except: [] }
  let operation: OperationId | null = null
  await measureBeside(parts, 'bulk.tag-everybody', {
    must: 4,
    work: async () => {
      const answer = await target.call('contacts.addTag', { selection, name: 'Everybody' })
      await finished(target, answer.jobId)
      const { operations } = await target.call('history.list', { limit: 1 })
      operation = operations[0]?.id ?? null
    },
  })
  const { tags } = await target.call('tags.list', {})
  const count = tags.find(({ name }) => name === 'Everybody')?.contactCount
  if (count !== facts.contacts.length) report.fail('bulk.tag-everybody', `${count} were tagged`)
  if (operation === null) return report.fail('bulk.undo', 'no operation in History')
  const id: OperationId = operation
  await measureBeside(parts, 'bulk.undo-tag-everybody', {
    must: 4,
    work: async () => finished(target, (await target.call('history.undo', { id })).jobId),
  })
  const after = await target.call('tags.list', {})
  const left = after.tags.find(({ name }) => name === 'Everybody')?.contactCount ?? 0
  if (left !== 0) report.fail('bulk.undo-tag-everybody', `${left} are still tagged`)
}
