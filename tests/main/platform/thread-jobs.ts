import { threadId } from 'node:worker_threads'
import { createHelpers } from '#main/platform/helper-thread.ts'
import { runJobThread } from '#main/platform/job-thread.ts'

const spin = (ms: number): void => {
  const end = performance.now() + ms
  while (performance.now() < end);
}

/** Jobs to look at threads with. */
const jobs: Parameters<typeof runJobThread>[0] = {
  who: async () => threadId,
  'who-at-gate': async (_input, _environment, controls) => controls.withGate(() => threadId),
  forever: async (_input, _environment, controls) => {
    for (;;) {
      controls.checkpoint()
      spin(5)
    }
  },
  fail: async () => {
    throw Object.assign(new Error('no good'), { code: 'SQLITE_FULL' })
  },
  'fail-later': async () => {
    setTimeout(() => {
      throw new Error('nobody waits any more')
    }, 5)
  },
  'fail-beside': async () => {
    setTimeout(() => {
      throw new Error('nobody waited for it')
    }, 5)
    await new Promise(() => undefined)
  },
  'fill-memory': async () => {
    const kept: number[][] = []
    for (;;) kept.push(Array.from({ length: 100_000 }, Math.random))
  },
}

runJobThread(jobs, createHelpers(import.meta.filename))
