import { join } from 'node:path'
import type { SendRequest } from '#main/engines/email/smtp.ts'
import type { SendOutcome } from '#main/engines/email/smtp-outcome.ts'
import type { MailboxesService } from '#main/features/mailboxes/mailboxes.service.ts'
import { WakeWatch } from '#main/platform/wake-watch.ts'
import type { ContactId, EmailAccountId, EmailId } from '#shared/domain/ids.ts'
import type { CutProxy } from '#tests/support/cut-proxy.ts'
import { type Dovecot, dovecotObstacle } from '#tests/support/dovecot.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { mailText } from '#tests/support/mailbox-workspace.ts'
import type { TestOutbox } from '#tests/support/outbox.ts'
import { openOutboxWithMailbox, withMailServer } from '#tests/support/outbox-with-mailbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { type FaultLine, type Findings, inFolder, measure, type RunSuite } from './fault-suite.ts'

/**
 * Deliberately broken variants: one says at a wake that the mailbox was read and does not read it,
 * one lets everything go although it cannot be read, one does not notice a sleep on the
 * way, one no sleep in which the monotonic clock goes on.
 */
const variants = ['sends-first', 'sends-unread', 'sleeps-unnoticed', 'asks-monotonic'] as const

interface Wakes {
  readonly wakes: number
  readonly seed: number
  readonly broken?: (typeof variants)[number]
}

/**
 * Who a mail goes to, whether it waits for an answer or was sent off at once, and what came while
 * the machine slept.
 */
interface Awaited {
  readonly id: EmailId
  readonly address: string
  readonly waits: boolean
  readonly isNow: boolean
  readonly came: 'nothing' | 'answer' | 'machine' | 'stop'
  /** It came in another sleep, between the claim of the mail and its first byte. */
  readonly isLate: boolean
}

const minuteMs = 60_000
const now = { kind: 'now' } as const
const own = 'ada@lumen.example'
const user = 'ada'

/** Only what was sent off at once leaves although the mailbox cannot be read. */
const wantedOf = ({ came, waits, isNow }: Awaited, isRead: boolean): string => {
  if (!isRead) return waits || !isNow ? 'held' : 'sent'
  if (waits) return came === 'answer' || came === 'stop' ? 'draft' : 'sent'
  return came === 'stop' ? 'suppressed' : 'sent'
}

/** An outbox and its mailbox on a real server, on a machine that sleeps. */
class Sleeper {
  private readonly wakes: Wakes
  private readonly dovecot: Dovecot
  private readonly proxy: CutProxy
  private readonly clock = new FakeClock()
  private readonly watch = new WakeWatch(this.clock)
  private readonly random: SeededRandom
  private readonly sent = new Set<string>()
  private readonly failures: string[] = []
  private outbox!: TestOutbox
  private mailboxes!: MailboxesService
  private accountId!: EmailAccountId
  private readonly leftUnread = new Set<EmailId>()
  private readonly late = new Map<string, Awaited>()
  private people = 0
  private wokeAt = 0
  private isDown = false

  constructor(wakes: Wakes, { dovecot, proxy }: { dovecot: Dovecot; proxy: CutProxy }) {
    this.wakes = wakes
    this.dovecot = dovecot
    this.proxy = proxy
    this.random = new SeededRandom(wakes.seed)
  }

  async run(folder: string): Promise<Findings> {
    await this.open(folder)
    for (let n = 0; n < this.wakes.wakes; n += 1) await this.sleepOnce()
    await this.mailboxes.stop()
    await this.outbox.close()
    return { n: this.wakes.wakes, failures: this.failures }
  }

  private async open(folder: string): Promise<void> {
    const { clock, random, dovecot, proxy } = this
    const { outbox, mailboxes, accountId } = await openOutboxWithMailbox(
      {
        folder: join(folder, 'workspace'),
        clock,
        random,
        uptime: () => clock.now(),
        wakes: () => (this.wakes.broken === 'asks-monotonic' ? 0 : this.watch.count()),
        ...(this.wakes.broken === 'sends-first' ? { refreshMailbox: () => this.pretend() } : {}),
        send: (request) => this.send(request),
      },
      { server: dovecot, port: proxy.port, user },
    )
    Object.assign(this, { outbox, mailboxes, accountId })
  }

  private async send({ onBodyStart, envelope: { to } }: SendRequest): Promise<SendOutcome> {
    const late = this.late.get(to)
    this.late.delete(to)
    if (late !== undefined && !this.isDown) this.sleepOnTheWay(late)
    try {
      onBodyStart()
    } catch (cause) {
      return { kind: 'not-started', cause: 'not-recorded', detail: String(cause) }
    }
    if (this.sent.has(to)) this.failures.push(`${to} got a mail twice`)
    this.sent.add(to)
    this.lookAtMailbox()
    return { kind: 'accepted', reply: '250 kept' }
  }

  /** On Linux the monotonic clock sleeps too, elsewhere it goes on. */
  private sleep(ms: number): void {
    if (this.random.chance(0.5)) this.clock.set(this.clock.now() + ms)
    else this.clock.advance(ms)
    this.wokeAt = this.clock.now()
  }

  private sleepOnTheWay(late: Awaited): void {
    this.comesWhileAsleep(late)
    const asleepMs = (2 + this.random.integer(30)) * minuteMs
    if (this.wakes.broken === 'sleeps-unnoticed') this.clock.advance(minuteMs)
    else this.sleep(asleepMs)
  }

  /** Says that the mailbox was read, and does not read it. */
  private async pretend(): Promise<void> {
    const text = `insert into email_account_states(account_uid, last_sync_at)
      select uid, ? from email_accounts where true
      on conflict do update set last_sync_at = excluded.last_sync_at`
    await this.outbox.act((tx) => tx.runSql(text, this.clock.now()))
  }

  /** Whatever leaves, the mailbox was read since the machine woke up, if it can be read. */
  private lookAtMailbox(): void {
    if (this.isDown) return
    const text = 'select last_sync_at as at from email_account_states'
    const { at = 0 } = this.outbox.reader.firstSql<{ at: number | null }>(text) ?? {}
    if ((at ?? 0) < this.wokeAt) this.failures.push('a mail left before the mailbox was read')
  }

  /** Some people are written to; the lid is closed; some answer; the lid is opened. */
  private async sleepOnce(): Promise<void> {
    // Every second time for so short that the mailbox was read not long ago.
    const asleepMs = (2 + this.random.integer(this.random.pick([10, 200]))) * minuteMs
    const dueAt = this.clock.now() + 2 * minuteMs + this.random.integer(asleepMs - minuteMs)
    const waiting: Awaited[] = []
    for (let n = this.random.integer(3); n >= 0; n -= 1) waiting.push(await this.awaitOne(dueAt))
    // Often the mailbox was read a moment before.
    if (this.random.chance(0.5)) await this.mailboxes.sync()
    await this.outbox.loop.lookAndWait()
    this.late.clear()
    for (const one of waiting) {
      if (one.isLate) this.late.set(one.address, one)
      else this.comesWhileAsleep(one)
    }
    this.sleep(asleepMs + minuteMs)
    const isDown = this.random.chance(0.3)
    this.isDown = isDown
    this.proxy.cutAfter(isDown ? this.random.integer(2_000) : null)
    await this.outbox.loop.lookAndWait()
    if (isDown) {
      this.judge(waiting, this.wasRead())
      this.isDown = false
      this.proxy.cutAfter(null)
      // One that has just failed is left alone for a while.
      this.clock.advance(2 * minuteMs)
      await this.mailboxes.sync()
      await this.outbox.loop.lookAndWait()
    }
    this.judge(waiting, true)
  }

  /** A connection may be cut after all that mattered. */
  private wasRead(): boolean {
    const text = 'select 1 from email_account_states where last_sync_at >= ?'
    return this.outbox.reader.firstSql(text, this.wokeAt) !== undefined
  }

  private async awaitOne(dueAt: number): Promise<Awaited> {
    this.people += 1
    const address = `person${this.people}@ross.example`
    const contact: ContactId = await this.outbox.addContact(`Person ${this.people}`, address)
    const [id] = await this.outbox.addDrafts(contact, this.accountId, ['Did you see my offer?'])
    if (id === undefined) throw new Error('no draft')
    const wall = new Date(dueAt).toISOString().slice(0, 16)
    const waits = this.random.chance(0.6)
    const isNow = this.random.chance(0.3)
    const when = isNow ? now : ({ kind: 'at', wall, timeZone: 'UTC' } as const)
    const input = { ids: [id], when, unlessAnswered: waits }
    const done = await this.outbox.schedule.schedule(input, this.outbox.owner)
    if (!done.ok) throw new Error(done.error.code)
    if (this.wakes.broken === 'sends-unread') await this.waive(id)
    const came = this.random.pick(['nothing', 'answer', 'machine', 'stop'] as const)
    return { id, address, waits, isNow, came, isLate: this.random.chance(0.3) }
  }

  private waive(id: EmailId): Promise<unknown> {
    const text = `update deliveries set waived = 'inbox-stale' where email_id = ?`
    return this.outbox.act((tx) => tx.runSql(text, id))
  }

  private comesWhileAsleep({ address, came }: Awaited): void {
    if (came === 'nothing') return
    const at = this.clock.now() + minuteMs
    const headers = {
      Date: new Date(at).toUTCString().replace('GMT', '+0000'),
      From: address,
      To: own,
      Subject: 'Re: Did you see my offer?',
      'Message-ID': `<${address}>`,
      ...(came === 'machine' ? { 'Auto-Submitted': 'auto-replied' } : {}),
    }
    const mail = came === 'stop' ? mailText(headers, 'STOP') : mailText(headers)
    this.dovecot.deliver(user, mail, { at })
  }

  private judge(waiting: readonly Awaited[], isRead: boolean): void {
    for (const one of waiting) {
      const { id, address, came, waits, isNow, isLate } = one
      const { state, reason } = this.outbox.emails.find(id) ?? { state: 'gone', reason: null }
      const isSent = this.sent.has(address)
      if (waits && (came === 'answer' || came === 'stop') && isSent)
        this.failures.push(`${address} had answered, and got a mail`)
      const wanted = this.leftUnread.has(id) ? 'sent' : wantedOf(one, isRead)
      if (!isRead && wanted === 'sent') this.leftUnread.add(id)
      if (state === wanted && isSent === (wanted === 'sent')) continue
      const marks = [came, waits && 'awaited', isNow && 'now', isLate && 'late']
      const what = marks.filter(Boolean).join(', ')
      this.failures.push(`${address} (${what}): ${state} ${reason}, expected ${wanted}`)
    }
  }
}

const sleep = (wakes: Wakes): Promise<Findings> =>
  inFolder((folder) => withMailServer((server) => new Sleeper(wakes, server).run(folder)))

/**
 * Nobody who answered while the machine slept gets a follow-up, and nobody who wrote STOP gets any
 * mail: at each wake the mailbox, on a real server, is read before anything is claimed, and anew
 * after a sleep on the way to the server. Where it
 * cannot be read, all is held but what was sent off at once and waits for no answer. Answers of
 * machines stop nothing. `n` counts wakes.
 */
export const run: RunSuite = async ({ tier, controls }) => {
  if (dovecotObstacle !== null) {
    const skipped = { id: 'mail-answers', n: 0, fail: 0, seed: 0, ms: 0, skipped: dovecotObstacle }
    console.log(JSON.stringify(skipped))
    return [skipped]
  }
  if (controls) {
    const lines: FaultLine[] = []
    for (const broken of variants) {
      const control = { wakes: 10, seed: 8, broken }
      lines.push(await measure(`mail-answers.control.${broken}`, 8, () => sleep(control)))
    }
    return lines
  }
  const wakes = { wakes: tier === 'full' ? 500 : 15, seed: 8 }
  return [await measure('mail-answers', 8, () => sleep(wakes))]
}
