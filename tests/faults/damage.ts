import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { findBadBackups, listedBackups } from './check-backups.ts'
import { type FaultLine, type FaultRun, type Findings, inFolder, measure } from './fault-suite.ts'
import type { DriverEnd } from './run-driver.ts'
import { runDriver } from './run-driver.ts'

const control = join(import.meta.dirname, 'controls/sees-no-damage.ts')
const pageBytes = 4096

/** A workspace that was written in, backed up and closed. */
const makeFixture = async (folder: string, seed: number): Promise<void> => {
  const run = { folder, seed, pauseMs: 0, killAfterMs: 600 } as const
  await runDriver({ ...run, mode: 'write' })
  const stop = { failpoint: 'backup.listed:1', killAfterMs: 20_000 }
  // Acts and backups come in turn by chance; what is tested is what becomes of a backup.
  for (
    let n = 0;
    n < 3 && listedBackups(join(folder, 'workspace', 'backups')).length === 0;
    n += 1
  ) {
    await runDriver({ ...run, mode: 'backup', ...stop })
  }
  await runDriver({ ...run, mode: 'open', killAfterMs: null })
}

/** Fills one page, not the first, with random bytes. */
const destroyPage = (file: string, random: SeededRandom): number => {
  const bytes = readFileSync(file)
  const page = 1 + random.integer(bytes.length / pageBytes - 1)
  bytes.set(random.bytes(pageBytes), page * pageBytes)
  writeFileSync(file, bytes)
  return page + 1
}

/** What the independent command says of the structure. */
const isSoundBySqlite = (file: string): boolean => {
  try {
    const answer = execFileSync('sqlite3', ['-readonly', file, 'pragma quick_check(1)'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return answer.toString().trim() === 'ok'
  } catch {
    return false
  }
}

const judge = (ended: DriverEnd, isSound: boolean): string[] => {
  const verdict = ended.lines.find((line) => line.type === 'health')
  if (ended.wasKilled) return ['hung']
  if (verdict === undefined) {
    const isRefused = /SQLITE_(CORRUPT|NOTADB)|malformed/.test(ended.errors)
    if (isSound) return [`a sound file does not open: ${ended.errors.slice(0, 200)}`]
    return isRefused ? [] : [`ended without a verdict: ${ended.errors.slice(0, 200)}`]
  }
  const isNoticed = verdict.health === 'damaged'
  if (!isSound && !isNoticed) return ['damage was not noticed']
  if (isNoticed && verdict.refusal !== 'damaged') return [`a save was answered ${verdict.refusal}`]
  return isSound && isNoticed ? ['a sound file counts as damaged'] : []
}

const destroyPages = (count: number, seed: number, isControl: boolean): Promise<Findings> =>
  inFolder(async (folder) => {
    const random = new SeededRandom(seed)
    const fixture = join(folder, 'fixture')
    await makeFixture(fixture, seed)
    const good = listedBackups(join(fixture, 'workspace', 'backups')).map(({ id }) => id)
    const failures: string[] = good.length > 0 ? [] : ['no backup to lose']
    for (let n = 1; n <= count; n += 1) {
      const copy = join(folder, 'copy')
      cpSync(fixture, copy, { recursive: true })
      const file = join(copy, 'workspace', 'workspace.db')
      const page = destroyPage(file, random)
      const isSound = isSoundBySqlite(file)
      const ended = await runDriver({
        folder: copy,
        seed: n,
        pauseMs: 0,
        mode: 'check',
        killAfterMs: 30_000,
        control: isControl ? control : undefined,
      })
      const backups = join(copy, 'workspace', 'backups')
      const listed = new Set(listedBackups(backups).map(({ id }) => id))
      const problems = [
        ...judge(ended, isSound),
        ...findBadBackups(backups),
        ...(good.every((id) => listed.has(id)) ? [] : ['a good backup is gone']),
      ]
      failures.push(...problems.map((problem) => `page ${page}: ${problem}`))
      rmSync(copy, { recursive: true })
    }
    return { n: count, failures }
  })

/**
 * A workspace with one destroyed page: it is refused or noticed, never written to afterwards, and
 * its good backups stay. The control's check always finds the file sound.
 */
export const run = async ({ tier, controls }: FaultRun): Promise<readonly FaultLine[]> => {
  const seed = 4
  if (controls) {
    return [await measure('damage.control.blind', seed, () => destroyPages(8, seed, true))]
  }
  const count = tier === 'full' ? 300 : 6
  return [await measure('damage.pages', seed, () => destroyPages(count, seed, false))]
}
