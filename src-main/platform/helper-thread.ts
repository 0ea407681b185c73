import { Worker } from 'node:worker_threads'
import {
  cells,
  type Helper,
  type HelperData,
  type HelperReply,
  type HelperTask,
  type StartHelper,
} from './helper-protocol.ts'
import { errorOf } from './thread-failure.ts'

/** A thread that works and says nothing for so long is taken for lost. */
const silenceMs = 20_000

/** Memory of one helper in MiB; it holds a few messages. */
export interface HelperLimits {
  readonly heapMiB?: number
  /** Room for what is new, most of which is gone with its message. */
  readonly youngHeapMiB?: number
}

const startWorker = (
  workerFile: string,
  data: HelperData,
  { heapMiB = 256, youngHeapMiB = 6 }: HelperLimits,
): Worker =>
  new Worker(workerFile, {
    workerData: data,
    resourceLimits: {
      maxOldGenerationSizeMb: heapMiB,
      maxYoungGenerationSizeMb: youngHeapMiB,
    },
  })

/** Takes what a helper answers; the promise is that of its outcome. */
const takeAnswers = (worker: Worker, state: Int32Array<SharedArrayBuffer>) => {
  let take: ((answer: unknown) => void) | null = null
  const outcome = new Promise<unknown>((resolve, reject) => {
    worker.on('message', (reply: HelperReply) => {
      if (reply.type === 'outcome') return resolve(reply.outcome)
      if (reply.type === 'failed') return reject(errorOf(reply))
      try {
        take?.(reply.answer)
        Atomics.add(state, cells.taken, 1)
        Atomics.notify(state, cells.taken)
      } catch (cause) {
        take = null
        reject(cause)
      }
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`a helper ended with ${code}`)))
  })
  // It may fail before anybody waits, and ends after nobody does.
  outcome.catch(() => undefined)
  return {
    outcome,
    onAnswer: (taking: ((answer: unknown) => void) | null): void => {
      take = taking
    },
  }
}

/** Starts helpers out of the kinds that `workerFile` knows, each with its own memory. */
export const createHelpers =
  (workerFile: string, limits: Readonly<Record<string, HelperLimits>> = {}): StartHelper =>
  (kind) => {
    const state = new Int32Array(new SharedArrayBuffer(cells.length * 4))
    const data: HelperData = { helper: kind, state: state.buffer }
    const worker = startWorker(workerFile, data, limits[kind] ?? {})
    const answers = takeAnswers(worker, state)
    const fail = (): void => {
      Atomics.store(state, cells.failed, 1)
    }
    worker.on('error', fail)
    worker.on('exit', fail)
    let sent = 0
    const post = (task: HelperTask, moved: readonly ArrayBuffer[]): void => {
      sent += 1
      worker.postMessage(task, [...moved])
    }
    const settle: Helper['settle'] = (most) => {
      while (Atomics.load(state, cells.failed) === 0) {
        const worked = Atomics.load(state, cells.worked)
        if (sent - worked <= most) return true
        if (Atomics.wait(state, cells.worked, worked, silenceMs) === 'timed-out') fail()
      }
      return false
    }
    return {
      send: (message, moved = []) => post({ message, isAsked: false }, moved),
      get waiting() {
        return sent - Atomics.load(state, cells.worked)
      },
      settle,
      ask: (message, onAnswer) => {
        answers.onAnswer(onAnswer)
        post({ message, isAsked: true }, [])
        return answers.outcome
      },
      end: async () => {
        answers.onAnswer(null)
        await worker.terminate()
      },
    }
  }
