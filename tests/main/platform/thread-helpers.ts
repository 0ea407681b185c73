import type { HelperWork } from '#main/platform/helper-protocol.ts'
import { runHelperThread } from '#main/platform/helper-work.ts'

/** What `answer` is asked for: one cell that counts what was answered, and how much. */
export interface Counting {
  readonly given: SharedArrayBuffer
  readonly answers: number
}

const count = (): HelperWork => {
  let last = 0
  return (message) => {
    // The test sends this.
    const { cell, next } = message as { cell?: Int32Array; next?: number }
    if (cell === undefined || next !== last + 1) return
    last = next
    cell[0] = next
    cell[1] = (cell[1] ?? 0) + 1
  }
}

const answer: HelperWork = async (message, give) => {
  // As above.
  const { given, answers } = message as Counting
  const cell = new Int32Array(given)
  for (let at = 0; at < answers; at += 1) {
    const numbers = Float64Array.of(at, at * 2)
    give(numbers, [numbers.buffer])
    Atomics.add(cell, 0, 1)
    Atomics.notify(cell, 0)
  }
  return 'counted'
}

const fill: HelperWork = () => {
  const filled: string[][] = []
  for (;;) filled.push(Array.from({ length: 100_000 }, (_, at) => `${at} ${filled.length}`))
}

/** Helpers to look at threads with. */
await runHelperThread({
  count: async () => count(),
  answer: async () => answer,
  fill: async () => fill,
  fail: async () => (_, give) => {
    give(1)
    throw Object.assign(new Error('no such file'), { code: 'ENOENT' })
  },
  'fail-to-load': async () => {
    throw new Error('not there')
  },
  exit: async () => () => process.exit(3),
})
