import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { type Application, createApplication } from '#main/application.ts'
import { LogFile } from '#main/platform/log-file.ts'
import type { Reply } from '#shared/contract/wire.ts'
import { testApplicationOptions } from '#tests/support/application.ts'
import { canonicalDump } from '#tests/support/canonical-dump.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { applyAct, chooseAct, type KnownContact, stateText, type WorkspaceState } from './acts.ts'
import { peopleFile } from './bulk-acts.ts'
import { findBadBackups } from './check-backups.ts'
import { type FaultLine, type FaultRun, type Findings, measure } from './fault-suite.ts'
import { type FillableDisk, type FullDisk, fullDisks, roundsOf } from './full-disks.ts'
import { findDamage, readState } from './inspect-workspace.ts'

const people = 2_500
/** More than one full disk lets through by reusing the room of its log. */
const mostActs = 2_000
const context = { actor: 'owner', window: 'full' } as const

type Value = Readonly<Record<string, unknown>>

const codeOf = (reply: Reply): string => (reply.ok ? 'ok' : reply.error.code)

/** An application on a disk, with what it must hold by the answers it gave. */
class Workspace {
  private readonly disk: FillableDisk
  private readonly isControl: boolean
  private application: Application | null = null
  readonly failures: string[] = []

  constructor(disk: FillableDisk, isControl: boolean) {
    this.disk = disk
    this.isControl = isControl
  }

  get folder(): string {
    return join(this.disk.folder, 'workspace')
  }

  get file(): string {
    return join(this.folder, 'workspace.db')
  }

  async open(): Promise<void> {
    const made = testApplicationOptions({ folder: this.disk.folder, parseOutputs: false })
    const { clock, random } = made
    const log = new LogFile({ file: join(made.appData, 'kith.log'), clock, random })
    const opened = await createApplication({ ...made, log })
    if (!opened.ok) throw new Error(opened.error.code)
    this.application = opened.value
  }

  async close(): Promise<void> {
    await this.application?.close()
    this.application = null
  }

  async reply(name: string, input: unknown): Promise<Reply> {
    if (this.application === null) throw new Error('closed')
    const { reply } = await this.application.dispatch(name, input, context)
    const isRefused = !reply.ok && reply.error.code === 'disk-full'
    // The broken variant acknowledges what was not saved.
    return this.isControl && isRefused ? { ok: true, value: { id: 0, operationId: 0 } } : reply
  }

  async value(name: string, input: unknown): Promise<Value> {
    const reply = await this.reply(name, input)
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code}`)
    // Outputs are objects.
    return reply.value as Value
  }

  async upload(text: string): Promise<string> {
    const stored = await this.application?.files.receive(Readable.from([text]), 'people.csv')
    if (!stored?.ok) throw new Error('no upload')
    return stored.value.handle
  }

  /** The end of a job: `done`, or the code of its failure. */
  async ended(id: unknown): Promise<string> {
    for (;;) {
      const reply = await this.reply('jobs.get', { id })
      if (!reply.ok) return reply.error.code
      // Outputs are objects.
      const job = reply.value as Value
      // Written by the service itself.
      if (job['status'] === 'failed') return (job['outcome'] as { code: string }).code
      if (job['status'] !== 'running') return String(job['status'])
      await wait(5)
    }
  }

  expect(what: string, found: string, ...wanted: readonly string[]): void {
    if (!wanted.includes(found)) this.failures.push(`${what}: ${found}, not ${wanted.join(' or ')}`)
  }
}

/** Small saves that the model follows, while the disk is full and after. */
class Saves {
  private readonly workspace: Workspace
  private readonly random: SeededRandom
  private readonly known: KnownContact[] = []
  private state: WorkspaceState = new Map()
  private serial = 0

  constructor(workspace: Workspace, random: SeededRandom) {
    this.workspace = workspace
    this.random = random
  }

  /** What the workspace held before the first of them. */
  begin(): void {
    this.state = readState(this.workspace.file)
  }

  async one(): Promise<string> {
    this.serial += 1
    const newName = `Contact ${this.serial}`
    const { random, known } = this
    const { act, name, value } = chooseAct({ random, known, newName, lastOperation: null })
    const reply = await this.workspace.reply(name, value)
    if (!reply.ok) return reply.error.code
    this.state = applyAct(this.state, act, this.state)
    // As the contract says.
    const { id } = reply.value as { id: number }
    if (act.kind === 'create') known.push({ id, name: act.name })
    if (act.kind === 'delete')
      known.splice(
        known.findIndex((one) => one.name === act.name),
        1,
      )
    return 'ok'
  }

  async untilRefused(): Promise<string> {
    for (let n = 0; n < mostActs; n += 1) {
      const code = await this.one()
      if (code !== 'ok') return code
    }
    return 'never refused'
  }

  differences(): string[] {
    const found = stateText(readState(this.workspace.file))
    return found === stateText(this.state) ? [] : ['the workspace is not as acknowledged']
  }
}

/** Starts a job while there is room and fills the disk under it: done whole, or nothing. */
const fillUnderJob = async (
  workspace: Workspace,
  disk: FillableDisk,
  { name, input }: { readonly name: string; readonly input: unknown },
): Promise<boolean> => {
  const before = canonicalDump(workspace.file)
  const { jobId } = await workspace.value(name, input)
  disk.fill()
  const end = await workspace.ended(jobId)
  workspace.expect(`${name} on a full disk`, end, 'disk-full', 'done')
  // The dump writes as well.
  disk.makeRoom()
  if (end !== 'done' && canonicalDump(workspace.file) !== before) {
    workspace.failures.push(`${name} failed and changed something`)
  }
  if (end === 'done' && name !== 'backups.create') {
    const undone = await workspace.value('history.undoLast', {})
    await workspace.ended(undone['jobId'])
  }
  return end === 'disk-full'
}

const everybody = { filter: {}, except: [] }

const fillUnderJobs = async (
  workspace: Workspace,
  disk: FillableDisk,
  serial: string,
): Promise<number> => {
  const file = await workspace.upload(peopleFile(people, serial))
  const { jobId } = await workspace.value('imports.plan', { file })
  await workspace.ended(jobId)
  const jobs = [
    { name: 'imports.commit', input: { planId: jobId } },
    { name: 'backups.create', input: {} },
    { name: 'contacts.addTag', input: { selection: everybody, name: `Tag ${serial}` } },
    { name: 'contacts.delete', input: { selection: everybody } },
  ]
  let refused = 0
  for (const job of jobs) if (await fillUnderJob(workspace, disk, job)) refused += 1
  return refused
}

const bringPeople = async (workspace: Workspace): Promise<void> => {
  const file = await workspace.upload(peopleFile(people, 'first'))
  const { jobId: planId } = await workspace.value('imports.plan', { file })
  await workspace.ended(planId)
  const { jobId } = await workspace.value('imports.commit', { planId })
  workspace.expect('the first import', await workspace.ended(jobId), 'done')
}

/** How a backup ends: refused at once, or as a job that found a little room for its record. */
const backUp = async (workspace: Workspace): Promise<string> => {
  const reply = await workspace.reply('backups.create', {})
  // As the contract says.
  return reply.ok ? workspace.ended((reply.value as { jobId: number }).jobId) : reply.error.code
}

/** One time full and room again, with the same process all along. */
const fillOnce = async (workspace: Workspace, disk: FillableDisk, saves: Saves) => {
  const { failures } = workspace
  disk.fill()
  workspace.expect('saves on a full disk', await saves.untilRefused(), 'disk-full')
  failures.push(...saves.differences())
  workspace.expect(
    'a list on a full disk',
    codeOf(await workspace.reply('contacts.list', {})),
    'ok',
  )
  workspace.expect('a backup on a full disk', await backUp(workspace), 'disk-full')
  disk.makeRoom()
  workspace.expect('a save after room was made', await saves.one(), 'ok')
  failures.push(...saves.differences(), ...findDamage(workspace.file))
}

const fillAgainAndAgain = (full: FullDisk, run: FaultRun, seed: number): Promise<Findings> =>
  full.use(async (disk) => {
    const rounds = roundsOf(run)
    // Each takes seconds, so they have their turn in the full tier only.
    const meetsJobs = run.tier === 'full' && !run.controls
    const workspace = new Workspace(disk, run.controls)
    const { failures } = workspace
    await workspace.open()
    await bringPeople(workspace)
    const saves = new Saves(workspace, new SeededRandom(seed))
    saves.begin()
    let refused = 0
    for (let n = 1; n <= rounds; n += 1) {
      const known = failures.length
      await fillOnce(workspace, disk, saves)
      if (meetsJobs) refused += await fillUnderJobs(workspace, disk, `${seed}-${n}`)
      failures.push(...saves.differences(), ...findBadBackups(join(workspace.folder, 'backups')))
      if (failures.length > known) failures.push(`in round ${n}`)
    }
    if (meetsJobs && refused < rounds) failures.push(`only ${refused} jobs met a full disk`)
    disk.fill()
    await workspace.close()
    disk.makeRoom()
    await workspace.open()
    failures.push(...saves.differences())
    await workspace.close()
    failures.push(...findDamage(workspace.file))
    return { n: rounds, failures }
  })

/**
 * A disk that is really full, again and again under one process: each save is refused by name or
 * kept whole, jobs that it meets leave nothing behind, and once there is room Kith goes on. The
 * control acknowledges what was refused. `n` counts the times it was full.
 */
export const run = async (faultRun: FaultRun): Promise<readonly FaultLine[]> => {
  const seed = 5
  const lines: FaultLine[] = []
  for (const full of fullDisks) {
    const id = `disk-full.${faultRun.controls ? 'control.' : ''}${full.name}`
    if (full.obstacle === null) {
      lines.push(await measure(id, seed, () => fillAgainAndAgain(full, faultRun, seed)))
    } else {
      const line = { id, n: 0, fail: 0, seed, ms: 0, skipped: full.obstacle }
      console.log(JSON.stringify(line))
      lines.push(line)
    }
  }
  return lines
}
