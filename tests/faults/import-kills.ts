import { rmSync } from 'node:fs'
import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import type { DriverLine } from './driver.ts'
import { type FaultLine, type FaultRun, type Findings, inFolder, measure } from './fault-suite.ts'
import type { ImportFile } from './import-driver.ts'
import { findDamage } from './inspect-workspace.ts'
import { runDriver } from './run-driver.ts'

const control = join(import.meta.dirname, 'controls/threads-without-transactions.ts')
/** Every named place of a rehearsal and of an apply; the rows of a large file come in steps. */
const points = [
  'imports.staged',
  'imports.matched',
  'imports.after-shared',
  'imports.after-rows',
  'imports.before-remember',
  'unit.before-commit',
  'unit.after-commit',
]

interface ImportKills {
  readonly file: ImportFile
  /** Kills at each named point, and at random moments. */
  readonly atPoints: number
  readonly atRandom: number
  readonly isControl: boolean
}

/** How many contacts the workspace holds, read past the product. */
const countContacts = (file: string): number => {
  const database = new DatabaseConstructor(file, { fileMustExist: true })
  try {
    // A count is a number.
    return database.prepare('select count(*) from contacts').pluck().get() as number
  } finally {
    database.close()
  }
}

const planned = (lines: readonly DriverLine[]) =>
  lines.find((line) => line.type === 'import-planned')

/**
 * Kills the process in the middle of one import, again and again: everybody is there or nobody,
 * and the same file once more brings the rest, or nothing when all are there.
 */
const killImports = ({ file, atPoints, atRandom, isControl }: ImportKills): Promise<Findings> =>
  inFolder(async (folder) => {
    const random = new SeededRandom(file.seed)
    const workspace = join(folder, 'workspace')
    const database = join(workspace, 'workspace.db')
    const run = (more: { failpoint?: string; killAfterMs: number | null }) =>
      runDriver({
        folder,
        seed: file.seed,
        mode: 'import',
        pauseMs: 0,
        importFile: file,
        control: isControl ? control : undefined,
        ...more,
      })
    const fresh = () => rmSync(workspace, { recursive: true, force: true })
    const started = performance.now()
    const whole = await run({ killAfterMs: null })
    const lastMs = performance.now() - started
    const all = countContacts(database)
    const plan = planned(whole.lines)
    const failures = plan?.new ? [] : [`the import itself failed: ${whole.errors.slice(0, 300)}`]
    const kills = [
      ...points.flatMap((point) => Array.from({ length: isControl ? 0 : atPoints }, () => point)),
      ...Array.from({ length: atRandom }, () => undefined),
    ]
    let [before, after] = [0, 0]
    fresh()
    for (const [n, point] of kills.entries()) {
      const pass = point === 'imports.after-rows' && file.rows > 20_000 ? 1 + random.integer(2) : 1
      const end = await run(
        point === undefined
          ? { killAfterMs: random.integer(Math.round(lastMs)) }
          : { failpoint: `${point}:${pass}`, killAfterMs: null },
      )
      if (point !== undefined && !end.wasKilled) failures.push(`kill ${n}: ${point} was not met`)
      const people = countContacts(database)
      const where = `kill ${n} at ${point ?? 'a random moment'}`
      failures.push(...findDamage(database).map((problem) => `${where}: ${problem}`))
      if (people === 0) before += 1
      else if (people === all) {
        after += 1
        const again = await run({ killAfterMs: null })
        const applied = again.lines.find((line) => line.type === 'import-applied')
        if (applied === undefined || applied.new !== 0 || applied.changed !== 0) {
          failures.push(`${where}: the second run brought ${JSON.stringify(applied)}`)
        }
        if (countContacts(database) !== all) failures.push(`${where}: people were added`)
        fresh()
      } else failures.push(`${where}: ${people} of ${all} contacts are there`)
      if (people !== 0 && people !== all) fresh()
    }
    const needsBoth = !isControl && atPoints > 0
    if (needsBoth && (before === 0 || after === 0)) {
      failures.push(`${before} kills before and ${after} after the commit say too little`)
    }
    return { n: kills.length, failures }
  })

/** One import of a generated file, killed at each named point and at random moments. */
export const run = async ({ tier, controls }: FaultRun): Promise<readonly FaultLine[]> => {
  const seed = 20_261_121
  if (controls) {
    const kills = { file: { rows: 3000, seed }, atPoints: 0, atRandom: 12, isControl: true }
    return [await measure('import-kills.control.scattered', seed, () => killImports(kills))]
  }
  const small = { file: { rows: 100, seed }, atPoints: 5, atRandom: 0, isControl: false }
  const lines = [await measure('import-kills.points', seed, () => killImports(small))]
  if (tier === 'test') return lines
  const large = { file: { rows: 50_000, seed }, atPoints: 5, atRandom: 200, isControl: false }
  return [...lines, await measure('import-kills.large', seed, () => killImports(large))]
}
