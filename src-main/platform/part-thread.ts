import { parentPort, workerData } from 'node:worker_threads'
import type { PartData, PartFunction, PartMessage, SendBatch } from './part-protocol.ts'
import { failureOf } from './thread-failure.ts'

/** Batches under way at most: enough that neither side waits for long, and little memory. */
const mostUnderWay = 4

/** Whether this thread was started for a part of a job. */
export const isPartThread = (): boolean => {
  const data: unknown = workerData
  return typeof data === 'object' && data !== null && 'part' in data
}

const post = (message: PartMessage, buffers: readonly ArrayBuffer[] = []): void =>
  parentPort?.postMessage(message, [...buffers])

const createSend = (taken: SharedArrayBuffer): SendBatch<unknown> => {
  const cell = new Int32Array(taken)
  let sent = 0
  return (batch, buffers) => {
    for (;;) {
      const count = Atomics.load(cell, 0)
      if (sent - count < mostUnderWay) break
      // Whoever takes them ends this thread when they end themselves.
      Atomics.wait(cell, 0, count)
    }
    sent += 1
    post({ type: 'batch', batch }, buffers)
  }
}

/** Runs the part this thread was started for, out of those it knows. */
export const runPartThread = async (
  parts: Readonly<Record<string, () => Promise<PartFunction>>>,
): Promise<void> => {
  if (parentPort === null) return
  // Whoever starts a part passes exactly this; see `job-part.ts`.
  const data = workerData as PartData
  const given = new Promise<unknown>((resolve) => parentPort?.once('message', resolve))
  try {
    const load = parts[data.part]
    if (!load) throw new Error(`unknown part ${data.part}`)
    const part = await load()
    post({ type: 'done', outcome: await part(await given, createSend(data.taken)) })
  } catch (cause) {
    post(failureOf(cause))
  } finally {
    parentPort.close()
  }
}
