import { defects } from '#tests/support/undo-defects.ts'
import { runHistory } from '#tests/support/undo-property.ts'
import { UndoSequences } from '#tests/support/undo-sequences.ts'
import { type FaultLine, type Findings, measure, type RunSuite } from './fault-suite.ts'

const firstSeed = 100_001
/** The unit tests run a hundred and more of the same; here only what starts them is tried. */
const sizes = { test: 2, full: 1000 } as const
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
      await measure('undo.commands', firstSeed, () => sequences(sizes[tier])),
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
const sequences = async (n: number): Promise<Findings> => {
  const failures: string[] = []
  for (let first = 0; first < n; first += perApplication) {
    const run = await UndoSequences.open()
    for (let seed = first; seed < Math.min(first + perApplication, n); seed++) {
      const found = await messageOf(run.run(firstSeed + seed))
      failures.push(...found.map((message) => `sequence ${firstSeed + seed}: ${message}`))
      // What comes after a difference in the same workspace says nothing more.
      if (found.length > 0) break
    }
    await run.close()
  }
  return { n, failures }
}

const messageOf = (history: Promise<unknown>): Promise<string[]> =>
  history.then(
    () => [],
    (error: unknown) => [error instanceof Error ? error.message : 'failed'],
  )
