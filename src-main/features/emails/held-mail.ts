import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import { systemContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import { ok } from '#shared/domain/result.ts'
import type { DeliveriesRepository, Delivery } from './deliveries.repository.ts'
import type { EmailReason } from './email-columns.ts'
import { leastFreeBytes, overdueMs } from './judge.ts'
import type { OutboxRepository } from './outbox.repository.ts'
import type { SecretOwner } from './secrets.ts'
import type { SentLedger } from './sent-ledger.ts'
import { isAnswerUnknown, isFresh, mayLieUnread } from './unread-word.ts'

interface HeldMailParts {
  readonly unitOfWork: UnitOfWork
  readonly outbox: OutboxRepository
  readonly deliveries: DeliveriesRepository
  readonly ledger: Pick<SentLedger, 'canAppend'>
  /** Whether the secret of an account can be had now. */
  readonly hasSecret: (account: SecretOwner) => boolean
  readonly freeBytes: () => number
  readonly awakeSince: () => number
  /** Reads a mailbox that a mail waits for, unless it was tried a moment ago. */
  readonly readAgain: (accountUid: string) => void
  readonly clock: Clock
}

/** Reasons that pass by themselves, or by what the owner does elsewhere. */
const passing: readonly EmailReason[] = [
  'disk-low',
  'no-record',
  'locked',
  'no-account',
  'no-secret',
  'auth',
  'tls',
  'policy',
  'inbox-stale',
  'answers-unknown',
]

/** Held mails whose reason has passed. */
export class HeldMail {
  private readonly parts: HeldMailParts
  /** When mailboxes had been read last as their mails were looked over; only a reading frees any. */
  private readonly lookedOver = new Map<string, number | null>()

  constructor(parts: HeldMailParts) {
    this.parts = parts
  }

  /** Lets them wait again; the claim asks everything once more. True when there were any. */
  async release(): Promise<boolean> {
    const { deliveries, unitOfWork, clock } = this.parts
    const held = deliveries.inState('held', passing)
    const unread = this.unread()
    const { free = [], stuck = [] } = Object.groupBy(held, (mail) => {
      const isUnread = mail.reason === 'inbox-stale' && unread.has(mail.account_uid)
      return !isUnread && this.hasPassed(mail) ? 'free' : 'stuck'
    })
    this.readFor(stuck)
    if (free.length === 0) return false
    await unitOfWork.run(systemContext, { code: 'outbox.release' }, (tx) => {
      for (const { email_id: id } of free) {
        deliveries.set(tx, id, { state: 'waiting', reason: null, changed_at: clock.now() })
      }
      return ok(null)
    })
    return true
  }

  /** Accounts whose mailbox was not read since their mails were looked over, or not lately. */
  private unread(): ReadonlySet<string | null> {
    const { outbox, awakeSince, clock } = this.parts
    const world = { now: clock.now(), awakeSince: awakeSince() }
    const unread = new Set<string>()
    for (const { accountUid, lastSyncAt } of outbox.mailboxes()) {
      const isDone = this.lookedOver.get(accountUid) === lastSyncAt
      if (isDone || !isFresh(lastSyncAt, world)) unread.add(accountUid)
      else this.lookedOver.set(accountUid, lastSyncAt)
    }
    return unread
  }

  /** Mailboxes that mail waits for; what is too late waits for its owner all the same. */
  private readFor(stuck: readonly Delivery[]): void {
    const { readAgain, clock } = this.parts
    const from = clock.now() - overdueMs
    const unread = stuck.filter(
      ({ reason, next_attempt_at: at }) => reason === 'inbox-stale' && at !== null && at >= from,
    )
    for (const uid of new Set(unread.map(({ account_uid }) => account_uid)))
      if (uid !== null) readAgain(uid)
  }

  private hasPassed({ email_id: id, reason }: Delivery): boolean {
    const { outbox, ledger, hasSecret, freeBytes, awakeSince, clock } = this.parts
    if (reason === 'disk-low') return freeBytes() >= leastFreeBytes
    if (reason === 'no-record') return ledger.canAppend()
    const account = outbox.accountOf(id)
    if (account === undefined) return false
    if (reason === 'no-account') return true
    if (reason === 'locked' || reason === 'no-secret') {
      return account.pausedReason === null && hasSecret(account)
    }
    if (reason === 'inbox-stale') {
      return !mayLieUnread(account, { now: clock.now(), awakeSince: awakeSince() })
    }
    if (reason === 'answers-unknown') return !isAnswerUnknown(account)
    return account.pausedReason === null
  }
}
