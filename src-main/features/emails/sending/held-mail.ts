import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import { systemContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import type { EmailReason } from '../email-columns.ts'
import { takingTurns } from '../planning/look-over.ts'
import type { SameAddressRepository } from '../planning/same-address.repository.ts'
import { isSecondToAddress } from '../planning/same-address.ts'
import type { DeliveriesRepository, HeldDelivery } from './deliveries.repository.ts'
import { leastFreeBytes, overdueMs } from './judge.ts'
import type { OutboxRepository } from './outbox.repository.ts'
import type { SecretOwner } from './secrets.ts'
import type { SentLedger } from './sent-ledger.ts'
import { isAnswerUnknown, isFresh, mayLieUnread } from './unread-word.ts'

interface HeldMailParts {
  readonly unitOfWork: UnitOfWork
  readonly outbox: OutboxRepository
  readonly deliveries: DeliveriesRepository
  readonly sameAddress: SameAddressRepository
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
  // The other mail to the address may have been taken back, or not have arrived.
  'same-address',
]

/** Mails that are written at once. */
const atOnce = 200

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
    const { deliveries, clock } = this.parts
    const unread = this.unread()
    const turn = takingTurns(clock)
    const waitingFor = new Set<string>()
    let isAny = false
    for (let after = 0; ; ) {
      const held = deliveries.held(passing, { after, limit: atOnce })
      const last = held.at(-1)
      if (last === undefined) break
      const free: EmailId[] = []
      for (const mail of held) {
        await turn(0, held.length)
        const isUnread = mail.reason === 'inbox-stale' && unread.has(mail.accountUid)
        if (!isUnread && this.hasPassed(mail)) free.push(mail.id)
        else if (mail.accountUid !== null && this.waitsForReading(mail))
          waitingFor.add(mail.accountUid)
      }
      if (free.length > 0) await this.free(free)
      isAny ||= free.length > 0
      after = last.id
    }
    for (const uid of waitingFor) this.parts.readAgain(uid)
    return isAny
  }

  private async free(ids: readonly EmailId[]): Promise<void> {
    const { deliveries, unitOfWork, clock } = this.parts
    await unitOfWork.run(systemContext, { code: 'outbox.release' }, (tx) => {
      deliveries.free(tx, ids, clock.now())
      return ok(null)
    })
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

  /** Whether a mail waits for its mailbox; what is too late waits for its owner all the same. */
  private waitsForReading({ reason, nextAttemptAt }: HeldDelivery): boolean {
    return reason === 'inbox-stale' && nextAttemptAt >= this.parts.clock.now() - overdueMs
  }

  private hasPassed({ id, reason }: HeldDelivery): boolean {
    const { outbox, ledger, hasSecret, freeBytes, awakeSince, clock } = this.parts
    if (reason === 'disk-low') return freeBytes() >= leastFreeBytes
    if (reason === 'no-record') return ledger.canAppend()
    if (reason === 'same-address') {
      const mail = outbox.candidate(id)
      return mail !== undefined && !isSecondToAddress(mail, this.parts.sameAddress)
    }
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
