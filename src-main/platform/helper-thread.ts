import { parentPort, Worker, workerData } from 'node:worker_threads'

/** What a helper does with each message, in the order in which they were sent. */
export type HelperWork = (message: unknown) => void

/** How a helper of some kind begins; it may load what it needs. */
export type HelperKind = () => Promise<HelperWork>

/**
 * A thread beside a background thread, for one who works on without letting go of its own thread:
 * nothing here waits for an event.
 */
export interface Helper {
  /** Hands over work; the memory of `moved` goes along and is empty afterwards. */
  send(message: unknown, moved?: readonly ArrayBuffer[]): void
  /** Messages that were sent and are not worked off. */
  readonly waiting: number
  /** Blocks until at most `most` messages wait; false when it failed or gives no sign of life. */
  settle(most: number): boolean
  /** Ends it at once. */
  end(): Promise<void>
}

/** Starts a helper of a kind. */
export type StartHelper = (kind: string) => Helper

interface HelperData {
  readonly helper: string
  /** Messages worked off, and 1 where one failed. */
  readonly state: SharedArrayBuffer
}

const worked = 0
const failed = 1

/** A thread that works and says nothing for so long is taken for lost. */
const silenceMs = 20_000

const heapMiB = 256
const youngHeapMiB = 6

/** Starts helpers out of the kinds that `workerFile` knows. */
export const createHelpers =
  (workerFile: string): StartHelper =>
  (kind) => {
    const cell = new Int32Array(new SharedArrayBuffer(8))
    const data: HelperData = { helper: kind, state: cell.buffer }
    const worker = new Worker(workerFile, {
      workerData: data,
      resourceLimits: {
        maxOldGenerationSizeMb: heapMiB,
        maxYoungGenerationSizeMb: youngHeapMiB,
      },
    })
    const fail = (): void => {
      Atomics.store(cell, failed, 1)
    }
    worker.on('error', fail)
    worker.on('exit', fail)
    let sent = 0
    const isFailed = (): boolean => Atomics.load(cell, failed) === 1
    const waiting = (): number => sent - Atomics.load(cell, worked)
    return {
      send: (message, moved = []) => {
        sent += 1
        worker.postMessage(message, [...moved])
      },
      get waiting() {
        return waiting()
      },
      settle: (most) => {
        while (!isFailed()) {
          const before = Atomics.load(cell, worked)
          if (sent - before <= most) return true
          if (Atomics.wait(cell, worked, before, silenceMs) === 'timed-out') fail()
        }
        return false
      },
      end: async () => {
        await worker.terminate()
      },
    }
  }

/** The kind of helper this thread was started as; null for a thread that does a job. */
export const helperKind = (): string | null => {
  // Whoever starts the thread passes this or the data of a job.
  const data = workerData as Partial<HelperData> | null
  return data?.helper ?? null
}

/** Works off what this thread is sent, until it is ended. */
export const runHelperThread = async (
  kinds: Readonly<Record<string, HelperKind>>,
): Promise<void> => {
  // `helperKind` told so.
  const { helper, state } = workerData as HelperData
  const cell = new Int32Array(state)
  const tell = (index: number): void => {
    Atomics.add(cell, index, 1)
    Atomics.notify(cell, worked)
  }
  process.on('exit', () => tell(failed))
  // Listening from the start: what comes while the code is loaded is worked off after it.
  const early: unknown[] = []
  let work: HelperWork | null = null
  const take = (message: unknown): void => {
    if (Atomics.load(cell, failed) !== 0) return
    try {
      work?.(message)
      tell(worked)
    } catch {
      tell(failed)
    }
  }
  parentPort?.on('message', (message) => (work === null ? early.push(message) : take(message)))
  try {
    const kind = kinds[helper]
    if (!kind) throw new Error(`unknown helper ${helper}`)
    work = await kind()
    for (const message of early) take(message)
  } catch {
    tell(failed)
  }
}
