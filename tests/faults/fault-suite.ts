import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderInMemory } from '#tests/support/memory-folder.ts'

/** Mails of which a kill left it uncertain whether they had left, although they had not. */
interface DoubtsPerKill {
  readonly value: number
  /** Of 95 %. */
  readonly interval: readonly [number, number]
}

/** One line of a fault suite: how many cases ran, how many failed. */
export interface FaultLine {
  readonly id: string
  readonly n: number
  readonly fail: number
  readonly seed: number
  readonly ms: number
  /** The most seconds of a processor that one megabyte of a file took. */
  readonly secondsPerMegabyte?: number
  readonly doubtsPerKill?: DoubtsPerKill
  /** Why nothing ran; such a line has no cases. */
  readonly skipped?: string
}

/** How a suite is run. */
export interface FaultRun {
  /** `test`: small, as part of `npm test`; `full`: the promised numbers. */
  readonly tier: 'test' | 'full'
  /** Run the deliberately broken variants instead; every line is then expected to fail. */
  readonly controls: boolean
}

/** What every suite exports: prints one JSON line per measurement and returns them. */
export type RunSuite = (run: FaultRun) => Promise<readonly FaultLine[]>

/** Failures in words, and how many cases there were. */
export interface Findings {
  readonly n: number
  readonly failures: readonly string[]
  readonly secondsPerMegabyte?: number
  readonly doubtsPerKill?: DoubtsPerKill
}

/** Measures one promise: prints its line, and its first failures on the error stream. */
export const measure = async (
  id: string,
  seed: number,
  work: () => Promise<Findings>,
): Promise<FaultLine> => {
  const began = performance.now()
  const { n, failures, ...more } = await work()
  const ms = Math.round(performance.now() - began)
  const line: FaultLine = { id, n, fail: failures.length, seed, ms, ...more }
  console.log(JSON.stringify(line))
  for (const failure of failures.slice(0, 5)) console.error(`  ${id}: ${failure}`)
  return line
}

const prefix = 'kith-faults-'

/** Gives `work` a folder of its own and removes it afterwards. */
export const inFolder = <T>(work: (folder: string) => Promise<T>): Promise<T> =>
  removing(mkdtempSync(join(tmpdir(), prefix)), work)

/** As `inFolder`, in memory: for suites in which no process is killed and no disk matters. */
export const inMemory = <T>(work: (folder: string) => Promise<T>): Promise<T> =>
  removing(folderInMemory(prefix), work)

const removing = async <T>(folder: string, work: (folder: string) => Promise<T>): Promise<T> => {
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Where the n-th kill happens, counted from 1: first at each named point once, then in turn at
 * some moment (undefined) and at a point.
 */
export const pointOf = (points: readonly string[], n: number): string | undefined =>
  n <= points.length || n % 2 === 1 ? points[(n - 1) % points.length] : undefined
