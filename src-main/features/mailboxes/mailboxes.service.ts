import { setTimeout as wait } from 'node:timers/promises'
import type { Transaction } from '#main/db/executor.ts'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { ImapAccess } from '#main/engines/email/imap.ts'
import { systemContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { StartHelper } from '#main/platform/helper-protocol.ts'
import type { Logger } from '#main/platform/logger.ts'
import type { RandomSource } from '#main/platform/random.ts'
import type { Output } from '#shared/contract/index.ts'
import type { EmailAccountId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import { fileCopy } from './file-copy.ts'
import { LookBack } from './look-back.ts'
import type { LookBacksRepository } from './look-backs.repository.ts'
import type { MailSource } from './mail-source.ts'
import type {
  MailboxAccount,
  MailboxStatesRepository,
  SyncError,
} from './mailbox-states.repository.ts'
import type { MailboxesRepository } from './mailboxes.repository.ts'
import { graceMs, noteNewAddresses } from './new-addresses.ts'
import { openSource } from './open-source.ts'
import type { OutgoingMails } from './outgoing-mails.ts'
import { MailboxReading } from './read-mailbox.ts'
import { MailStore } from './store-mail.ts'
import type { StrangerBook } from './strangers.ts'

interface MailboxesDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: MailboxesRepository
  readonly states: MailboxStatesRepository
  readonly outgoing: OutgoingMails
  readonly book: StrangerBook
  readonly lookBacks: LookBacksRepository
  /** The secret of an account; null when none is kept or the store is locked. */
  readonly credential: (account: MailboxAccount) => Promise<ImapAccess['credential'] | null>
  /** Starts a thread that reads a mailbox beside this one; without it everything is read here. */
  readonly startHelper?: StartHelper
  /** Told when a reading began or ended. */
  readonly announce: () => void
  readonly clock: Clock
  readonly random: RandomSource
  readonly log: Logger
  /** Certificates to trust instead of the public ones; for tests. */
  readonly ca?: string
}

/** How often mailboxes are read. */
const everyMs = 120_000
/** How often the clock is looked at: after sleep, timers come late. */
const tickMs = 15_000
/** After failures in a row mailboxes are left alone for longer, up to this. */
const longestPauseMs = 30 * 60_000
/** How long one that failed is left alone even when a mail waits for it. */
const restMs = 20_000
/** A clock that went back further was set: it is not only put right from time to time. */
const setBackMs = 5000
/** A look for older mails that was cut so often in a row asks for less. */
const maxCuts = 3
const answerWithinMs = 10_000

interface Progress {
  /** The servers and the user it is about. */
  access: string
  /** When it was looked at last. */
  seenAt: number
  reading: Promise<SyncError | null> | null
  lastError: SyncError | null
  failures: number
  /** When the reading began that goes on, or the last one. */
  beganAt: number
  /** When it was read last, well or not. */
  readAt: number
  nextAt: number
  /** How often in a row the look for older mails was cut before it had come any further. */
  cuts: number
  /** When older mails may be looked for again. */
  lookBackAt: number
  /** Not later than this, should it not have come yet: somebody has become known. */
  soonAt: number
}

/** Nothing is waited for any more. */
const atOnce = { nextAt: 0, lastError: null, lookBackAt: 0 } as const
const anew = { ...atOnce, failures: 0, cuts: 0 } as const

/** What an account says of how its mailbox is reached. */
const accessName = ({ mailbox, port, security, auth }: MailboxAccount): string =>
  `${mailbox} ${port} ${security} ${auth}`

/** Mail that comes in: read every two minutes, at the start, after sleep and when asked. */
export class MailboxesService {
  private readonly dependencies: MailboxesDependencies
  private readonly store: MailStore
  private readonly progress = new Map<string, Progress>()
  private readonly stopping = new AbortController()
  private timer: NodeJS.Timeout | null = null

  constructor(dependencies: MailboxesDependencies) {
    this.dependencies = dependencies
    this.store = new MailStore(dependencies)
  }

  status(): Output<'mailboxes.status'> {
    const states = this.dependencies.states.states()
    return {
      mailboxes: states.map(({ uid, ...state }) => ({
        ...state,
        isReading: (this.progress.get(uid)?.reading ?? null) !== null,
      })),
    }
  }

  async sync(): Promise<Output<'mailboxes.sync'>> {
    const accounts = this.dependencies.states.accounts()
    // The owner wants it now.
    for (const each of this.progress.values()) each.lookBackAt = 0
    const reading = Promise.all(
      accounts.map(async (account) => ({ accountId: account.id, error: await this.read(account) })),
    )
    const late = new AbortController()
    const done = await Promise.race([
      reading,
      wait(answerWithinMs, null, { signal: late.signal, ref: false }),
    ])
    late.abort()
    if (done === null) return { isDone: false, failed: [] }
    const failed = done.flatMap(({ accountId, error }) => (error ? [{ accountId, error }] : []))
    return { isDone: true, failed }
  }

  /**
   * Reads the mailbox of an account and resolves when a reading that began after this call has
   * ended, or one that goes on and began at `since` or later: an answer that had come by then has
   * stopped what it stops. Whether it went well stands in the account's state. A mailbox that has
   * just failed is left alone, and one that refused the password for longer: servers lock out who
   * knocks too often.
   */
  async refreshAccount(accountUid: string, since = Number.POSITIVE_INFINITY): Promise<void> {
    const account = this.account(accountUid)
    if (account === undefined) return
    const { reading, beganAt, lastError, readAt, nextAt } = this.progressOf(account)
    if (reading !== null && beganAt >= since) {
      await reading
      return
    }
    const restsUntil = lastError === 'auth' ? nextAt : readAt + restMs
    if (lastError !== null && this.dependencies.clock.now() < restsUntil) return
    await this.read(account)
  }

  /** Copies of mails that left; one that fails leaves the others for the next time. */
  private async fileOwed(account: MailboxAccount, source: MailSource): Promise<void> {
    const { outgoing, log } = this.dependencies
    const accountUid = account.uid
    for (const { emailId, bytes } of outgoing.owedCopies(accountUid)) {
      const filed = await fileCopy(source, bytes)
      if (this.stopping.signal.aborted) return
      const fate = filed.ok ? filed.value : 'failed'
      await this.note((tx) => outgoing.noteCopy(tx, { emailId, accountUid, fate }))
      if (filed.ok) continue
      const { code } = filed.error
      log.warn('mailboxes.copy-not-filed', { account: accountUid, code })
      return
    }
  }

  /** Starts reading, now and every two minutes. */
  run(): void {
    this.tick()
    this.timer = setInterval(() => this.tick(), tickMs)
    this.timer.unref()
  }

  /** The machine woke up, or a password was given: these mailboxes are read at once. */
  wake(ids: readonly EmailAccountId[] | 'many'): void {
    for (const account of this.dependencies.states.accounts()) {
      const isMeant = ids === 'many' || ids.includes(account.id)
      if (isMeant) Object.assign(this.progressOf(account), atOnce)
    }
    this.look()
  }

  /** Accounts are others than before: one that got other servers is read at once. */
  look(): void {
    if (this.timer !== null) this.tick()
  }

  /**
   * Somebody has just become known: mailboxes are read for their older mails as soon as that is no
   * longer undone at a touch. Those that failed last keep their time.
   */
  readSoon(): void {
    const soonAt = this.dependencies.clock.now() + graceMs
    for (const each of this.progress.values()) {
      if (each.lastError !== null) continue
      Object.assign(each, { soonAt, nextAt: Math.min(each.nextAt, soonAt) })
    }
  }

  /** Cuts whatever is under way; what was stored stays. */
  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer)
    this.timer = null
    this.stopping.abort()
    for (const { reading } of this.progress.values()) await reading
  }

  private tick(): void {
    const now = this.dependencies.clock.now()
    for (const account of this.dependencies.states.accounts()) {
      const { nextAt } = this.progressOf(account)
      if (now >= nextAt) void this.read(account)
    }
  }

  /** What other servers did, or what a clock showed that was set back since, holds nothing up. */
  private progressOf(account: MailboxAccount): Progress {
    const seenAt = this.dependencies.clock.now()
    const access = accessName(account)
    const known = this.progress.get(account.uid)
    if (known === undefined) {
      const times = { beganAt: 0, readAt: 0, soonAt: 0 }
      const fresh: Progress = { reading: null, access, seenAt, ...anew, ...times }
      this.progress.set(account.uid, fresh)
      return fresh
    }
    if (known.access !== access) Object.assign(known, anew)
    else if (seenAt < known.seenAt - setBackMs) Object.assign(known, atOnce)
    return Object.assign(known, { access, seenAt })
  }

  /** A reading that begins now; whoever asks while one goes on waits for the next. */
  private async read(account: MailboxAccount): Promise<SyncError | null> {
    const progress = this.progressOf(account)
    if (progress.reading !== null) {
      await progress.reading
      // Of those who waited, the first begins it and the others share it.
      return progress.reading ?? this.begin(account, progress)
    }
    return this.begin(account, progress)
  }

  private begin(account: MailboxAccount, progress: Progress): Promise<SyncError | null> {
    const { clock, announce } = this.dependencies
    const now = clock.now()
    const { soonAt } = progress
    progress.beganAt = now
    progress.nextAt = soonAt > now ? Math.min(soonAt, now + everyMs) : now + everyMs
    const reading = this.readNow(account).then((error) => {
      progress.reading = null
      progress.failures = error === null ? 0 : progress.failures + 1
      progress.lastError = error
      progress.readAt = clock.now()
      if (error !== null) progress.nextAt = clock.now() + pauseAfter(error, progress.failures)
      announce()
      return error
    })
    progress.reading = reading
    announce()
    return reading
  }

  private async readNow(account: MailboxAccount): Promise<SyncError | null> {
    const { states, clock, log } = this.dependencies
    const beganAt = clock.now()
    try {
      const error = await this.readAccount(account)
      if (this.stopping.signal.aborted) return null
      await this.note((tx) => {
        if (error === null) states.noteSynced(tx, account.uid, beganAt)
        const said = error ?? this.lookBackError(account)
        if (said !== null) states.noteFailed(tx, account.uid, { error: said, at: clock.now() })
      })
      return error
    } catch (cause) {
      log.error('mailboxes.sync-failed', cause, { account: account.id })
      return 'protocol'
    }
  }

  private async readAccount(account: MailboxAccount): Promise<SyncError | null> {
    const { log, states, startHelper, clock } = this.dependencies
    if (states.isOfAnother(account)) await this.note((tx) => states.begin(tx, account))
    const access = await this.accessOf(account)
    if (access === null) return 'no-secret'
    const { signal } = this.stopping
    const lastSyncAt = states.states().find(({ uid }) => uid === account.uid)?.lastSyncAt ?? null
    const now = clock.now()
    const silentMs = lastSyncAt === null ? null : Math.abs(now - lastSyncAt)
    await noteNewAddresses(this.dependencies, account.uid)
    const isBeside = this.dependencies.lookBacks.wanted(account.uid, 1).length > 0
    const opened = await openSource(access, { silentMs, isBeside, startHelper, signal, now })
    if (!opened.ok) {
      log.warn('mailboxes.not-opened', { account: account.id, ...opened.error.data })
      return opened.error.code
    }
    const { source, pageSize } = opened.value
    const isStopped = () => signal.aborted
    const parts = { ...this.dependencies, store: this.store, isStopped, pageSize }
    try {
      const read = await new MailboxReading(parts, account, source).run()
      if (!read.ok) log.warn('mailboxes.cut', { account: account.id, ...read.error.data })
      else if (read.value) {
        await this.fileOwed(account, source)
        const isCutOften = this.lookBackError(account) !== null
        const lookBack = new LookBack({ ...parts, isCutOften }, account, source)
        const isDue = clock.now() >= this.progressOf(account).lookBackAt
        if (!isStopped() && isDue) await this.lookBack(lookBack, account)
      }
      if (read.ok) return null
      // It did answer at first.
      return read.error.code === 'connect' ? 'cut' : read.error.code
    } finally {
      await source.close()
    }
  }

  /** The mailbox was read by then: a failure here is none of the reading. */
  private async lookBack(lookBack: LookBack, whose: MailboxAccount): Promise<void> {
    const { clock, log } = this.dependencies
    const { id: account } = whose
    const progress = this.progressOf(whose)
    try {
      const done = await lookBack.run()
      progress.cuts = done.ok || lookBack.hasAdvanced ? 0 : progress.cuts + 1
      if (done.ok) return
      log.warn('mailboxes.look-back-cut', { account, ...done.error.data })
      const times = progress.cuts - maxCuts
      if (times >= 0) progress.lookBackAt = clock.now() + pauseAfter('cut', times + 1)
    } catch (cause) {
      log.error('mailboxes.look-back-failed', cause, { account })
    }
  }

  /** What to say while the look for older mails is cut again and again: mail may wait for it. */
  private lookBackError(account: MailboxAccount): SyncError | null {
    return this.progressOf(account).cuts >= maxCuts ? 'cut' : null
  }

  private account(accountUid: string): MailboxAccount | undefined {
    return this.dependencies.states.accounts().find(({ uid }) => uid === accountUid)
  }

  /** Null where no secret is at hand. */
  private async accessOf(account: MailboxAccount): Promise<ImapAccess | null> {
    const { credential, ca } = this.dependencies
    const secret = await credential(account)
    if (secret === null) return null
    const { host, port, security, userName } = account
    const access = { host, port, security, userName, credential: secret }
    return ca === undefined ? access : { ...access, ca }
  }

  /** States of accounts are machinery and leave no operation behind. */
  private async note(work: (tx: Transaction) => void): Promise<void> {
    const { unitOfWork } = this.dependencies
    await unitOfWork.run(systemContext, { code: 'mailboxes.note' }, (tx) => {
      work(tx)
      return ok(null)
    })
  }
}

const pauseAfter = (error: SyncError, failures: number): number =>
  error === 'auth' ? longestPauseMs : Math.min(everyMs * 2 ** Math.min(failures, 8), longestPauseMs)
