import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { SendRequest } from '#main/engines/email/smtp.ts'
import type { SendOutcome } from '#main/engines/email/smtp-outcome.ts'
import type { SendingLimits } from '#main/engines/email/throttle.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { Logger } from '#main/platform/logger.ts'
import type { RandomSource } from '#main/platform/random.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import type { MailComposer } from '../compose/compose-mail.ts'
import type { ContentStore } from '../compose/content-store.ts'
import type { DueTimes } from '../planning/due-times.ts'
import type { GmailGuard } from '../planning/gmail-guard.ts'
import type { SameAddressRepository } from '../planning/same-address.repository.ts'
import type { WhyNoMail } from '../recipient.ts'
import type { CameBack } from './came-back.ts'
import { Claims } from './claim.ts'
import type { DeliveriesRepository, DueMail } from './deliveries.repository.ts'
import { HeldMail } from './held-mail.ts'
import type { HighWater } from './high-water.ts'
import type { LaneSignals, SendOne } from './lanes.ts'
import { MailboxesFirst } from './mailboxes-first.ts'
import type { OutboxRepository } from './outbox.repository.ts'
import { createOutboxClock } from './outbox-clock.ts'
import { OutboxLoop } from './outbox-loop.ts'
import { Recovery } from './recovery.ts'
import type { ReadSecret, SecretOwner } from './secrets.ts'
import { Sender, type SenderParts } from './sender.ts'
import type { SentLedger } from './sent-ledger.ts'
import type { SentRecord } from './sent-record.ts'
import { type CompleteStep, StepsOfMails } from './steps-of-mails.ts'
import type { TurnsRepository } from './turns.repository.ts'

/** Everything that leaving needs. */
export interface OutboxEngineParts {
  readonly unitOfWork: UnitOfWork
  readonly outbox: OutboxRepository
  readonly deliveries: DeliveriesRepository
  readonly turns: TurnsRepository
  readonly ledger: SentLedger
  readonly highWater: HighWater
  readonly contents: ContentStore
  readonly composer: MailComposer
  readonly record: SentRecord
  readonly dueTimes: DueTimes
  readonly completeStep: CompleteStep
  readonly readSecret: ReadSecret
  readonly hasSecret: (account: SecretOwner) => boolean
  readonly whyNoMail: WhyNoMail
  readonly gmail: Pick<GmailGuard, 'isFull'>
  readonly cameBack: CameBack
  readonly sameAddress: SameAddressRepository
  readonly freeBytes: () => number
  /** What any account may send. */
  readonly limits: SendingLimits
  readonly send: (request: SendRequest) => Promise<SendOutcome>
  readonly giveUp: SenderParts['giveUp']
  readonly runIfFree: (work: () => void) => boolean
  /**
   * Reads the mailbox of an account, so that answers are known, or waits for the reading that began
   * at `since` or later (milliseconds UTC); never throws.
   */
  readonly refreshMailbox: (accountUid: string, since: number) => Promise<void>
  readonly announce: (ids: readonly EmailId[] | 'many') => void
  readonly machine: string
  /** Whether another machine opened the folder last. */
  readonly isCopied: boolean
  /** Whether another folder on this machine is the one that sends, as it is now. */
  readonly isCopy: () => boolean
  readonly clock: Clock
  /** Milliseconds since the machine was started, its sleep included. */
  readonly uptime: () => number
  /** How often the machine woke up so far, as far as the clocks do not tell. */
  readonly wakes: () => number
  readonly random: RandomSource
  readonly log: Logger
}

/** An account whose server cannot be had is left alone for this long. */
const restMs = 60_000
/** Contents of mails that have left are kept for questions about them. */
const keptMs = 30 * 86_400_000

/** Since when the machine is awake; mails under way may notice a sleep before the loop looks again. */
const watchSleep = (parts: Pick<OutboxEngineParts, 'clock' | 'uptime' | 'wakes'>) => {
  const { clock } = parts
  const watch = createOutboxClock({ ...parts, lastSeen: () => null })
  watch.look()
  let since = clock.now()
  return {
    since: (): number => since,
    /** The same, after a look at the clocks. */
    sinceNow: (): number => {
      if (watch.look().isWake) since = clock.now()
      return since
    },
    wake: (): void => {
      watch.look()
      since = clock.now()
    },
  }
}

interface SendOneParts {
  readonly outbox: OutboxRepository
  readonly awake: ReturnType<typeof watchSleep>
  readonly mailboxes: MailboxesFirst
  readonly claims: Claims
  readonly sender: Sender
  readonly announce: OutboxEngineParts['announce']
  readonly clock: Clock
}

/** Mailboxes, claim, server; until when the account is to rest, and `again` for the same mail. */
const sendOnce = async (
  { outbox, awake, mailboxes, claims, sender, announce, clock }: SendOneParts,
  { id }: DueMail,
  { signal, ending }: LaneSignals,
): Promise<number | 'again' | null> => {
  let since: number
  do {
    since = awake.sinceNow()
    const candidate = outbox.candidate(id)
    if (candidate !== undefined) await mailboxes.readFor(candidate, ending)
    // Asleep since: what came meanwhile is not known.
  } while (awake.sinceNow() !== since)
  // The workspace closes, and with it the reading: nobody knows what it would have found.
  if (ending.aborted) return null
  const claimed = await claims.claim(id)
  if (claimed.kind === 'refused') {
    const { verdict } = claimed
    if (verdict.kind !== 'full') return null
    // While mail to many waits for its turn, mail to one person goes on: what is due is read anew.
    return verdict.onlyToMany ? clock.now() : verdict.until
  }
  announce([id])
  const mood = await sender.send(claimed.mail, signal)
  if (mood === 'again') return mood
  return mood === 'rest' ? clock.now() + restMs : null
}

/** Puts the loop together: recovery, claims, sender. */
export const createOutboxLoop = (parts: OutboxEngineParts): OutboxLoop => {
  const awake = watchSleep(parts)
  const awakeSince = awake.since
  const claims = new Claims({ ...parts, awakeSince })
  const sender = new Sender({ ...parts, awakeSince: awake.sinceNow })
  const mailboxes = new MailboxesFirst({ ...parts, awakeSince })
  const sendOne: SendOne = async (mail, signals) => {
    for (;;) {
      const rest = await sendOnce({ ...parts, awake, mailboxes, claims, sender }, mail, signals)
      if (rest !== 'again') return rest
    }
  }
  const readAgain = (accountUid: string): void => {
    void mailboxes.readAgain(accountUid)?.then(() => loop.poke())
  }
  const loop: OutboxLoop = new OutboxLoop({
    ...parts,
    recovery: new Recovery(parts),
    held: new HeldMail({ ...parts, awakeSince, readAgain }),
    steps: new StepsOfMails(parts),
    sendOne,
    onWake: awake.wake,
    onReady: () => {
      const needed = parts.deliveries.neededContents(parts.clock.now() - keptMs)
      parts.contents.keepOnly((hash) => needed.has(hash))
    },
  })
  return loop
}
