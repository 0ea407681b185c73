import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** A time in milliseconds in which a thread did not answer. */
export interface Gap {
  readonly clock: number
  /** Without the time in which it would have gone on but others had the processor (on Linux). */
  readonly own: number
}

/** The built host, running on a workspace. */
export interface HostProcess {
  readonly port: number
  readonly token: string
  /** Milliseconds from starting the process to its line that it is ready. */
  readonly readyMs: number
  /** Peak resident memory in MB, threads included. */
  peakMegabytes(): number
  /** Processor time so far in seconds, threads included. */
  cpuSeconds(): number
  /**
   * Longest time the main thread did not answer its 1 ms timer, since the last call; the first call
   * starts the timer.
   */
  longestGap(): Promise<Gap>
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '../..')

const ready = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1]
      if (port) resolve(Number(port))
    })
    child.once('exit', (code) => reject(new Error(`host ended with ${code}: ${text}`)))
  })

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) resolve()
    else child.once('exit', () => resolve())
  })

/** Starts the built host as `npm start` does; a timer can watch its main thread. */
export const startHost = async (
  folder: string,
  { phasesFile }: { readonly phasesFile?: string } = {},
): Promise<HostProcess> => {
  const appData = join(folder, '..', 'app-data')
  const tokenFile = join(folder, '..', 'token')
  mkdirSync(appData, { recursive: true })
  rmSync(tokenFile, { force: true })
  const start = performance.now()
  const child = spawn(
    process.execPath,
    [
      // As `npm start` does.
      '--no-memory-protection-keys',
      '--import',
      join(import.meta.dirname, 'gap-watch.mjs'),
      ...(phasesFile ? ['--import', join(import.meta.dirname, 'phase-watch.mjs')] : []),
      join(root, 'out/main/loopback.js'),
      `--workspace=${folder}`,
      '--port=0',
      '--no-open',
      `--token-file=${tokenFile}`,
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      env: {
        ...process.env,
        KITH_APP_DATA: appData,
        ...(phasesFile ? { KITH_BENCH_PHASES: phasesFile } : {}),
      },
    },
  )
  // A bench that dies must not leave a host behind that holds the workspace.
  const kill = (): boolean => child.kill('SIGKILL')
  process.once('exit', kill)
  const port = await ready(child)
  const readyMs = performance.now() - start
  return {
    port,
    token: readFileSync(tokenFile, 'utf8').trim(),
    readyMs,
    peakMegabytes: () => {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024)
    },
    cpuSeconds: () => {
      const fields =
        readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      // User and system time, in hundredths of a second.
      return (Number(fields[11]) + Number(fields[12])) / 100
    },
    longestGap: () =>
      new Promise((resolve) => {
        // `gap-watch.mjs` sends exactly this.
        child.once('message', (gap) => resolve(gap as Gap))
        child.send('gap')
      }),
    stop: async () => {
      child.kill('SIGTERM')
      await ended(child)
      process.off('exit', kill)
    },
  }
}
