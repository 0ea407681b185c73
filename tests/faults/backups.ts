import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { stateText } from './acts.ts'
import { findBadBackups, listedBackups } from './check-backups.ts'
import {
  type FaultLine,
  type FaultRun,
  type Findings,
  inFolder,
  measure,
  pointOf,
} from './fault-suite.ts'
import { findDamage, readState } from './inspect-workspace.ts'
import { runDriver } from './run-driver.ts'

const controlOf = (name: string): string => join(import.meta.dirname, `controls/${name}.ts`)
const backupPoints = [
  'backup.copied',
  'backup.synced',
  'backup.renamed',
  'backup.listed',
  'backup.rotated',
]
const restorePoints = [
  'restore.prepared',
  'backup.copied',
  'backup.synced',
  'backup.renamed',
  'backup.listed',
  'restore.before-swap',
  'restore.after-swap',
]

/** Kills a process that writes and backs up at once; whatever is listed has to be good. */
const killBackups = (count: number, seed: number, isControl: boolean): Promise<Findings> =>
  inFolder(async (folder) => {
    const random = new SeededRandom(seed)
    const backups = join(folder, 'workspace', 'backups')
    const failures: string[] = []
    let made = 0
    for (let n = 1; n <= count; n += 1) {
      const point = pointOf(backupPoints, n)
      const newestBefore = newestOf(backups)
      const { lines, errors } = await runDriver({
        folder,
        seed: seed * 10_000 + n,
        mode: 'backup',
        pauseMs: 1,
        killAfterMs: point === undefined ? 50 + random.integer(900) : 2_500,
        failpoint: point === undefined ? undefined : `${point}:${1 + random.integer(2)}`,
        control: isControl ? controlOf('lists-before-verifying') : undefined,
      })
      if (errors !== '') failures.push(`kill ${n}: ${errors.slice(0, 300)}`)
      const acknowledged = lines.filter((line) => line.type === 'backup').map(({ id }) => id)
      made += acknowledged.length
      const listed = new Set(listedBackups(backups).map(({ id }) => id))
      const newest = acknowledged.at(-1) ?? newestBefore
      const problems = [
        ...findBadBackups(backups),
        ...(newest === undefined || listed.has(newest) ? [] : [`the newest, ${newest}, is gone`]),
        ...findDamage(join(folder, 'workspace', 'workspace.db')),
      ]
      failures.push(...problems.map((problem) => `kill ${n}: ${problem}`))
    }
    if (made < count / 2) failures.push(`only ${made} backups were finished`)
    return { n: count, failures }
  })

const newestOf = (backups: string): string | undefined =>
  listedBackups(backups)
    .map(({ id }) => id)
    .toSorted()
    .at(-1)

/** A workspace with one backup and a change after it. */
const makeFixture = async (folder: string, seed: number): Promise<void> => {
  const write = { folder, seed, pauseMs: 0, mode: 'write', killAfterMs: 300 } as const
  await runDriver(write)
  for (;;) {
    await runDriver({ ...write, mode: 'backup', failpoint: 'backup.listed:1', killAfterMs: 10_000 })
    if (listedBackups(join(folder, 'workspace', 'backups')).length > 0) break
  }
  await runDriver({ ...write, seed: seed + 1 })
}

/** Kills a restore: the workspace is what it was or what the backup holds, whole. */
const killRestores = (count: number, seed: number, isControl: boolean): Promise<Findings> =>
  inFolder(async (folder) => {
    const random = new SeededRandom(seed)
    const fixture = join(folder, 'fixture')
    await makeFixture(fixture, seed)
    const fixtureFile = join(fixture, 'workspace', 'workspace.db')
    const old = stateText(readState(fixtureFile))
    const [backup] = listedBackups(join(fixture, 'workspace', 'backups'))
    const target = stateText(readState(join(fixture, 'workspace', 'backups', `${backup?.id}.db`)))
    const failures: string[] = old === target ? ['the backup holds what is there'] : []
    const seen = new Set<string>()
    for (let n = 1; n <= count; n += 1) {
      const copy = join(folder, 'copy')
      cpSync(fixture, copy, { recursive: true })
      const point = isControl ? undefined : pointOf(restorePoints, n)
      const run = { folder: copy, seed: n, pauseMs: 0 } as const
      await runDriver({
        ...run,
        mode: 'restore',
        killAfterMs: point === undefined ? random.integer(900) : 10_000,
        failpoint: point === undefined ? undefined : `${point}:1`,
        control: isControl ? controlOf('swaps-in-place') : undefined,
      })
      const reopened = await runDriver({ ...run, mode: 'open', killAfterMs: null })
      const file = join(copy, 'workspace', 'workspace.db')
      const damage = findDamage(file)
      const state = damage.length === 0 ? stateText(readState(file)) : 'damaged'
      seen.add(state)
      const problems = [
        ...(reopened.errors === '' ? [] : [`does not open: ${reopened.errors.slice(0, 200)}`]),
        ...(state === old || state === target ? [] : ['a mixture']),
        ...damage,
        ...findBadBackups(join(copy, 'workspace', 'backups')),
      ]
      failures.push(
        ...problems.map((problem) => `kill ${n} at ${point ?? 'a random moment'}: ${problem}`),
      )
      rmSync(copy, { recursive: true })
    }
    if (seen.size < 2) failures.push('no kill before, or none after the swap')
    return { n: count, failures }
  })

/**
 * Backups under write load and restores, killed at random times and at each named point: every
 * backup on the list is good, and a restore leaves the old workspace or the restored one. One
 * control lists a backup before it is whole, the other writes over the database bit by bit.
 */
export const run = async ({ tier, controls }: FaultRun): Promise<readonly FaultLine[]> => {
  const seed = 10
  if (controls) {
    const [early, inPlace] = ['backups.control.listed-too-early', 'restores.control.in-place']
    return [
      await measure(early, seed, () => killBackups(8, seed, true)),
      await measure(inPlace, seed, () => killRestores(12, seed, true)),
    ]
  }
  const [backups, restores] = tier === 'full' ? [200, 200] : [8, 9]
  return [
    await measure('backups.kills', seed, () => killBackups(backups, seed, false)),
    await measure('restores.kills', seed, () => killRestores(restores, seed, false)),
  ]
}
