import { parentPort, workerData } from 'node:worker_threads'
import {
  type GateMessage,
  JobCancelled,
  type JobControls,
  type JobFunction,
  type ThreadData,
  type ThreadMessage,
} from './job-protocol.ts'

const send = (message: ThreadMessage): void => parentPort?.postMessage(message)

const createControls = (data: ThreadData): JobControls => {
  const cell = new Int32Array(data.cancel)
  let lastSent = Number.NEGATIVE_INFINITY
  let lastPhase = ''
  return {
    progress: (progress) => {
      const now = performance.now()
      // The main thread tells pages at most four times a second; more would only cost.
      if (progress.phase === lastPhase && now - lastSent < 100) return
      lastSent = now
      lastPhase = progress.phase
      send({ type: 'progress', progress })
    },
    checkpoint: () => {
      if (Atomics.load(cell, 0) === 1) throw new JobCancelled()
    },
    withGate: async (work) => {
      send({ type: 'acquire-gate' })
      await new Promise<GateMessage>((resolve) => parentPort?.once('message', resolve))
      try {
        return work()
      } finally {
        send({ type: 'release-gate' })
      }
    },
    committed: (event) => send({ type: 'committed', event }),
  }
}

/** Runs the one job this thread was started for, out of the kinds it knows. */
export const runJobThread = async (jobs: Readonly<Record<string, JobFunction>>): Promise<void> => {
  // Whoever starts the thread passes exactly this; see `background-thread.ts`.
  const data = workerData as ThreadData
  const started = performance.now()
  const clock = {
    now: () => Math.round(data.clock.now + performance.now() - started),
    zone: () => data.clock.zone,
  }
  try {
    const job = jobs[data.kind]
    if (!job) throw new Error(`unknown job ${data.kind}`)
    const outcome = await job(data.input, { layout: data.layout, clock }, createControls(data))
    send({ type: 'done', outcome })
  } catch (cause) {
    if (cause instanceof JobCancelled) return send({ type: 'cancelled' })
    const error = cause instanceof Error ? cause : new Error(String(cause))
    const code = 'code' in error && typeof error.code === 'string' ? error.code : null
    send({ type: 'failed', message: error.message, stack: error.stack ?? '', code })
  } finally {
    parentPort?.close()
  }
}
