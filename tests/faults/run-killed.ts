import { spawn } from 'node:child_process'

/** A script that prints lines of JSON, one of them `ready`, and when it is killed. */
export interface KilledRun {
  readonly script: string
  /** Handed over as JSON. */
  readonly input: unknown
  /** Kills it so long after it is ready; null lets it end by itself. */
  readonly killAfterMs: number | null
  /** Kills itself there: `name:n`. */
  readonly failpoint?: string | undefined
  /** A module that breaks something on purpose, loaded first. */
  readonly control?: string | undefined
}

/** What a script said before it ended. */
export interface RunEnd<Line> {
  readonly lines: readonly Line[]
  readonly wasKilled: boolean
  readonly errors: string
}

/** Starts a script, kills it as told and returns what it had said; `Line` is what it prints. */
export const runKilled = async <Line>(run: KilledRun): Promise<RunEnd<Line>> => {
  const { script, input, killAfterMs, failpoint, control } = run
  const flags = control === undefined ? [] : ['--import', control]
  const args = ['--no-memory-protection-keys', ...flags, script, JSON.stringify(input)]
  const env: NodeJS.ProcessEnv = { ...process.env, KITH_FAILPOINT: failpoint ?? '' }
  const child = spawn(process.execPath, args, { env })
  let [text, errors] = ['', '']
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
  // The last line may be cut.
  const whole = text.split('\n').slice(0, -1)
  // Written by the script, line by line.
  const lines = whole.map((line) => JSON.parse(line) as Line)
  return { lines, wasKilled, errors }
}
