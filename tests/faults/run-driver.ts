import { spawn } from 'node:child_process'
import { buildDriver } from './build-driver.ts'
import type { DriverInput, DriverLine } from './driver.ts'

/** How a driver is run and when it is killed. */
export interface DriverRun extends Omit<DriverInput, 'workerFile'> {
  /** Kills it so long after it is ready; null lets it end by itself. */
  readonly killAfterMs: number | null
  /** Kills itself there: `name:n`. */
  readonly failpoint?: string | undefined
  /** A module that breaks something on purpose, loaded first. */
  readonly control?: string | undefined
}

/** What the driver said before it ended. */
export interface DriverEnd {
  readonly lines: readonly DriverLine[]
  readonly wasKilled: boolean
  readonly errors: string
}

const parseLines = (text: string): DriverLine[] =>
  text
    .split('\n')
    .slice(0, -1)
    // Written by the driver, line by line, so the last one may be cut.
    .map((line) => JSON.parse(line) as DriverLine)

/** Starts the driver, kills it as told and returns what it had said. */
export const runDriver = async (run: DriverRun): Promise<DriverEnd> => {
  const { driver, worker } = await buildDriver()
  const { killAfterMs, failpoint, control, ...input } = run
  const flags = control === undefined ? [] : ['--import', control]
  const env: NodeJS.ProcessEnv = { ...process.env, KITH_FAILPOINT: failpoint ?? '' }
  const value: DriverInput = { ...input, workerFile: worker }
  const child = spawn(
    process.execPath,
    ['--no-memory-protection-keys', ...flags, driver, JSON.stringify(value)],
    { env },
  )
  let text = ''
  let errors = ''
  let timer: NodeJS.Timeout | undefined
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk))
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    if (timer !== undefined || killAfterMs === null || !text.includes('"ready"')) return
    timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  })
  const wasKilled = await new Promise<boolean>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (_code, signal) => resolve(signal === 'SIGKILL'))
  })
  clearTimeout(timer)
  return { lines: parseLines(text), wasKilled, errors }
}
