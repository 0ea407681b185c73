import { parentPort, workerData } from 'node:worker_threads'
import {
  type Answer,
  cells,
  type HelperData,
  type HelperKind,
  type HelperReply,
  type HelperTask,
  type HelperWork,
} from './helper-protocol.ts'
import { failureOf } from './thread-failure.ts'

/** Answers under way at most: enough that neither side waits for long, and little memory. */
const mostUnderWay = 4

/** The kind of helper this thread was started as; null for a thread that does jobs. */
export const helperKind = (): string | null => {
  // Whoever starts the thread passes this or nothing.
  const data = workerData as Partial<HelperData> | null
  return data?.helper ?? null
}

const post = (reply: HelperReply, moved: readonly ArrayBuffer[] = []): void =>
  parentPort?.postMessage(reply, [...moved])

const createAnswer = (state: Int32Array): Answer => {
  let given = 0
  return (answer, moved = []) => {
    for (;;) {
      const taken = Atomics.load(state, cells.taken)
      if (given - taken < mostUnderWay) break
      // Whoever takes them ends this thread when they end themselves.
      Atomics.wait(state, cells.taken, taken)
    }
    given += 1
    post({ type: 'answer', answer }, moved)
  }
}

/** Works off what this thread is sent, until it is ended. */
export const runHelperThread = async (
  kinds: Readonly<Record<string, HelperKind>>,
): Promise<void> => {
  // `helperKind` told so.
  const { helper, state: shared } = workerData as HelperData
  const state = new Int32Array(shared)
  const count = (cell: number): void => {
    Atomics.add(state, cell, 1)
    // Who waits looks at both cells when it wakes up.
    Atomics.notify(state, cells.worked)
  }
  const fail = (cause: unknown): void => {
    post(failureOf(cause))
    count(cells.failed)
  }
  process.on('exit', () => count(cells.failed))
  const answer = createAnswer(state)
  const take = async (work: HelperWork, { message, isAsked }: HelperTask): Promise<void> => {
    if (Atomics.load(state, cells.failed) !== 0) return
    const outcome = await work(message, answer)
    count(cells.worked)
    if (isAsked) post({ type: 'outcome', outcome })
  }
  const begun = begin(kinds, helper)
  let last: Promise<unknown> = begun
  // Listening from the start: what comes while the code is loaded is worked off after it.
  parentPort?.on('message', (task: HelperTask) => {
    last = last.then(async () => take(await begun, task)).catch(fail)
  })
  await begun.catch(fail)
}

const begin = async (
  kinds: Readonly<Record<string, HelperKind>>,
  helper: string,
): Promise<HelperWork> => {
  const kind = kinds[helper]
  if (!kind) throw new Error(`unknown helper ${helper}`)
  return await kind()
}
