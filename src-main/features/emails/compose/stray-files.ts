import { setTimeout as wait } from 'node:timers/promises'
import type { RunningThread } from '#main/platform/background-thread.ts'
import type { BackgroundThreads } from '#main/platform/background-threads.ts'
import type { Logger } from '#main/platform/logger.ts'
import type { ContentStore } from './content-store.ts'

interface StrayFilesParts {
  readonly threads: Pick<BackgroundThreads, 'start'>
  readonly attachments: Pick<ContentStore, 'isEmpty' | 'removeOld'>
  /** Whether the database was read through and is sound: of a broken one nobody knows. */
  readonly isSound: () => boolean
  readonly log: Logger
}

/** After the start, when the owner is at work and the database was read through. */
const firstLookMs = 120_000
/** After each file: a large one takes some milliseconds. */
const breathMs = 10
const silent = { onProgress: () => undefined, onCommitted: () => undefined }

/** Removes attachments that nothing can refer to any more, once after each start. */
export class StrayFiles {
  private readonly parts: StrayFilesParts
  private timer: NodeJS.Timeout | undefined
  private running: RunningThread | undefined
  private current: Promise<unknown> = Promise.resolve()
  private isStopped = false

  constructor(parts: StrayFilesParts) {
    this.parts = parts
  }

  run(): void {
    this.timer = setTimeout(() => {
      if (!this.parts.isSound()) return this.run()
      this.current = this.sweep().catch((cause: unknown) => {
        this.parts.log.error('attachments.not-swept', cause)
      })
    }, firstLookMs).unref()
  }

  async stop(): Promise<void> {
    this.isStopped = true
    clearTimeout(this.timer)
    this.running?.cancel()
    await this.current
  }

  /** One look; answers how many files went. */
  async sweep(): Promise<number> {
    const { threads, attachments, log } = this.parts
    if (attachments.isEmpty()) return 0
    this.running = threads.start({ kind: 'emails.strayFiles', input: {} }, silent)
    const ended = await this.running.end
    if (ended.status === 'failed') throw ended.error
    // The job of this kind answers with just that.
    const strays = ended.status === 'done' ? (ended.outcome as readonly string[]) : []
    const gone = await this.remove(strays)
    if (gone > 0) log.info('attachments.swept', { count: gone })
    return gone
  }

  private async remove(names: readonly string[]): Promise<number> {
    let gone = 0
    for (const name of names) {
      if (this.isStopped) break
      if (this.parts.attachments.removeOld(name)) gone += 1
      await wait(breathMs)
    }
    return gone
  }
}
