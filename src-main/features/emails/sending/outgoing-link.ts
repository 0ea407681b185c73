import type { DeliveryState } from '#main/db/email-schema.ts'
import type { Transaction } from '#main/db/executor.ts'
import type { BounceClass } from '#main/engines/email/incoming/bounce-class.ts'
import { verifyMessageId } from '#main/engines/email/tokens.ts'
import type {
  GoneAddress,
  SuppressionsService,
  SuppressionWish,
} from '#main/features/suppressions/suppressions.service.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'
import type { MailComposer } from '../compose/compose-mail.ts'
import { isTokenOfContact } from '../compose/contact-token.ts'
import type { EmailReason } from '../email-columns.ts'
import type { ScheduleService } from '../planning/schedule.service.ts'
import type { BouncesRepository } from './bounces.repository.ts'
import { copyOutcomes } from './copy-outcomes.ts'
import type { DeliveriesRepository, Delivery } from './deliveries.repository.ts'
import type { Candidate, OutboxRepository } from './outbox.repository.ts'
import type { OwedCopies, OwedCopy } from './owed-copies.ts'
import type { SentLedger } from './sent-ledger.ts'
import type { SentRecord } from './sent-record.ts'

interface OutgoingLinkParts {
  readonly deliveries: DeliveriesRepository
  readonly bounces: BouncesRepository
  readonly outbox: OutboxRepository
  readonly ledger: SentLedger
  readonly record: SentRecord
  readonly composer: MailComposer
  readonly schedule: ScheduleService
  readonly owedCopies: OwedCopies
  readonly suppressions: Pick<SuppressionsService, 'suppress' | 'giveUp'>
  readonly tokenKey: () => Uint8Array
  /** Told when something is known of mails that stands in no table with a history. */
  readonly announce: (ids: readonly EmailId[]) => void
  readonly clock: Clock
}

/** So many mails that receivers refused by their rules, within this time, pause an account. */
const maxPolicyBounces = 3
const policyMs = 86_400_000

/** What may yet be handed to a server; whatever is to leave again waits in one of these. */
const notSettled: ReadonlySet<DeliveryState> = new Set([
  'waiting',
  'held',
  'claimed',
  'deferred',
  'failed',
  'suppressed',
])

/** Whether the same mail would leave again: one that was taken back since may be another. */
const isToLeaveAgain = (fate: Delivery, candidate: Candidate | undefined): boolean => {
  if (!notSettled.has(fate.state) || fate.mime_hash === null) return false
  if (candidate === undefined) return fate.next_attempt_at !== null
  return candidate.intent === 'scheduled' && candidate.plan === candidate.plannedFrom
}

/** What is said of a mail that left and came back. */
const reasonOf: Readonly<Record<BounceClass, EmailReason | null>> = {
  hard: 'hard-bounce',
  soft: 'unreachable',
  policy: 'policy',
  delayed: null,
}

/** What mail that comes in tells the outbox, inside of the unit of work that stores it. */
export class OutgoingLink {
  private readonly parts: OutgoingLinkParts

  constructor(parts: OutgoingLinkParts) {
    this.parts = parts
  }

  sendIdOf(messageId: string): string | null {
    return verifyMessageId(messageId, this.parts.tokenKey())
  }

  isTokenOf(token: string, contactUid: string): boolean {
    return isTokenOfContact(token, contactUid, this.parts.tokenKey())
  }

  stopForAnswer(
    tx: Transaction,
    answer: { readonly contactId: ContactId; readonly at: number },
  ): void {
    this.parts.schedule.stopForAnswer(tx, answer)
  }

  /**
   * A doubtful mail was seen: it left, and leaves no second time if it was to. One that is known to
   * have left stays as it is.
   */
  noteLeft(tx: Transaction, sendId: string): void {
    const { deliveries, outbox, ledger, record, composer, clock } = this.parts
    const fate = deliveries.bySendId(sendId)
    if (fate === undefined) return
    const candidate = outbox.candidate(fate.email_id)
    const isInDoubt = fate.state === 'uncertain'
    if (!isInDoubt && !(ledger.hasBegun(sendId) && isToLeaveAgain(fate, candidate))) return
    if (candidate !== undefined) {
      ledger.append({ event: 'sent', mail: candidate.uid, sendId, at: clock.now() })
    }
    const text = candidate === undefined ? '' : (composer.render(candidate)?.text ?? '')
    const at = isInDoubt ? fate.changed_at : (fate.claimed_at ?? fate.changed_at)
    record.write(tx, { id: fate.email_id, text, reply: null, messageIdFromServer: null, at })
  }

  /** It stays doubtful, and is never sent again by itself; only the words about it are others. */
  noteMissing(tx: Transaction, sendId: string): void {
    const { deliveries, announce } = this.parts
    const fate = deliveries.bySendId(sendId)
    if (fate?.state !== 'uncertain') return
    deliveries.set(tx, fate.email_id, { reason: 'not-found' })
    announce([fate.email_id])
  }

  owedCopies(accountUid: string): readonly OwedCopy[] {
    return this.parts.owedCopies.of(accountUid)
  }

  noteCopy(
    tx: Transaction,
    {
      emailId: id,
      accountUid,
      fate,
    }: {
      readonly emailId: EmailId
      readonly accountUid: string
      readonly fate: keyof typeof copyOutcomes
    },
  ): void {
    const { deliveries, outbox, owedCopies, clock } = this.parts
    const outcome = copyOutcomes[fate]
    deliveries.attempt(tx, { id, accountUid, at: clock.now(), outcome, reply: null })
    if (fate === 'found' && owedCopies.providerFiles(accountUid)) {
      outbox.noteFilesSent(tx, accountUid)
    }
  }

  noteBounce(
    tx: Transaction,
    bounce: {
      readonly emailId: EmailId
      readonly class: BounceClass
      readonly status: string
      readonly at: number
    },
  ): void {
    const { bounces, deliveries } = this.parts
    const fate = deliveries.find(bounce.emailId)
    const accountUid = fate?.account_uid ?? ''
    bounces.note(tx, { ...bounce, accountUid })
    if (bounce.class === 'policy') this.restIfMany(tx, accountUid)
    const reason = reasonOf[bounce.class]
    if (reason === null || fate?.reason === 'hard-bounce') return
    deliveries.set(tx, bounce.emailId, {
      reason,
      reply_text: bounce.status,
      changed_at: this.parts.clock.now(),
    })
  }

  /** Receivers refuse more and more of who goes on against their rules. */
  private restIfMany(tx: Transaction, accountUid: string): void {
    const { bounces, outbox, clock } = this.parts
    if (bounces.countPolicy(accountUid, clock.now() - policyMs) < maxPolicyBounces) return
    outbox.pauseAccount(tx, accountUid, 'policy')
  }

  suppress(tx: Transaction, wish: SuppressionWish): void {
    this.parts.suppressions.suppress(tx, wish)
  }

  giveUp(tx: Transaction, gone: GoneAddress): void {
    this.parts.suppressions.giveUp(tx, gone)
  }
}
