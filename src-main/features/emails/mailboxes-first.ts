import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '#main/platform/clock.ts'
import { freshMs, isFresh } from './judge.ts'
import type { Candidate, OutboxRepository } from './outbox.repository.ts'

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
  readonly at: number
  readonly end: Promise<void>
}

/**
 * So long a mail waits for a mailbox, however far away it is: where each answer of the server takes
 * three seconds, a reading takes 66.
 */
const usualPatienceMs = 90_000
/** One that could not be read is left alone for so long: networks come seconds after a wake. */
const restMs = 60_000

/**
 * Reads mailboxes before anything is claimed: whoever wrote that they want no more mail, or gave the
 * answer that a mail waits for, wrote to any of the owner's addresses, and while the machine slept.
 *
 * One that cannot be read is tried once in a while and stops nothing here: what waits for an answer
 * is held by its claim when its own account was not read, and all else leaves.
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
    await Promise.all(stale.map(({ accountUid }) => this.tryOnce(accountUid, signal)))
  }

  /** Those who come while one is tried wait for it too. */
  private tryOnce(accountUid: string, signal: AbortSignal): Promise<void> {
    const { clock, awakeSince } = this.parts
    const now = clock.now()
    const last = this.tries.get(accountUid)
    const isLate = last === undefined || last.at < awakeSince() || Math.abs(now - last.at) >= restMs
    if (!isLate) return last.end
    const end = this.read(accountUid, signal)
    this.tries.set(accountUid, { at: now, end })
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
