import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { SendRequest } from '#main/engines/email/smtp.ts'
import type { SendOutcome } from '#main/engines/email/smtp-outcome.ts'
import type { SendingLimits } from '#main/engines/email/throttle.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { Logger } from '#main/platform/logger.ts'
import type { RandomSource } from '#main/platform/random.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import type { CameBack } from './came-back.ts'
import { Claims } from './claim.ts'
import type { MailComposer } from './compose-mail.ts'
import type { ContentStore } from './content-store.ts'
import type { DeliveriesRepository } from './deliveries.repository.ts'
import type { DueTimes } from './due-times.ts'
import type { GmailGuard } from './gmail-guard.ts'
import { HeldMail } from './held-mail.ts'
import type { SendOne } from './lanes.ts'
import { MailboxesFirst } from './mailboxes-first.ts'
import type { OutboxRepository } from './outbox.repository.ts'
import { createOutboxClock } from './outbox-clock.ts'
import { OutboxLoop } from './outbox-loop.ts'
import type { WhyNoMail } from './recipient.ts'
import { Recovery } from './recovery.ts'
import type { ReadSecret, SecretOwner } from './secrets.ts'
import { Sender, type SenderParts } from './sender.ts'
import type { SentLedger } from './sent-ledger.ts'
import type { SentRecord } from './sent-record.ts'

/** Everything that leaving needs. */
export interface OutboxEngineParts {
  readonly unitOfWork: UnitOfWork
  readonly outbox: OutboxRepository
  readonly deliveries: DeliveriesRepository
  readonly ledger: SentLedger
  readonly contents: ContentStore
  readonly composer: MailComposer
  readonly record: SentRecord
  readonly dueTimes: DueTimes
  readonly readSecret: ReadSecret
  readonly hasSecret: (account: SecretOwner) => boolean
  readonly whyNoMail: WhyNoMail
  readonly gmail: Pick<GmailGuard, 'isFull'>
  readonly cameBack: CameBack
  readonly freeBytes: () => number
  /** What any account may send. */
  readonly limits: SendingLimits
  readonly send: (request: SendRequest) => Promise<SendOutcome>
  readonly suppress: SenderParts['suppress']
  readonly runIfFree: (work: () => void) => boolean
  /**
   * Reads the mailbox of an account, so that answers are known, or waits for the reading that began
   * at `since` or later (milliseconds UTC); never throws.
   */
  readonly refreshMailbox: (accountUid: string, since: number) => Promise<void>
  /** False when there is to be a copy and it could not be filed now; never throws. */
  readonly fileCopy: (accountUid: string, bytes: Uint8Array) => Promise<boolean>
  readonly announce: (ids: readonly EmailId[] | 'many') => void
  readonly machine: string
  /** Whether another machine opened the folder last. */
  readonly isCopied: boolean
  /** Whether another folder on this machine is the one that sends, as it is now. */
  readonly isCopy: () => boolean
  readonly clock: Clock
  /** Milliseconds since the machine was started, its sleep included. */
  readonly uptime: () => number
  readonly random: RandomSource
  readonly log: Logger
}

/** An account whose server cannot be had is left alone for this long. */
const restMs = 60_000
/** Contents of mails that have left are kept for questions about them. */
const keptMs = 30 * 86_400_000

/** Puts the loop together: recovery, claims, sender. */
export const createOutboxLoop = (parts: OutboxEngineParts): OutboxLoop => {
  const awake = { since: parts.clock.now() }
  const awakeSince = (): number => awake.since
  const claims = new Claims({ ...parts, awakeSince })
  const sender = new Sender(parts)
  const mailboxes = new MailboxesFirst({ ...parts, awakeSince })
  const { outbox, clock } = parts
  // Mails under way may notice that the machine slept before the loop looks again.
  const watch = createOutboxClock({ ...parts, lastSeen: () => null })
  watch.look()
  const hasSlept = (): boolean => {
    const { isWake } = watch.look()
    if (isWake) awake.since = clock.now()
    return isWake
  }

  const sendOne: SendOne = async (mail, { signal, ending }) => {
    hasSlept()
    let since: number
    do {
      since = awake.since
      const candidate = outbox.candidate(mail.id)
      if (candidate !== undefined) await mailboxes.readFor(candidate, ending)
      // Asleep since, whoever noticed it: what came meanwhile is not known.
    } while (hasSlept() || awake.since !== since)
    // The workspace closes, and with it the reading: nobody knows what it would have found.
    if (ending.aborted) return null
    const claimed = await claims.claim(mail.id)
    if (claimed.kind === 'refused') {
      const { verdict } = claimed
      return verdict.kind === 'full' ? verdict.until : null
    }
    parts.announce([mail.id])
    const mood = await sender.send(claimed.mail, signal)
    return mood === 'rest' ? clock.now() + restMs : null
  }

  const readAgain = (accountUid: string): void => {
    void mailboxes.readAgain(accountUid)?.then(() => loop.poke())
  }

  const loop: OutboxLoop = new OutboxLoop({
    ...parts,
    recovery: new Recovery(parts),
    held: new HeldMail({ ...parts, awakeSince, readAgain }),
    sendOne,
    onWake: () => {
      watch.look()
      awake.since = clock.now()
    },
    onReady: () => {
      const needed = parts.deliveries.neededContents(clock.now() - keptMs)
      parts.contents.keepOnly((hash) => needed.has(hash))
    },
  })
  return loop
}
