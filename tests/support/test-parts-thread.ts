import type { PartFunction } from '#main/platform/part-protocol.ts'
import { runPartThread } from '#main/platform/part-thread.ts'

/** What the parts of this thread are given: one cell that counts what was sent, and how much. */
export interface CountingInput {
  readonly sent: SharedArrayBuffer
  readonly batches: number
}

const inputOf = (input: unknown): CountingInput =>
  // The tests of parts pass exactly this.
  input as CountingInput

const count: PartFunction = async (input, send) => {
  const { sent, batches } = inputOf(input)
  const cell = new Int32Array(sent)
  for (let batch = 0; batch < batches; batch += 1) {
    const numbers = Float64Array.of(batch, batch * 2)
    send(numbers, [numbers.buffer])
    Atomics.add(cell, 0, 1)
    Atomics.notify(cell, 0)
  }
  return 'counted'
}

const fail: PartFunction = async (_, send) => {
  send(1, [])
  throw Object.assign(new Error('no such file'), { code: 'ENOENT' })
}

const die: PartFunction = async () => process.exit(3)

const fill: PartFunction = async () => {
  const filled: string[][] = []
  for (;;) filled.push(Array.from({ length: 100_000 }, (_, at) => `${at} ${filled.length}`))
}

const parts = { count, fail, die, fill }

await runPartThread(
  Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, async () => part])),
)
