import { parentPort } from 'node:worker_threads'
import type { StartHelper } from './helper-protocol.ts'
import {
  JobCancelled,
  type JobControls,
  type JobFunction,
  type ThreadJob,
  type ThreadMessage,
  type ToThread,
} from './job-protocol.ts'
import { failureOf } from './thread-failure.ts'

const send = (message: ThreadMessage): void => parentPort?.postMessage(message)

/** Called with the next `gate` message. */
let onGate: () => void = () => undefined

const createControls = ({ cancel }: ThreadJob): JobControls => {
  const cell = new Int32Array(cancel)
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
      const granted = new Promise<void>((resolve) => {
        onGate = resolve
      })
      send({ type: 'acquire-gate' })
      await granted
      try {
        return work()
      } finally {
        send({ type: 'release-gate' })
      }
    },
    committed: (event) => send({ type: 'committed', event }),
  }
}

/** The kinds of jobs that a thread knows, by name. */
type Jobs = Readonly<Record<string, JobFunction>>

const runJob = async (jobs: Jobs, asked: ThreadJob, startHelper: StartHelper): Promise<void> => {
  const { kind, input, layout } = asked
  const started = performance.now()
  const clock = {
    now: () => Math.round(asked.clock.now + performance.now() - started),
    zone: () => asked.clock.zone,
  }
  try {
    const job = jobs[kind]
    if (!job) throw new Error(`unknown job ${kind}`)
    const outcome = await job(input, { layout, clock, startHelper }, createControls(asked))
    send({ type: 'done', outcome })
  } catch (cause) {
    if (cause instanceof JobCancelled) return send({ type: 'cancelled' })
    send(failureOf(cause))
  }
}

/** Runs the jobs this thread is sent, one at a time; whoever started the thread ends it. */
export const runJobThread = (jobs: Jobs, startHelper: StartHelper): void => {
  parentPort?.on('message', (message: ToThread) => {
    if (message.type === 'gate') onGate()
    else void runJob(jobs, message.job, startHelper)
  })
}
