import { type ChildProcess, spawn } from 'node:child_process'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { buildDriver } from './build-driver.ts'
import { type FaultLine, type FaultRun, type Findings, inFolder, measure } from './fault-suite.ts'

const control = join(import.meta.dirname, 'controls/normal-synchronous.ts')
const strace = '/usr/bin/strace'

interface Traced {
  readonly saves: number
  readonly isControl: boolean
}

const startHost = async (folder: string, isControl: boolean): Promise<ChildProcess> => {
  const { host } = await buildDriver()
  const watched = 'trace=fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg'
  const flags = isControl ? ['--import', control] : []
  const tracing = ['-f', '-y', '-s', '600', '-e', watched, '-o', join(folder, 'trace')]
  const places = [
    `--workspace=${join(folder, 'workspace')}`,
    `--token-file=${join(folder, 'token')}`,
  ]
  return spawn(strace, [...tracing, process.execPath, ...flags, host, ...places], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, KITH_APP_DATA: join(folder, 'data') },
  })
}

const readAddress = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let output = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0]
      if (address !== undefined) resolve(address)
    })
    child.once('exit', () => reject(new Error(`the host ended: ${output}`)))
  })

const readToken = async (file: string): Promise<string> => {
  while (!existsSync(file)) await wait(10)
  return readFileSync(file, 'utf8').trim()
}

/** Makes so many saves, one after the other, and ends the host. */
const saveMany = async (folder: string, { saves, isControl }: Traced): Promise<void> => {
  const child = await startHost(folder, isControl)
  const address = await readAddress(child)
  const token = await readToken(join(folder, 'token'))
  for (let n = 1; n <= saves; n += 1) {
    const answer = await fetch(`${address}/call/settings.updateBusiness`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ownerName: `Owner ${n}` }),
    })
    if (answer.status !== 200) throw new Error(`save ${n}: ${await answer.text()}`)
    await answer.text()
  }
  const ended = new Promise((resolve) => child.once('exit', resolve))
  // strace itself hands no signal on; the traced process is asked by its own number.
  for (const pid of childrenOf(child.pid)) process.kill(pid, 'SIGTERM')
  await ended
}

const childrenOf = (pid: number | undefined): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)

type TraceEvent = 'log-written' | 'log-synced' | 'acknowledged' | 'other'

/** Says what each line of a trace means for the promise. */
const createClassifier = () => {
  // A sync that another thread interrupts in the trace counts when it has ended.
  const syncing = new Set<string>()
  return (line: string): TraceEvent => {
    const [thread = ''] = line.split(' ')
    const isLog = line.includes('workspace.db-wal>')
    if (isLog && line.includes('pwrite64(')) return 'log-written'
    if (isLog && /f(data)?sync\(/.test(line)) {
      if (!line.includes('<unfinished')) return 'log-synced'
      syncing.add(thread)
    }
    if (/<\.\.\. f(data)?sync resumed>/.test(line) && syncing.delete(thread)) return 'log-synced'
    const isSocket = /(write|writev|sendto|sendmsg)\(\d+<(socket|TCP)/.test(line)
    return isSocket && line.includes('operationId') ? 'acknowledged' : 'other'
  }
}

/** Reads the trace in order: between a write to the log and an answer there has to be a sync. */
const findEarlyAnswers = async (trace: string): Promise<Findings> => {
  const failures: string[] = []
  const classify = createClassifier()
  let [written, isSynced, answers] = [0, true, 0]
  for await (const line of createInterface({ input: createReadStream(trace) })) {
    const kind = classify(line)
    if (kind === 'log-written') [written, isSynced] = [written + 1, false]
    else if (kind === 'log-synced') isSynced = true
    else if (kind === 'acknowledged') {
      answers += 1
      if (!isSynced) failures.push(`answer ${answers} came before its log was on disk`)
    }
  }
  if (written < answers) failures.push(`${answers} answers, but only ${written} writes to the log`)
  return { n: answers, failures }
}

const traceSaves = (traced: Traced): Promise<Findings> =>
  inFolder(async (folder) => {
    await saveMany(folder, traced)
    const { n, failures } = await findEarlyAnswers(join(folder, 'trace'))
    const missing = n >= traced.saves ? [] : [`only ${n} of ${traced.saves} answers were traced`]
    return { n, failures: [...failures, ...missing] }
  })

/**
 * Saves through the loopback host under `strace`: no answer leaves before the write-ahead log it
 * stands for is on disk. The control commits with `synchronous=NORMAL`.
 */
export const run = async ({ tier, controls }: FaultRun): Promise<readonly FaultLine[]> => {
  const id = controls ? 'durability.control.synchronous-normal' : 'durability.trace'
  if (!existsSync(strace)) {
    const line = { id, n: 0, fail: 0, seed: 0, ms: 0, skipped: 'strace is not installed' }
    console.log(JSON.stringify(line))
    return [line]
  }
  const saves = controls ? 100 : tier === 'full' ? 5_000 : 1_000
  return [await measure(id, 0, () => traceSaves({ saves, isControl: controls }))]
}
