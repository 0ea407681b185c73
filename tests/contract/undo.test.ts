import { describe, expect, it } from 'vitest'
import { commandInputs, undoableCommands } from '#tests/support/undo-commands.ts'
import { runSequences } from './undo-run.ts'

describe('undo over random sequences of commands', () => {
  it('has an input for each undoable command of the contract', () => {
    expect(new Set(Object.keys(commandInputs))).toEqual(new Set(undoableCommands))
  })

  it('gives equal dumps there and back, and what whole states say out of order', async () => {
    const tally = await runSequences({ from: 1, count: 50, leastSuccesses: 10 })
    expect(tally.clean).toBeGreaterThan(10)
    expect(tally.conflicting).toBeGreaterThan(2)
  })
})
