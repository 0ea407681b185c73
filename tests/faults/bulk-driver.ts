import { writeSync } from 'node:fs'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { Application } from '#main/application.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import {
  applyBulkAct,
  type BulkAct,
  type BulkState,
  chooseBulkAct,
  peopleFile,
} from './bulk-acts.ts'

/** What the process says while it works on many contacts at once. */
export type BulkLine =
  | { readonly type: 'bulk-start'; readonly act: BulkAct }
  | { readonly type: 'bulk-ack' }
  /** Said right before it ends itself: what its thread was doing; null when it had not begun. */
  | { readonly type: 'phase'; readonly phase: string | null }

type Call = (name: string, value: unknown) => Promise<Record<string, unknown>>

interface BulkWork {
  readonly application: Application
  readonly call: Call
  readonly seed: number
  readonly killIn: KillIn
}

/** When it ends itself: so long after the thread of its n-th act was started, or got to work. */
export interface KillIn {
  readonly act: number
  readonly ms: number
  readonly isAtWork: boolean
}

const say = (line: BulkLine): void => {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

const readState = async (call: Call): Promise<BulkState> => {
  const { people } = await call('contacts.count', {})
  const { tags } = await call('tags.list', {})
  const counted = (tags as { name: string; contactCount: number }[]).map(
    ({ name, contactCount }) => [name, contactCount] as const,
  )
  return { people: Number(people), tags: Object.fromEntries(counted) }
}

const everybody = { filter: {}, except: [] }

/** Bulk acts for ever, each in a thread of its own, until it ends itself in one of them. */
export const workInBulk = async ({ application, call, seed, killIn }: BulkWork): Promise<void> => {
  const random = new SeededRandom(seed)
  let state = await readState(call)
  let before = state
  let lastOperation: number | null = null

  const ended = async (id: number): Promise<Record<string, unknown>> => {
    for (;;) {
      const job = await call('jobs.get', { id })
      if (job['status'] === 'done') return job
      if (job['status'] !== 'running') throw new Error(`job ${String(job['status'])}`)
      await wait(2)
    }
  }
  const prepare = async (act: BulkAct, serial: string): Promise<() => Promise<unknown>> => {
    switch (act.kind) {
      case 'import': {
        const file = Readable.from([peopleFile(act.people, serial)])
        const stored = await application.files.receive(file, 'people.csv')
        if (!stored.ok) throw new Error('no upload')
        const { jobId } = await call('imports.plan', { file: stored.value.handle })
        await ended(Number(jobId))
        return () => call('imports.commit', { planId: jobId })
      }
      case 'tag':
        return () => call('contacts.addTag', { selection: everybody, name: act.name })
      case 'delete':
        return () => call('contacts.delete', { selection: everybody })
      case 'undo':
        return () => call('history.undo', { id: lastOperation })
    }
  }
  const phaseOf = async (id: number): Promise<string | null> => {
    const { phase } = await call('jobs.get', { id })
    return typeof phase === 'string' ? phase : null
  }
  const killLater = async (jobId: number): Promise<void> => {
    while (killIn.isAtWork && (await phaseOf(jobId)) === null) await wait(2)
    await wait(killIn.ms)
    say({ type: 'phase', phase: await phaseOf(jobId) })
    process.kill(process.pid, 'SIGKILL')
  }

  for (let n = 1; ; n += 1) {
    const serial = `${seed}-${n}`
    const act = chooseBulkAct(random, state, { serial, canUndo: lastOperation !== null })
    const go = await prepare(act, serial)
    say({ type: 'bulk-start', act })
    const { jobId } = (await go()) as { jobId: number | null }
    if (jobId === null) throw new Error(`${act.kind} was not a job`)
    if (n === killIn.act) void killLater(jobId)
    const { outcome } = await ended(jobId)
    say({ type: 'bulk-ack' })
    // Undoing an undo is a redo, which the model does not follow.
    const { operationId } = outcome as { operationId: number }
    lastOperation = act.kind === 'undo' ? null : operationId
    const next = applyBulkAct(state, act, before)
    before = state
    state = next
  }
}
