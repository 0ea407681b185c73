import { Worker } from 'node:worker_threads'
import type { Clock } from './clock.ts'
import type { UnnumberedEvent } from './event-bus.ts'
import type { GateMessage, JobProgress, ThreadData, ThreadMessage } from './job-protocol.ts'
import type { WorkspaceLayout } from './workspace-layout.ts'

/** How a thread ended. */
export type ThreadEnd =
  | { readonly status: 'done'; readonly outcome: unknown }
  | { readonly status: 'cancelled' }
  | { readonly status: 'failed'; readonly error: Error }

/** What the starter is told while it runs. */
export interface ThreadListener {
  onProgress(progress: JobProgress): void
  onCommitted(event: UnnumberedEvent): void
}

/** The gate as a thread sees it; `db/write-gate.ts` is one. */
export interface Gate {
  acquire(): Promise<() => void>
}

/** A running thread. */
export interface RunningThread {
  readonly end: Promise<ThreadEnd>
  /** Asks it to stop at its next checkpoint. */
  cancel(): void
  /** Ends it at once; what it had not committed is lost, as after a crash. */
  terminate(): Promise<void>
}

/** What all threads of an application share. */
export interface ThreadOptions {
  /** The built or the source file of `worker.ts`. */
  readonly workerFile: string
  readonly layout: WorkspaceLayout
  readonly clock: Clock
  readonly gate: Gate
  /** Heap of one thread in MiB. */
  readonly maxHeapMiB?: number
}

/** Holds the gate for the thread and gives it back when the thread asks, ends or dies. */
const createGateKeeper = (options: ThreadOptions, worker: Worker) => {
  let release: (() => void) | undefined
  let isEnded = false
  const give = (): void => {
    release?.()
    release = undefined
  }
  return {
    acquire: async (): Promise<void> => {
      const acquired = await options.gate.acquire()
      if (isEnded) return acquired()
      release = acquired
      worker.postMessage({ type: 'gate' } satisfies GateMessage)
    },
    give,
    end: (): void => {
      isEnded = true
      give()
    },
  }
}

const errorOf = ({ message, code }: Extract<ThreadMessage, { type: 'failed' }>): Error =>
  Object.assign(new Error(message), code === null ? {} : { code })

/** Room for what is new in a heap: left alone, it takes a hundred MiB more and is no quicker. */
const youngHeapMiB = 48

/** Starts one job in a thread of its own. */
export const startThread = (
  options: ThreadOptions,
  job: { kind: string; input: unknown },
  listener: ThreadListener,
): RunningThread => {
  const cancel = new SharedArrayBuffer(4)
  const data: ThreadData = {
    ...job,
    layout: options.layout,
    clock: { now: options.clock.now(), zone: options.clock.zone() },
    cancel,
  }
  const worker = new Worker(options.workerFile, {
    workerData: data,
    resourceLimits: {
      maxOldGenerationSizeMb: options.maxHeapMiB ?? 512,
      maxYoungGenerationSizeMb: youngHeapMiB,
    },
  })
  const keeper = createGateKeeper(options, worker)
  const end = new Promise<ThreadEnd>((resolve) => {
    let outcome: ThreadEnd | undefined
    worker.on('message', (message: ThreadMessage) => {
      if (message.type === 'progress') listener.onProgress(message.progress)
      else if (message.type === 'acquire-gate') void keeper.acquire()
      else if (message.type === 'release-gate') keeper.give()
      else if (message.type === 'committed') listener.onCommitted(message.event)
      else if (message.type === 'done') outcome = { status: 'done', outcome: message.outcome }
      else if (message.type === 'cancelled') outcome = { status: 'cancelled' }
      else outcome = { status: 'failed', error: errorOf(message) }
    })
    worker.on('error', (error) => {
      outcome = { status: 'failed', error: error instanceof Error ? error : new Error('thread') }
    })
    worker.on('exit', (code) => {
      keeper.end()
      resolve(outcome ?? { status: 'failed', error: new Error(`thread ended with ${code}`) })
    })
  })
  return {
    end,
    cancel: () => {
      Atomics.store(new Int32Array(cancel), 0, 1)
    },
    terminate: async () => {
      await worker.terminate()
    },
  }
}
