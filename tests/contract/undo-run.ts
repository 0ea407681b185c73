import { undoableCommands } from '#tests/support/undo-commands.ts'
import { UndoSequences } from '#tests/support/undo-sequences.ts'

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
  const successes = new Map<string, number>()
  let [clean, conflicting] = [0, 0]
  const fewest = (): number => Math.min(...undoableCommands.map((name) => successes.get(name) ?? 0))
  const last = range.from + range.count - 1
  for (let first = range.from; first <= last || fewest() < range.leastSuccesses; ) {
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
    first += perApplication
    if (first > range.from + 10 * range.count)
      throw new Error(`a command hardly works: ${JSON.stringify([...successes])}`)
  }
  return { clean, conflicting }
}
