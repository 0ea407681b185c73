import { writeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Application, createApplication } from '#main/application.ts'
import { systemClock } from '#main/platform/clock.ts'
import { LogFile } from '#main/platform/log-file.ts'
import { openPreferences } from '#main/platform/preferences.ts'
import { systemRandom } from '#main/platform/random.ts'
import type { Output } from '#shared/contract/index.ts'
import { MemorySecrets } from '#tests/support/memory-secrets.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { type Act, chooseAct, type KnownContact } from './acts.ts'
import { type BulkLine, type KillIn, workInBulk } from './bulk-driver.ts'
import { type ImportFile, type ImportLine, importOnce } from './import-driver.ts'

/**
 * The process that is killed: opens a workspace and works in it through `dispatch`, saying before
 * each act what it is about to do and after it that it was acknowledged. A line on a pipe survives
 * the process.
 */
export interface DriverInput {
  readonly folder: string
  readonly workerFile: string
  readonly seed: number
  /**
   * `write`: acts for ever; `bulk`: acts on thousands in threads; `backup`: acts and backups;
   * `import`: one import; `restore`: one restore; `check`: waits for the verdict on the file and tries to write; `open`:
   * nothing.
   */
  readonly mode: 'write' | 'bulk' | 'import' | 'backup' | 'restore' | 'check' | 'open'
  readonly pauseMs: number
  /** Of `bulk`. */
  readonly killIn?: KillIn
  /** Of `import`. */
  readonly importFile?: ImportFile
}

/** What the process says. */
export type DriverLine =
  | BulkLine
  | ImportLine
  | { readonly type: 'ready' }
  | { readonly type: 'start'; readonly act: Act }
  | { readonly type: 'ack' }
  | { readonly type: 'failed'; readonly reply: string }
  | { readonly type: 'backup'; readonly id: string }
  | { readonly type: 'restored' }
  | { readonly type: 'health'; readonly health: string; readonly refusal: string | null }

// The suites pass exactly this.
const input = JSON.parse(process.argv[2] ?? '{}') as DriverInput

const say = (line: DriverLine): void => {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

const open = async (): Promise<Application> => {
  const appData = join(input.folder, 'app-data')
  const opened = await createApplication({
    folder: join(input.folder, 'workspace'),
    appData,
    preferences: openPreferences(appData),
    clock: systemClock,
    random: systemRandom,
    secrets: new MemorySecrets(),
    log: new LogFile({
      file: join(appData, 'kith.log'),
      clock: systemClock,
      random: systemRandom,
    }),
    host: { kind: 'loopback', openFolder: false, nativeMenu: false, notifications: false },
    version: '0.0.0-faults',
    workerFile: input.workerFile,
    sampleFolder: resolve('resources/sample'),
    oauthClientsFile: resolve('resources/oauth-clients.json'),
    openFolder: null,
    isSelfActing: input.mode === 'check',
  })
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}

const application = await open()
/** A window of its own for each act: edits of one field in one window count and undo as one. */
const contextOf = (act: number) =>
  ({ actor: 'owner', window: `driver-${input.seed}-${act}` }) as const

const call = async (name: string, value: unknown): Promise<Record<string, unknown>> => {
  const { reply } = await application.dispatch(name, value, contextOf(serial))
  if (!reply.ok) {
    say({ type: 'failed', reply: `${name}: ${JSON.stringify(reply.error)}` })
    throw new Error(reply.error.code)
  }
  // Outputs are objects.
  return reply.value as Record<string, unknown>
}

const known: KnownContact[] = []
const random = new SeededRandom(input.seed)
let lastOperation: number | null = null
let serial = 0

const readKnown = async (): Promise<void> => {
  const { rows } = await call('contacts.list', { limit: 200, sort: 'created', direction: 'desc' })
  for (const row of rows as { id: number; displayName: string }[]) {
    known.push({ id: row.id, name: row.displayName })
  }
}

const actOnce = async (): Promise<void> => {
  serial += 1
  const { act, name, value } = chooseAct({
    random,
    known,
    newName: `Contact ${input.seed}-${serial}`,
    lastOperation,
  })
  say({ type: 'start', act })
  const answer = await call(name, value)
  say({ type: 'ack' })
  // Undoing an undo is a redo, which the model does not follow.
  lastOperation = act.kind === 'undo' ? null : Number(answer['operationId'])
  if (act.kind === 'create') known.push({ id: Number(answer['id']), name: act.name })
  if (act.kind === 'delete')
    known.splice(
      known.findIndex(({ name: n }) => n === act.name),
      1,
    )
  if (act.kind === 'undo') {
    known.length = 0
    await readKnown()
  }
}

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

const waitForJob = async (id: unknown): Promise<void> => {
  for (;;) {
    const { status } = await call('jobs.get', { id })
    if (status === 'done') return
    if (status !== 'running' && status !== 'queued') {
      say({ type: 'failed', reply: `job ${String(status)}` })
      return
    }
    await wait(5)
  }
}

const newestBackup = async (): Promise<string> => {
  const { backups } = await call('backups.list', {})
  return (backups as { id: string }[])[0]?.id ?? ''
}

const backUp = async (): Promise<string> => {
  const { jobId } = await call('backups.create', {})
  await waitForJob(jobId)
  return newestBackup()
}

const restore = async (): Promise<void> => {
  const id = await newestBackup()
  const rebuilt = new Promise<void>((done) => {
    application.events.subscribe((event) => event.type === 'rebuilt' && done())
  })
  await call('backups.restore', { id })
  await rebuilt
  say({ type: 'restored' })
}

/** Waits until the file was read through, then tries to write. */
const check = async (): Promise<void> => {
  let health: unknown = 'checking'
  while (health === 'checking') {
    await wait(20)
    const { reply } = await application.dispatch('app.status', {}, contextOf(serial))
    if (!reply.ok && reply.error.code !== 'damaged') throw new Error(reply.error.code)
    // The reply of app.status; one that met the destroyed page itself says so as its failure.
    health = reply.ok ? (reply.value as Output<'app.status'>).health : reply.error.code
  }
  const name = { ownerName: `Owner ${input.seed}` }
  const { reply } = await application.dispatch('settings.updateBusiness', name, contextOf(serial))
  const refusal = reply.ok ? null : reply.error.code
  say({ type: 'health', health: String(health), refusal })
}

const { mode, seed, killIn, importFile: file } = input
if (mode !== 'check' && mode !== 'bulk' && mode !== 'import') await readKnown()
say({ type: 'ready' })
if (input.mode === 'write' || input.mode === 'backup') {
  if (input.mode === 'backup') {
    void (async () => {
      for (;;) say({ type: 'backup', id: await backUp() })
    })()
  }
  for (;;) {
    await actOnce()
    await wait(input.pauseMs)
  }
}
if (mode === 'bulk' && killIn !== undefined) await workInBulk({ application, call, seed, killIn })
if (mode === 'import' && file !== undefined) await importOnce({ application, call, file })
if (input.mode === 'restore') await restore()
if (input.mode === 'check') await check()
await application.close()
