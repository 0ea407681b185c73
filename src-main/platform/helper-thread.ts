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

/** Somebody who waits for what becomes of a message. */
interface Waiting {
  readonly take: (answer: unknown) => void
  readonly resolve: (outcome: unknown) => void
  readonly reject: (cause: unknown) => void
}

/** Hands what a helper says to those who wait for it, in the order in which they asked. */
const takeReplies = (worker: Worker, state: Int32Array<SharedArrayBuffer>) => {
  const waiting: Waiting[] = []
  let failure: { readonly cause: unknown } | null = null
  const fail = (cause: unknown): void => {
    failure ??= { cause }
    for (const { reject } of waiting.splice(0)) reject(cause)
  }
  const takeAnswer = (answer: unknown): void => {
    try {
      waiting[0]?.take(answer)
      Atomics.add(state, cells.taken, 1)
      Atomics.notify(state, cells.taken)
    } catch (cause) {
      fail(cause)
    }
  }
  worker.on('message', (reply: HelperReply) => {
    if (reply.type === 'outcome') waiting.shift()?.resolve(reply.outcome)
    else if (reply.type === 'failed') fail(errorOf(reply))
    else if (failure === null) takeAnswer(reply.answer)
  })
  worker.on('error', fail)
  worker.on('exit', (code) => fail(new Error(`a helper ended with ${code}`)))
  return {
    add: (one: Waiting): void => {
      if (failure === null) waiting.push(one)
      else one.reject(failure.cause)
    },
    /** Nobody is told of another answer. */
    close: (): void => {
      failure ??= { cause: new Error('a helper was ended') }
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
    const replies = takeReplies(worker, state)
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
      ask: (message, take = () => {}) =>
        new Promise((resolve, reject) => {
          replies.add({ take, resolve, reject })
          post({ message, isAsked: true }, [])
        }),
      end: async () => {
        replies.close()
        await worker.terminate()
      },
    }
  }
