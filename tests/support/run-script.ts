import { type ChildProcess, spawn } from 'node:child_process'

/** How a script came to its end. */
export interface Ended {
  readonly code: number | null
  /** What it printed. */
  readonly output: string
}

/** A script of a test run. */
export interface ScriptRun {
  /** The file and its arguments. */
  readonly args: readonly string[]
  /** The folder of the project. */
  readonly root: string
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>
  /** Called with what it prints, as it comes. */
  readonly print: (text: Uint8Array | string) => void
}

/** No part takes this long; one that does hangs, for example in a loop no time limit interrupts. */
const limitMs = 45 * 60_000

const running = new Set<ChildProcess>()

/** Ends a script and all that it started. */
const endAll = (child: ChildProcess): void => {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  if (process.platform === 'win32') child.kill('SIGKILL')
  else process.kill(-child.pid, 'SIGKILL')
}

const stop = (): void => {
  for (const child of running) endAll(child)
  process.exit(130)
}

process.once('SIGINT', stop).once('SIGTERM', stop)

/** Runs a script in a process group of its own, so that nothing of it is left behind. */
export const runScript = ({ args, root, env, print }: ScriptRun): Promise<Ended> =>
  new Promise((done) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    running.add(child)
    const chunks: Buffer[] = []
    const timer = setTimeout(() => {
      print(`ended after ${limitMs / 60_000} minutes without coming to an end\n`)
      endAll(child)
    }, limitMs)
    const finish = (ended: Ended) => {
      clearTimeout(timer)
      running.delete(child)
      done(ended)
    }
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      print(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => print(chunk))
    child.on('error', (error) => finish({ code: 1, output: error.message }))
    child.on('close', (code) => finish({ code, output: Buffer.concat(chunks).toString('utf8') }))
  })
