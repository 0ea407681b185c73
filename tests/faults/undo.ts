import type { ProcedureName } from '#shared/contract/index.ts'
import { undoableCommands } from '#tests/support/undo-commands.ts'
import { defects } from '#tests/support/undo-defects.ts'
import { runHistory } from '#tests/support/undo-property.ts'
import { type Successes, UndoSequences } from '#tests/support/undo-sequences.ts'
import { type FaultLine, type Findings, measure, type RunSuite } from './fault-suite.ts'

const firstSeed = 100_001
/** The unit tests run a hundred and more of the same; here only what starts them is tried. */
const sizes = { test: 2, full: 1000 } as const
/** How often each undoable command has to work; two sequences promise nothing. */
const least = { test: 0, full: 20 } as const
const perApplication = 25
/** Histories in which a planted defect must show at least once. */
const controlHistories = 40

/**
 * Undo over random histories of the database and over random sequences of the contract's commands,
 * each with everything that undo promises about it; `n` counts them, `fail` those with a
 * difference. The controls plant one defect of the log each.
 */
export const run: RunSuite = async ({ tier, controls }) => {
  if (!controls) {
    return [
      await measure('undo.histories', firstSeed, () => histories(sizes[tier])),
      await measure('undo.commands', firstSeed, () => sequences(sizes[tier], least[tier])),
    ]
  }
  const lines: FaultLine[] = []
  for (const [name, defect] of Object.entries(defects)) {
    const id = `undo.control.${name.replaceAll(/[ ']+/g, '-')}`
    lines.push(
      await measure(id, firstSeed, async () => {
        for (let n = 1; n <= controlHistories; n++) {
          const history = runHistory({ seed: firstSeed + n, units: 25, ...defect })
          const failures = await messageOf(history)
          if (failures.length > 0) return { n, failures }
        }
        return { n: controlHistories, failures: [] }
      }),
    )
  }
  return lines
}

const histories = async (n: number): Promise<Findings> => {
  const failures: string[] = []
  for (let seed = firstSeed; seed < firstSeed + n; seed++) {
    // Longer histories now and then meet more of their own past.
    const units = seed % 5 === 0 ? 60 : 30
    const found = await messageOf(runHistory({ seed, units }))
    failures.push(...found.map((message) => `seed ${seed}: ${message}`))
  }
  return { n, failures }
}

/** Random sequences of every undoable command, through dispatch. */
const sequences = async (n: number, leastSuccesses: number): Promise<Findings> => {
  const failures: string[] = []
  const total = new Map<ProcedureName, number>()
  for (let first = 0; first < n; first += perApplication) {
    const successes: Successes = new Map()
    const run = await UndoSequences.open(successes)
    for (let seed = first; seed < Math.min(first + perApplication, n); seed++) {
      const found = await messageOf(run.run(firstSeed + seed))
      failures.push(...found.map((message) => `sequence ${firstSeed + seed}: ${message}`))
      // What comes after a difference in the same workspace says nothing more.
      if (found.length > 0) break
    }
    await run.close()
    for (const [name, count] of successes) total.set(name, (total.get(name) ?? 0) + count)
  }
  const rare = undoableCommands.filter((name) => (total.get(name) ?? 0) < leastSuccesses)
  failures.push(...rare.map((name) => `${name} worked only ${total.get(name) ?? 0} times`))
  return { n, failures }
}

const messageOf = (history: Promise<unknown>): Promise<string[]> =>
  history.then(
    () => [],
    (error: unknown) => [error instanceof Error ? error.message : 'failed'],
  )
