import { spawn } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { buildDriver } from './build-driver.ts'
import { findBadBackups, listedBackups } from './check-backups.ts'
import {
  type FaultLine,
  type FaultRun,
  type Findings,
  inFolder,
  measure,
  pointOf,
} from './fault-suite.ts'
import { runDriver } from './run-driver.ts'

const control = join(import.meta.dirname, 'controls/no-transactions.ts')
const points = [
  'backup.copied',
  'backup.synced',
  'backup.renamed',
  'backup.listed',
  'migration.stepped',
  'migration.before-commit',
  'migration.after-commit',
]
const contacts = 5_000

/** Everything a schema consists of, as text. */
const schemaText = (database: DatabaseConstructor.Database): string =>
  JSON.stringify(
    database
      .prepare("select name, sql from sqlite_schema where name not like 'sqlite_%' order by name")
      .all(),
  )

const describe = (file: string) => {
  const database = new DatabaseConstructor(file, { fileMustExist: true })
  try {
    const version = database.pragma('user_version', { simple: true }) as number
    return {
      version,
      schema: schemaText(database),
      isSound: database.pragma('integrity_check(1)', { simple: true }) === 'ok',
      names: database
        .prepare('select count(*) || sum(length(display_name)) from contacts')
        .pluck()
        .get(),
    }
  } finally {
    database.close()
  }
}

const fill = (file: string): void => {
  const database = new DatabaseConstructor(file)
  database.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${contacts})
    insert into contacts(uid, kind, display_name, created_at)
      select 'uid-' || i, 'person', 'Contact number ' || i, i from n`)
  database.close()
}

interface MigrationRun {
  readonly killAfterMs: number | null
  readonly failpoint: string | undefined
  readonly isControl: boolean
}

const runMigrator = async (folder: string, run: MigrationRun): Promise<void> => {
  const { migrator, worker } = await buildDriver()
  const flags = run.isControl ? ['--import', control] : []
  const input = JSON.stringify({ folder, workerFile: worker })
  const child = spawn(process.execPath, [...flags, migrator, input], {
    env: { ...process.env, KITH_FAILPOINT: run.failpoint ?? '' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  child.stdout.once('data', () => {
    if (run.killAfterMs !== null) setTimeout(() => child.kill('SIGKILL'), run.killAfterMs)
  })
  await new Promise((resolve) => child.once('exit', resolve))
}

type Description = ReturnType<typeof describe>

const judge = (folder: string, old: Description, target: Description): string[] => {
  const found = describe(join(folder, 'workspace', 'workspace.db'))
  const backups = join(folder, 'workspace', 'backups')
  const expected = found.version === old.version ? old : target
  const before = listedBackups(backups).filter(({ kind }) => kind === 'before-migration')
  return [
    ...(found.isSound ? [] : ['damaged']),
    ...(found.schema === expected.schema ? [] : [`a mixture at version ${found.version}`]),
    ...(found.names === expected.names ? [] : ['other contents']),
    ...(found.version === old.version || before.length > 0 ? [] : ['no backup before it']),
    ...findBadBackups(backups),
  ]
}

const killMigrations = (count: number, seed: number, isControl: boolean): Promise<Findings> =>
  inFolder(async (folder) => {
    const random = new SeededRandom(seed)
    const fixture = join(folder, 'fixture')
    const start = { folder: fixture, seed, mode: 'open', pauseMs: 0, killAfterMs: null } as const
    await runDriver(start)
    fill(join(fixture, 'workspace', 'workspace.db'))
    const old = describe(join(fixture, 'workspace', 'workspace.db'))
    const run = async (how: MigrationRun, judged: (folder: string) => string[]) => {
      const copy = join(folder, 'copy')
      cpSync(fixture, copy, { recursive: true })
      await runMigrator(copy, how)
      const problems = judged(copy)
      const { version } = describe(join(copy, 'workspace', 'workspace.db'))
      const description = describe(join(copy, 'workspace', 'workspace.db'))
      rmSync(copy, { recursive: true })
      return { problems, version, description }
    }
    const whole = await run({ killAfterMs: null, failpoint: undefined, isControl }, () => [])
    const failures: string[] = []
    const versions = new Set<number>()
    for (let n = 1; n <= count; n += 1) {
      const point = pointOf(points, n)
      const killAfterMs = point === undefined ? random.integer(600) : 10_000
      const failpoint = point === undefined ? undefined : `${point}:1`
      const { problems, version } = await run({ killAfterMs, failpoint, isControl }, (copy) =>
        judge(copy, old, whole.description),
      )
      versions.add(version)
      const when = point ?? `${killAfterMs} ms`
      failures.push(...problems.map((problem) => `kill ${n} at ${when}: ${problem}`))
    }
    if (versions.size < 2) failures.push('no kill before, or none after the commit')
    return { n: count, failures }
  })

/**
 * A migration that is killed, at random times and at each named point: the file is of the old
 * schema or of the new one, never between, with all its contents and a verified backup.
 */
export const run = async ({ tier, controls }: FaultRun): Promise<readonly FaultLine[]> => {
  const seed = 8
  if (controls) {
    const id = 'migrations.control.no-transactions'
    return [await measure(id, seed, () => killMigrations(7, seed, true))]
  }
  const count = tier === 'full' ? 200 : 10
  return [await measure('migrations.kills', seed, () => killMigrations(count, seed, false))]
}
