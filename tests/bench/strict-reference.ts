import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** How long one piece of work took: on the clock, and of the processor. */
export interface Spent {
  readonly seconds: number
  readonly cpu: number
}

/**
 * The strict reference: the same CSV into a plain table by the `sqlite3` command, with a page cache
 * of 64 MB and the unique index made after.
 */
export const strictReference = (csv: string): Spent => {
  const folder = mkdtempSync(join(tmpdir(), 'kith-reference-'))
  const script = `pragma journal_mode=wal; pragma synchronous=full; pragma cache_size=-65536;
.mode csv
.import ${csv} people
create unique index people_by_email on people("E-mail") where "E-mail" <> '';`
  const start = performance.now()
  const ended = spawnSync('bash', ['-c', `time sqlite3 ${join(folder, 'reference.db')}`], {
    input: script,
    encoding: 'utf8',
    env: { ...process.env, TIMEFORMAT: 'cpu %U %S' },
  })
  const seconds = (performance.now() - start) / 1000
  rmSync(folder, { recursive: true })
  const [, user, system] = /cpu ([\d.]+) ([\d.]+)/u.exec(ended.stderr) ?? []
  if (ended.status !== 0) throw new Error(`sqlite3: ${ended.stderr}`)
  return { seconds, cpu: Number(user) + Number(system) }
}

/** The middle one of each. */
export const medianOf = (all: readonly Spent[]): Spent => {
  const middle = (values: readonly number[]): number =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
  return { seconds: middle(all.map((one) => one.seconds)), cpu: middle(all.map((one) => one.cpu)) }
}
