import { expect, it } from 'vitest'
import { runSequences } from './undo-run.ts'

it('gives equal dumps there and back over fifty more sequences', async () => {
  const tally = await runSequences({ from: 1001, count: 50, leastSuccesses: 10 })
  expect(tally.clean).toBeGreaterThan(10)
  expect(tally.conflicting).toBeGreaterThan(2)
})
