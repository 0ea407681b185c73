import { Worker } from 'node:worker_threads'
import type { Clock } from './clock.ts'
import type { UnnumberedChange } from './event-bus.ts'
import type { JobProgress, ThreadMessage, ToThread } from './job-protocol.ts'
import { errorOf } from './thread-failure.ts'
import type { WorkspaceLayout } from './workspace-layout.ts'

/** How a job ended. */
export type ThreadEnd =
  | { readonly status: 'done'; readonly outcome: unknown }
  | { readonly status: 'cancelled' }
  | { readonly status: 'failed'; readonly error: Error }

/** What the starter is told while it runs. */
export interface ThreadListener {
  onProgress(progress: JobProgress): void
  onCommitted(event: UnnumberedChange): void
}

/** The gate as a thread sees it; `db/write-gate.ts` is one. */
export interface Gate {
  acquire(): Promise<() => void>
}

/** A thread at work on a job. */
export interface RunningThread {
  readonly end: Promise<ThreadEnd>
  /** Asks it to stop at its next checkpoint. */
  cancel(): void
  /** Ends it at once; what it had not committed is lost, as after a crash. */
  terminate(): Promise<void>
}

/** What the threads of a workspace share. */
export interface ThreadOptions {
  /** The built or the source file of `worker.ts`. */
  readonly workerFile: string
  readonly layout: WorkspaceLayout
  readonly clock: Clock
  readonly gate: Gate
  /** Heap of one thread in MiB. */
  readonly maxHeapMiB?: number
  /** A job that takes longer ends its thread, which gives its memory back; 2,000 unless said. */
  readonly shortMs?: number
}

/** Room for what is new in a heap: left alone, it takes a hundred MiB more and is no quicker. */
const youngHeapMiB = 48

/** Holds the gate for a job and gives it back when the job asks, ends or dies. */
const createGateKeeper = (gate: Gate, worker: Worker) => {
  let release: (() => void) | undefined
  let isEnded = false
  const give = (): void => {
    release?.()
    release = undefined
  }
  return {
    acquire: async (): Promise<void> => {
      const acquired = await gate.acquire()
      if (isEnded) return acquired()
      release = acquired
      worker.postMessage({ type: 'gate' } satisfies ToThread)
    },
    give,
    end: (): void => {
      isEnded = true
      give()
    },
  }
}

type GateKeeper = ReturnType<typeof createGateKeeper>

const endOf = (message: ThreadMessage): ThreadEnd | undefined => {
  if (message.type === 'done') return { status: 'done', outcome: message.outcome }
  if (message.type === 'cancelled') return { status: 'cancelled' }
  return message.type === 'failed' ? { status: 'failed', error: errorOf(message) } : undefined
}

/** One thread, which does one job after the other. */
export class BackgroundThread {
  private readonly worker: Worker
  private readonly options: ThreadOptions
  private readonly exited: Promise<number>
  private failure: Error | undefined
  private hasExited = false

  constructor(options: ThreadOptions) {
    this.options = options
    this.worker = new Worker(options.workerFile, {
      resourceLimits: {
        maxOldGenerationSizeMb: options.maxHeapMiB ?? 512,
        maxYoungGenerationSizeMb: youngHeapMiB,
      },
    })
    // Also between jobs: without a listener the error would end the application.
    this.worker.on('error', (error) => {
      this.failure = error instanceof Error ? error : new Error('thread')
    })
    this.exited = new Promise((resolve) =>
      this.worker.on('exit', (code) => {
        this.hasExited = true
        resolve(code)
      }),
    )
  }

  /** Whether it can do another job. */
  get isAlive(): boolean {
    return !this.hasExited && this.failure === undefined
  }

  /** Starts a job; not before the one before has ended. */
  start(job: { kind: string; input: unknown }, listener: ThreadListener): RunningThread {
    const { layout, clock, gate } = this.options
    const cancel = new SharedArrayBuffer(4)
    const keeper = createGateKeeper(gate, this.worker)
    const end = this.endOfJob(listener, keeper)
    this.worker.ref()
    this.worker.postMessage({
      type: 'start',
      job: { ...job, layout, clock: { now: clock.now(), zone: clock.zone() }, cancel },
    } satisfies ToThread)
    return {
      end,
      cancel: () => {
        Atomics.store(new Int32Array(cancel), 0, 1)
      },
      terminate: () => this.terminate(),
    }
  }

  /** Lets the process end although the thread waits for another job. */
  rest(): void {
    this.worker.unref()
  }

  async terminate(): Promise<void> {
    await this.worker.terminate()
  }

  private async endOfJob(listener: ThreadListener, keeper: GateKeeper): Promise<ThreadEnd> {
    const { worker } = this
    const told = new Promise<ThreadEnd>((resolve) => {
      const onMessage = (message: ThreadMessage): void => {
        if (message.type === 'progress') listener.onProgress(message.progress)
        else if (message.type === 'acquire-gate') void keeper.acquire()
        else if (message.type === 'release-gate') keeper.give()
        else if (message.type === 'committed') listener.onCommitted(message.event)
        const end = endOf(message)
        if (end) resolve(end)
      }
      worker.on('message', onMessage)
      void this.exited.then((code) => {
        const error = this.failure ?? new Error(`thread ended with ${code}`)
        resolve({ status: 'failed', error })
      })
    })
    const end = await told
    keeper.end()
    worker.removeAllListeners('message')
    return end
  }
}
