import { runHelperThread } from '#main/platform/helper-thread.ts'

/** Helpers to look at threads with. */
await runHelperThread({
  count: async () => {
    let last = 0
    return (message) => {
      // The test sends this.
      const { cell, next } = message as { cell?: Int32Array; next?: number }
      if (cell === undefined || next !== last + 1) return
      last = next
      cell[0] = next
      cell[1] = (cell[1] ?? 0) + 1
    }
  },
  fail: async () => () => {
    throw new Error('no good')
  },
  'fail-to-load': async () => {
    throw new Error('not there')
  },
  exit: async () => () => process.exit(1),
})
