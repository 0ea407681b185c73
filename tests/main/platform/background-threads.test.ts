import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WriteGate } from '#main/db/write-gate.ts'
import { BackgroundThreads } from '#main/platform/background-threads.ts'
import { workspaceLayout } from '#main/platform/workspace-layout.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'

const silent = { onProgress: () => undefined, onCommitted: () => undefined }

let gate: WriteGate
let threads: BackgroundThreads

/** `shortMs` is long enough for a machine with much to do, unless said. */
const createThreads = (shortMs = 20_000): BackgroundThreads =>
  new BackgroundThreads({
    workerFile: join(import.meta.dirname, 'thread-jobs.ts'),
    layout: workspaceLayout('/nowhere'),
    clock: new FakeClock(),
    gate,
    maxHeapMiB: 64,
    shortMs,
  })

beforeEach(() => {
  gate = new WriteGate()
  threads = createThreads()
})
afterEach(() => threads.close())

const start = (kind: string) => threads.start({ kind, input: null }, silent)

test('jobs after each other share a thread, jobs beside each other do not', async () => {
  const first = await start('who').end
  expect(await start('who').end).toEqual(first)
  const beside = await Promise.all([start('who').end, start('who').end])
  expect(beside).toContainEqual(first)
  expect(beside[0]).not.toEqual(beside[1])
})

test('a thread that worked for long is not kept', async () => {
  threads = createThreads(0)
  const first = await start('who').end
  expect(first.status).toBe('done')
  expect(await start('who').end).not.toEqual(first)
})

test('a job that fails says so, with its code, and the next one works', async () => {
  const failed = await start('fail').end
  expect(failed).toMatchObject({
    status: 'failed',
    error: { message: 'no good', code: 'SQLITE_FULL' },
  })
  expect((await start('who').end).status).toBe('done')
  expect(await start('nothing').end).toMatchObject({ error: { message: 'unknown job nothing' } })
})

test('a thread that breaks beside its job fails the job', async () => {
  const failed = await start('fail-beside').end
  expect(failed).toMatchObject({ status: 'failed', error: { message: 'nobody waited for it' } })
})

test('a thread that breaks after its job is not given another one', async () => {
  expect((await start('fail-later').end).status).toBe('done')
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect((await start('who').end).status).toBe('done')
})

test('a job without enough memory fails alone', async () => {
  const failed = await start('fill-memory').end
  expect(failed).toMatchObject({ status: 'failed', error: { code: 'ERR_WORKER_OUT_OF_MEMORY' } })
  expect((await start('who').end).status).toBe('done')
})

test('a job stops when it is asked, or when its thread is ended', async () => {
  const first = start('forever')
  const second = start('forever')
  first.cancel()
  expect(await first.end).toEqual({ status: 'cancelled' })
  await second.terminate()
  expect((await second.end).status).toBe('failed')
})

test('the gate is held by one job at a time, and free after a job that died waiting', async () => {
  const release = await gate.acquire()
  const waiting = start('who-at-gate')
  const dying = start('who-at-gate')
  await new Promise((resolve) => setTimeout(resolve, 400))
  await dying.terminate()
  release()
  expect((await waiting.end).status).toBe('done')
  expect((await dying.end).status).toBe('failed')
  const again = await Promise.race([
    gate.acquire(),
    new Promise<undefined>((resolve) => setTimeout(resolve, 5_000)),
  ])
  expect(again).toBeTypeOf('function')
  again?.()
})

test('after closing, a job still has a thread, which ends with it', async () => {
  const first = await start('who').end
  await threads.close()
  const later = await start('who').end
  expect(later).toMatchObject({ status: 'done' })
  expect(later).not.toEqual(first)
  expect(await start('who').end).not.toEqual(later)
})
