import { Worker } from 'node:worker_threads'
import type { PartData, PartMessage, RunningPart, StartPart } from './part-protocol.ts'
import { errorOf } from './thread-failure.ts'

/** Heap of a part in MiB: it holds a few batches. */
const usualHeapMiB = 256
/** Room for what is new, most of which is gone with its batch. */
const youngHeapMiB = 16

/** How a part is told that a batch was taken. */
const createCounter = (taken: SharedArrayBuffer) => {
  const cell = new Int32Array(taken)
  return (): void => {
    Atomics.add(cell, 0, 1)
    Atomics.notify(cell, 0)
  }
}

const startPart = (workerFile: string, part: string, heapMiB: number): RunningPart => {
  const taken = new SharedArrayBuffer(4)
  const countTaken = createCounter(taken)
  const worker = new Worker(workerFile, {
    workerData: { part, taken } satisfies PartData,
    resourceLimits: {
      maxOldGenerationSizeMb: heapMiB,
      maxYoungGenerationSizeMb: youngHeapMiB,
    },
  })
  let take: ((batch: unknown) => void) | null = null
  const outcome = new Promise<unknown>((resolve, reject) => {
    worker.on('message', (message: PartMessage) => {
      if (message.type === 'done') return resolve(message.outcome)
      if (message.type === 'failed') return reject(errorOf(message))
      try {
        take?.(message.batch)
        countTaken()
      } catch (cause) {
        take = null
        reject(cause)
      }
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`a part of the job ended with ${code}`)))
  })
  // It may fail before anybody waits, and ends after nobody does.
  outcome.catch(() => undefined)
  return {
    run: (input, onBatch) => {
      take = onBatch
      worker.postMessage(input)
      return outcome
    },
    stop: async () => {
      take = null
      await worker.terminate()
    },
  }
}

/** Starts parts from the file that threads start from. */
export const createStartPart =
  (workerFile: string, heapMiB = usualHeapMiB): StartPart =>
  (part) =>
    startPart(workerFile, part, heapMiB)
