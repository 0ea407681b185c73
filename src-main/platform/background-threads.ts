import {
  BackgroundThread,
  type RunningThread,
  type ThreadListener,
  type ThreadOptions,
} from './background-thread.ts'

/** How long a thread without work is kept: the steps of an import follow each other in seconds. */
const keptMs = 15_000
const usualShortMs = 2_000

/**
 * Does jobs in background threads. Starting one costs about 0.2 s of a processor, most of it for
 * loading modules, so one that has just done a short job is kept for the next.
 */
export class BackgroundThreads {
  readonly options: ThreadOptions
  private idle: { readonly thread: BackgroundThread; readonly timer: NodeJS.Timeout } | undefined
  private isClosed = false

  constructor(options: ThreadOptions) {
    this.options = options
  }

  /** Starts one job, in a thread that has no other. */
  start(job: { kind: string; input: unknown }, listener: ThreadListener): RunningThread {
    const thread = this.takeIdle() ?? new BackgroundThread(this.options)
    const { shortMs = usualShortMs } = this.options
    const began = performance.now()
    const running = thread.start(job, listener)
    const end = running.end.then(async (ended) => {
      const isShort = performance.now() - began < shortMs
      if (ended.status === 'done' && isShort) await this.keep(thread)
      else await thread.terminate()
      return ended
    })
    return { ...running, end }
  }

  /** Ends the thread that waits for work; those at work end with their jobs. */
  async close(): Promise<void> {
    this.isClosed = true
    await this.takeIdle()?.terminate()
  }

  private takeIdle(): BackgroundThread | undefined {
    const { idle } = this
    this.idle = undefined
    clearTimeout(idle?.timer)
    return idle?.thread.isAlive ? idle.thread : undefined
  }

  private async keep(thread: BackgroundThread): Promise<void> {
    if (this.isClosed || this.idle) return thread.terminate()
    thread.rest()
    const timer = setTimeout(() => void this.takeIdle()?.terminate(), keptMs).unref()
    this.idle = { thread, timer }
  }
}
