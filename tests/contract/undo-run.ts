import { undoableCommands } from '#tests/support/undo-commands.ts'
import { type Successes, UndoSequences } from '#tests/support/undo-sequences.ts'

const perApplication = 25

/** Which sequences to run; two files share them, so that two cores do. */
export interface SequenceRange {
  /** Seed of the first sequence. */
  readonly from: number
  readonly count: number
  /** Each undoable command must have worked so often, or the sequences prove nothing about it. */
  readonly leastSuccesses: number
}

/** Undos out of order: how many met no later change, and how many did. */
export interface UndoTally {
  readonly clean: number
  readonly conflicting: number
}

/** Undo and redo over random sequences of commands: equal dumps, and what whole states say. */
export const runSequences = async (range: SequenceRange): Promise<UndoTally> => {
  const successes: Successes = new Map()
  let [clean, conflicting] = [0, 0]
  const fewest = (): number => Math.min(...undoableCommands.map((name) => successes.get(name) ?? 0))
  const end = range.from + range.count
  let seed = range.from
  // A command that has hardly worked yet needs a few sequences more.
  const isEnough = () => seed >= end && fewest() >= range.leastSuccesses
  while (!isEnough()) {
    const run = await UndoSequences.open(successes)
    try {
      for (let n = 0; n < perApplication && !isEnough(); n++, seed++) {
        await run.run(seed).catch((error: unknown) => {
          throw new Error(`sequence ${seed}`, { cause: error })
        })
      }
    } finally {
      await run.close()
    }
    clean += run.clean
    conflicting += run.conflicting
    if (seed > end + 9 * range.count)
      throw new Error(`a command hardly works: ${JSON.stringify([...successes])}`)
  }
  return { clean, conflicting }
}
