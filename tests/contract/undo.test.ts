import { describe, expect, it } from 'vitest'
import { commandInputs, undoableCommands } from '#tests/support/undo-commands.ts'
import { UndoSequences } from '#tests/support/undo-sequences.ts'

const sequences = 100
const perApplication = 25
/** Each undoable command must have worked so often, or the sequences prove nothing about it. */
const leastSuccesses = 20

describe('undo over random sequences of commands', () => {
  it('has an input for each undoable command of the contract', () => {
    expect(new Set(Object.keys(commandInputs))).toEqual(new Set(undoableCommands))
  })

  it('gives equal dumps there and back, and what whole states say out of order', async () => {
    const successes = new Map<string, number>()
    let [clean, conflicting] = [0, 0]
    const fewest = (): number =>
      Math.min(...undoableCommands.map((name) => successes.get(name) ?? 0))
    for (let first = 1; first <= sequences || fewest() < leastSuccesses; first += perApplication) {
      const run = await UndoSequences.open()
      try {
        for (let seed = first; seed < first + perApplication; seed++) {
          await run.run(seed).catch((error: unknown) => {
            throw new Error(`sequence ${seed}`, { cause: error })
          })
        }
      } finally {
        await run.close()
      }
      for (const [name, count] of run.successes)
        successes.set(name, (successes.get(name) ?? 0) + count)
      clean += run.clean
      conflicting += run.conflicting
      if (first > 10 * sequences)
        throw new Error(`a command hardly works: ${JSON.stringify([...successes])}`)
    }
    expect(clean).toBeGreaterThan(20)
    expect(conflicting).toBeGreaterThan(5)
  }, 600_000)
})
