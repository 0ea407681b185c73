import { copyFileSync, cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { SendRequest } from '#main/engines/email/smtp.ts'
import type { SendOutcome } from '#main/engines/email/smtp-outcome.ts'
import type { SentLedger } from '#main/features/emails/sending/sent-ledger.ts'
import { prepareWorkspaceFolder } from '#main/platform/workspace-folder.ts'
import { openHome, type WorkspaceHome } from '#main/platform/workspace-home.ts'
import type { EmailAccountId, EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { type OutboxOptions, openOutbox, type TestOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { type Findings, inFolder, measure, type RunSuite } from './fault-suite.ts'

interface Restores {
  /** How many mails had left since each backup was made, ascending. */
  readonly ages: readonly number[]
  readonly seed: number
  /** What is broken in a control: the ledger knows nothing, no copy is noticed, no mark is read. */
  readonly control?: 'no-ledger' | 'no-home' | 'no-mark'
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const perAccount = 1_000
const perContact = 50
const many = 1_000_000
/** Mails that nothing has left of, for the days behind each restore. */
const later = 3

const forget = (ledger: SentLedger): void => {
  ledger.blocks = () => false
  ledger.lastOf = () => undefined
  ledger.lastBegun = () => undefined
}

const breakings: Readonly<Record<string, NonNullable<OutboxOptions['breakIt']>>> = {
  'no-ledger': forget,
  'no-mark': (_, highWater) => {
    highWater.isBehind = () => false
  },
}

/** A workspace that sends, is backed up, and is put back to what it was. */
class Restoring {
  private readonly restores: Restores
  private readonly folder: string
  private readonly clock = new FakeClock()
  private readonly random: SeededRandom
  /** How often the server heard of each mail, by subject. */
  private readonly heard = new Map<string, number>()
  private readonly failures: string[] = []
  private people = 0
  private outbox!: TestOutbox
  private home!: WorkspaceHome
  private name = 'workspace'

  constructor(restores: Restores, folder: string) {
    this.restores = restores
    this.folder = folder
    this.random = new SeededRandom(restores.seed)
  }

  async run(): Promise<Findings> {
    const { ages } = this.restores
    await this.open()
    const ids = await this.write()
    for (const age of ages.toReversed()) await this.sendAndBackUp(age)
    await this.sendAndBackUp(0)
    this.heardOnce('after sending', ids.length)
    for (const age of ages) await this.restore(age, ids)
    await this.restoreForgetful()
    for (const isCrash of [false, true]) await this.restoreUnsent(isCrash)
    await this.copyBeside()
    await this.moveToOtherMachine()
    await this.close()
    return { n: ids.length * (ages.length + 2), failures: this.failures }
  }

  private async open(machineId = 'this machine'): Promise<void> {
    const { clock, random, workspace: folder } = this
    const prepared = prepareWorkspaceFolder({ folder, clock, random, machineId })
    const breakIt = breakings[this.restores.control ?? '']
    this.outbox = await openOutbox({
      folder,
      machine: machineId,
      home: {
        isCopy: () => this.restores.control !== 'no-home' && this.home.isCopy(),
        claim: () => this.home.claim(),
      },
      clock,
      random,
      limits: { perMinute: many, perHour: many, perDay: many, spacingMs: 0 },
      send: (request) => this.send(request),
      ...(breakIt === undefined ? {} : { breakIt }),
    })
    const log = { info: () => {}, warn: () => {}, error: () => '' }
    this.home = openHome({ ...prepared, appData: join(this.folder, machineId), random, log })
    this.outbox.database.pragma('synchronous=OFF')
  }

  private async close(): Promise<void> {
    this.home.leave()
    await this.outbox.close()
  }

  private get workspace(): string {
    return join(this.folder, this.name)
  }

  private backupOf(age: number): string {
    return join(this.folder, `${age}.db`)
  }

  private async send({ onBodyStart, bytes }: SendRequest): Promise<SendOutcome> {
    onBodyStart()
    const subject = /^Subject: (.+)\r$/mu.exec(Buffer.from(bytes).toString())?.[1] ?? ''
    this.heard.set(subject, (this.heard.get(subject) ?? 0) + 1)
    return this.random.chance(0.05)
      ? { kind: 'uncertain', cause: 'connection-lost', detail: 'gone' }
      : { kind: 'accepted', reply: '250 kept' }
  }

  /** Mails that are due by and by, and on many accounts: each address has its limit a day. */
  private async write(): Promise<EmailId[]> {
    const { ages } = this.restores
    const ids: EmailId[] = []
    // A few leave before the first backup.
    const sizes = [5, ...ages.toReversed().map((age, n) => age - (ages.toReversed()[n + 1] ?? 0))]
    for (const [minute, size] of sizes.entries()) {
      const wall = new Date(this.clock.now() + (minute + 1) * 60_000).toISOString().slice(0, 16)
      for (let from = 0; from < size; from += perAccount) {
        const address = `ada${ids.length}@lumen.example`
        const own = { address, is_default: ids.length === 0 ? 1 : 0 }
        const account = await this.outbox.addAccount(587, own)
        const count = Math.min(perAccount, size - from)
        const subjects = Array.from({ length: count }, (_, n) => `Mail ${ids.length + n}`)
        const when = { kind: 'at', wall, timeZone: 'UTC' } as const
        ids.push(...(await this.plan(account, subjects, when)))
      }
    }
    const account = await this.outbox.addAccount(587, { is_default: 0 })
    for (let day = 1; day <= ages.length + 2; day += 1) await this.planLater(account, day)
    return ids
  }

  private async planLater(account: EmailAccountId, days: number): Promise<void> {
    const subjects = Array.from({ length: later }, (_, n) => `Later ${days}-${n}`)
    const day = new Date(this.clock.now() + days * dayMs).toISOString().slice(0, 10)
    const when = { kind: 'at', wall: `${day}T12:00`, timeZone: 'UTC' } as const
    await this.plan(account, subjects, when)
  }

  private async plan(
    account: EmailAccountId,
    subjects: readonly string[],
    when: Parameters<TestOutbox['schedule']['schedule']>[0]['when'],
  ): Promise<EmailId[]> {
    const all: EmailId[] = []
    for (let from = 0; from < subjects.length; from += perContact) {
      this.people += 1
      const address = `person${this.people}@ross.example`
      const contact = await this.outbox.addContact(`Person ${this.people}`, address)
      const some = subjects.slice(from, from + perContact)
      const ids = await this.outbox.addDrafts(contact, account, some)
      const done = await this.outbox.schedule.schedule({ ids, when }, this.outbox.owner)
      if (!done.ok) throw new Error(done.error.code)
      all.push(...ids)
    }
    return all
  }

  /** Sends what is due by the next minute, and copies the database as it is then. */
  private async sendAndBackUp(age: number): Promise<void> {
    this.clock.advance(60_000)
    for (let before = -1; before < this.heard.size; ) {
      before = this.heard.size
      // Each look takes no more than some hundred mails.
      await this.outbox.loop.lookAndWait()
    }
    this.outbox.database.pragma('wal_checkpoint(TRUNCATE)')
    copyFileSync(join(this.workspace, 'workspace.db'), this.backupOf(age))
  }

  /** Whoever left has left once. */
  private heardOnce(when: string, wanted: number): void {
    const twice = [...this.heard].filter(([, times]) => times > 1)
    if (twice.length > 0) this.failures.push(`${when}: ${twice.length} mails left twice`)
    if (this.heard.size !== wanted) {
      this.failures.push(`${when}: ${this.heard.size} of ${wanted} left`)
    }
  }

  /** Looks for some hours: nothing may leave. */
  private async staySilent(what: string): Promise<void> {
    const before = this.calls()
    for (let hour = 0; hour < 3; hour += 1) {
      await this.outbox.loop.lookAndWait()
      this.clock.advance(hourMs)
    }
    const calls = this.calls() - before
    if (calls > 0) this.failures.push(`${what}: ${calls} mails left before a word of the owner`)
  }

  private calls(): number {
    return [...this.heard.values()].reduce((sum, times) => sum + times, 0)
  }

  /** When later mails are due, the owner lets everything go: only what never left is to leave. */
  private async letGo(what: string, wanted: number): Promise<void> {
    const noon = Math.ceil((this.clock.now() - dayMs / 2) / dayMs) * dayMs + dayMs / 2
    this.clock.advance(noon - this.clock.now())
    await this.staySilent(what)
    await this.outbox.service.releaseAll(this.outbox.owner)
    for (let looks = 0; looks < 5; looks += 1) {
      await this.outbox.loop.lookAndWait()
      this.clock.advance(60_000)
    }
    this.heardOnce(what, wanted)
  }

  /** Every mail of which anything left is known to have done so. */
  private blocked(what: string, ids: readonly EmailId[]): void {
    const states = ids.map((id) => this.outbox.emails.find(id)?.state)
    const open = states.filter((state) => state !== 'sent' && state !== 'uncertain').length
    if (open > 0)
      this.failures.push(`${what}: ${open} of ${ids.length} mails are not known to have left`)
  }

  private async putBack(age: number): Promise<void> {
    await this.close()
    for (const ending of ['', '-wal', '-shm']) {
      rmSync(join(this.workspace, `workspace.db${ending}`), { force: true })
    }
    copyFileSync(this.backupOf(age), join(this.workspace, 'workspace.db'))
    await this.open()
  }

  private async restore(age: number, ids: readonly EmailId[]): Promise<void> {
    const what = `a backup older than ${age} mails`
    await this.putBack(age)
    const before = this.heard.size
    await this.staySilent(what)
    this.blocked(what, ids)
    await this.letGo(what, before + later)
    this.blocked(what, ids)
  }

  /** Only mails have left since that the older file never knew, and one was cancelled that it has. */
  private async restoreForgetful(): Promise<void> {
    const what = 'a backup that knows none of the mails since'
    const account = await this.outbox.addAccount(587, { is_default: 0 })
    const subject = 'Cancelled since'
    const at = (ms: number) =>
      ({
        kind: 'at',
        wall: new Date(this.clock.now() + ms).toISOString().slice(0, 16),
        timeZone: 'UTC',
      }) as const
    const cancelled = await this.plan(account, [subject], at(2 * hourMs))
    this.outbox.database.pragma('wal_checkpoint(TRUNCATE)')
    copyFileSync(join(this.workspace, 'workspace.db'), this.backupOf(-1))
    await this.outbox.schedule.cancel({ ids: cancelled }, this.outbox.owner)
    await this.plan(account, ['Since'], at(60_000))
    const before = this.heard.size
    this.clock.advance(60_000)
    await this.outbox.loop.lookAndWait()
    this.heardOnce(`${what}, before it`, before + 1)
    await this.putBack(-1)
    await this.staySilent(what)
    if (this.heard.has(subject)) this.failures.push(`${what}: a cancelled mail left`)
    const [id] = cancelled
    await this.outbox.service.releaseAll(this.outbox.owner)
    if (id !== undefined) await this.outbox.schedule.cancel({ ids: [id] }, this.outbox.owner)
  }

  /** Nothing has left since, but a mail was cancelled that the older file has, and a STOP noted. */
  private async restoreUnsent(isCrash: boolean): Promise<void> {
    const what = `a backup since which nothing left${isCrash ? ', after a crash' : ''}`
    const account = await this.outbox.addAccount(587, { is_default: 0 })
    const wall = new Date(this.clock.now() + 2 * hourMs).toISOString().slice(0, 16)
    const when = { kind: 'at', wall, timeZone: 'UTC' } as const
    const subjects = ['Cancelled', 'Stopped'].map((word) => `${word} ${isCrash}`)
    const ids: EmailId[] = []
    for (const subject of subjects) ids.push(...(await this.plan(account, [subject], when)))
    const [first] = ids
    await this.outbox.loop.lookAndWait()
    this.outbox.database.pragma('wal_checkpoint(TRUNCATE)')
    copyFileSync(join(this.workspace, 'workspace.db'), this.backupOf(-2))
    if (first !== undefined) await this.outbox.schedule.cancel({ ids: [first] }, this.outbox.owner)
    const address = `person${this.people}@ross.example`
    await this.outbox.suppressions.add({ address }, this.outbox.owner)
    if (isCrash) {
      this.clock.advance(60_000)
      await this.outbox.loop.lookAndWait()
      await this.outbox.loop.stop({ isDamaged: true })
    }
    await this.putBack(-2)
    await this.staySilent(what)
    const left = subjects.filter((subject) => this.heard.has(subject))
    if (left.length > 0) this.failures.push(`${what}: ${left.join(' and ')} left`)
    await this.outbox.service.releaseAll(this.outbox.owner)
    await this.outbox.schedule.cancel({ ids }, this.outbox.owner)
    // The owner is asked once.
    await this.close()
    await this.open()
    await this.outbox.loop.lookAndWait()
    if (this.outbox.service.state().holdAll !== null) this.failures.push(`${what}: held again`)
  }

  private copy(name: string): void {
    cpSync(this.workspace, join(this.folder, name), { recursive: true })
    this.name = name
  }

  /** The whole folder beside itself: the one that the owner let go sends, and the other does not. */
  private async copyBeside(): Promise<void> {
    const what = 'a copy on the same machine'
    const original = this.name
    await this.close()
    this.copy('beside')
    await this.open()
    const before = this.heard.size
    await this.staySilent(what)
    await this.close()
    await this.open()
    await this.letGo(what, before + later)
    await this.close()
    this.name = original
    await this.open()
    await this.staySilent('the original of the copy that sends')
    await this.close()
    this.name = 'beside'
    await this.open()
  }

  /** The whole folder on another computer. */
  private async moveToOtherMachine(): Promise<void> {
    const what = 'a copied workspace'
    await this.close()
    this.copy('copy')
    await this.open('another machine')
    const before = this.heard.size
    await this.staySilent(what)
    await this.letGo(what, before + later)
  }
}

const restoreAll = (restores: Restores): Promise<Findings> =>
  inFolder((folder) => new Restoring(restores, folder).run())

/**
 * After a restore, and on another computer, nothing leaves before the owner's word, and what has
 * left never leaves again: backups that are older than 1, 100 and 5,000 mails, and a copy of the
 * whole folder, also beside the original on the same machine; one that knows none of the mails that
 * left since sends nothing that was cancelled since, and so does one since which nothing left at
 * all. `n` counts mails that could have left twice. One control has a ledger that forgets, one
 * notices no copy on the same machine, and one does not know how far the database had come.
 *
 * Files are put in their place by hand: only what stands beside them says that one is older. Kith's own
 * restore holds everything besides.
 */
export const run: RunSuite = async ({ tier, controls }) => {
  const small = { ages: [1, 25], seed: 6 }
  if (controls) {
    const run = (control: Restores['control'] & string) =>
      measure(`mail-restores.control.${control}`, 6, () => restoreAll({ ...small, control }))
    return [await run('no-ledger'), await run('no-home'), await run('no-mark')]
  }
  const restores = tier === 'full' ? { ...small, ages: [1, 100, 5_000] } : small
  return [await measure('mail-restores', 6, () => restoreAll(restores))]
}
