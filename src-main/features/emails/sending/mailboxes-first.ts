import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '#main/platform/clock.ts'
import type { Candidate, OutboxRepository } from './outbox.repository.ts'
import { freshMs, isFresh, mayLieUnread } from './unread-word.ts'

interface MailboxesFirstParts {
  readonly outbox: Pick<OutboxRepository, 'mailboxes' | 'isSwitchedOn' | 'holdAll'>
  /**
   * Reads the mailbox of an account, or waits for the reading of it that began at `since` or later
   * (milliseconds UTC); never throws.
   */
  readonly refreshMailbox: (accountUid: string, since: number) => Promise<void>
  readonly awakeSince: () => number
  readonly clock: Pick<Clock, 'now'>
  /** How long a mail waits for a mailbox; a minute and a half unless said. */
  readonly patienceMs?: number
}

/** A reading that was asked for, and its end, well or not. */
interface Try {
  readonly beganAt: number
  /** Null while it goes on. */
  endedAt: number | null
  readonly end: Promise<void>
}

/**
 * So long a mail waits for a mailbox, however far away it is: where each answer of the server takes
 * three seconds, a reading takes 66.
 */
const usualPatienceMs = 90_000
/** One that could not be read is left alone for so long: networks come seconds after a wake. */
const restMs = 20_000

/**
 * Reads mailboxes before anything is claimed: whoever wrote that they want no more mail, or gave the
 * answer that a mail waits for, wrote to any of the owner's addresses, and while the machine slept.
 *
 * One that cannot be read is tried once in a while and stops nothing here: what needs the mailbox of
 * its own account is held by its claim when that was not read, and all else leaves.
 */
export class MailboxesFirst {
  private readonly parts: MailboxesFirstParts
  private readonly tries = new Map<string, Try>()

  constructor(parts: MailboxesFirstParts) {
    this.parts = parts
  }

  /** Resolves when each mailbox was read lately, or was tried; at once when nothing may leave. */
  async readFor(mail: Candidate, signal: AbortSignal): Promise<void> {
    const { outbox, clock, awakeSince } = this.parts
    const now = clock.now()
    const isDue = mail.nextAttemptAt !== null && mail.nextAttemptAt <= now
    if (!isDue || mail.accountUid === null) return
    if (!outbox.isSwitchedOn() || outbox.holdAll() !== null) return
    const world = { now, awakeSince: awakeSince() }
    const stale = outbox.mailboxes().filter(({ lastSyncAt }) => !isFresh(lastSyncAt, world))
    const uids = new Set(stale.map(({ accountUid }) => accountUid))
    // Older mail may be wanted from a mailbox that was just read.
    if (mayLieUnread(mail, world)) uids.add(mail.accountUid)
    await Promise.all([...uids].map((accountUid) => this.tryOnce(accountUid, signal)))
  }

  /** For mail that is held until its mailbox is read; null when that was tried a moment ago. */
  readAgain(accountUid: string): Promise<void> | null {
    return this.isLate(accountUid) ? this.begin(accountUid, new AbortController().signal) : null
  }

  /** Those who come while one is tried wait for it too. */
  private tryOnce(accountUid: string, signal: AbortSignal): Promise<void> {
    const last = this.tries.get(accountUid)
    return last === undefined || this.isLate(accountUid) ? this.begin(accountUid, signal) : last.end
  }

  /** True also while one goes on that began before the machine slept. */
  private isLate(accountUid: string): boolean {
    const { clock, awakeSince } = this.parts
    const last = this.tries.get(accountUid)
    if (last === undefined || last.beganAt < awakeSince()) return true
    return last.endedAt !== null && Math.abs(clock.now() - last.endedAt) >= restMs
  }

  private begin(accountUid: string, signal: AbortSignal): Promise<void> {
    const { clock } = this.parts
    const reading = this.read(accountUid, signal)
    const end = reading.then(() => {
      begun.endedAt = clock.now()
    })
    const begun: Try = { beganAt: clock.now(), endedAt: null, end }
    this.tries.set(accountUid, begun)
    return end
  }

  private async read(accountUid: string, signal: AbortSignal): Promise<void> {
    const { refreshMailbox, awakeSince, clock, patienceMs = usualPatienceMs } = this.parts
    const since = Math.max(awakeSince(), clock.now() - freshMs)
    const isOver = new AbortController()
    const late = AbortSignal.any([signal, isOver.signal])
    await Promise.race([
      refreshMailbox(accountUid, since),
      wait(patienceMs, undefined, { signal: late, ref: false }).catch(() => {}),
    ])
    isOver.abort()
  }
}
