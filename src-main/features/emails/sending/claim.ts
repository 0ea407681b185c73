import type { Transaction } from '#main/db/executor.ts'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { SendingLimits } from '#main/engines/email/throttle.ts'
import { systemContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import { failpoint } from '#main/platform/failpoint.ts'
import type { RandomSource } from '#main/platform/random.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import type { ComposedMail, MailComposer } from '../compose/compose-mail.ts'
import type { ContentStore } from '../compose/content-store.ts'
import type { EmailReason } from '../email-columns.ts'
import type { DueTimes } from '../planning/due-times.ts'
import type { GmailGuard } from '../planning/gmail-guard.ts'
import type { SameAddressRepository } from '../planning/same-address.repository.ts'
import { isSecondToAddress } from '../planning/same-address.ts'
import type { WhyNoMail } from '../recipient.ts'
import type { CameBack } from './came-back.ts'
import type { DeliveriesRepository } from './deliveries.repository.ts'
import { giveTurns } from './give-turns.ts'
import { type Circumstances, judge, type Verdict } from './judge.ts'
import type { Candidate, OutboxRepository } from './outbox.repository.ts'
import type { AccountSecret, ReadSecret } from './secrets.ts'
import type { SentLedger } from './sent-ledger.ts'
import type { TurnsRepository } from './turns.repository.ts'

/** What claiming is made of. */
export interface ClaimParts {
  readonly unitOfWork: UnitOfWork
  readonly outbox: OutboxRepository
  readonly deliveries: DeliveriesRepository
  readonly turns: TurnsRepository
  readonly ledger: SentLedger
  /** Whether another folder on this machine is the one that sends, as it is now. */
  readonly isCopy: () => boolean
  readonly contents: ContentStore
  readonly composer: MailComposer
  readonly dueTimes: DueTimes
  readonly readSecret: ReadSecret
  readonly whyNoMail: WhyNoMail
  readonly gmail: Pick<GmailGuard, 'isFull'>
  readonly cameBack: CameBack
  readonly sameAddress: SameAddressRepository
  readonly freeBytes: () => number
  readonly awakeSince: () => number
  readonly limits: SendingLimits
  readonly clock: Clock
  readonly random: RandomSource
}

/** A mail that is claimed: frozen, and nobody else takes it. */
export interface ClaimedForSending {
  readonly candidate: Candidate
  readonly composed: ComposedMail
  readonly secret: Extract<AccountSecret, { kind: 'ready' }>
  /** Since when the machine was awake (milliseconds UTC): whoever wrote before then is known. */
  readonly awakeSince: number
}

/** What came of a claim. */
export type ClaimOutcome =
  | { readonly kind: 'claimed'; readonly mail: ClaimedForSending }
  | { readonly kind: 'refused'; readonly verdict: Exclude<Verdict, { kind: 'claim' }> }

/** So often a mail is rendered again when what it is made from changes meanwhile. */
const maxRenderings = 3

/**
 * Claims one mail in one transaction that asks everything again; any no is written in the same
 * commit. What is slow, rendering and reading the secret, comes before; should what the mail is
 * made from have changed by then, it is made again.
 */
export class Claims {
  private readonly parts: ClaimParts

  constructor(parts: ClaimParts) {
    this.parts = parts
  }

  async claim(id: EmailId): Promise<ClaimOutcome> {
    for (let attempt = 0; attempt < maxRenderings; attempt += 1) {
      const outcome = await this.claimOnce(id)
      if (outcome === 'changed') continue
      if (outcome.kind === 'refused' && outcome.verdict.kind === 'full') {
        await giveTurns(id, outcome.verdict, this.parts)
      }
      return outcome
    }
    // Somebody edits without end: the next look will find a quiet moment.
    return { kind: 'refused', verdict: { kind: 'none' } }
  }

  private async claimOnce(id: EmailId): Promise<ClaimOutcome | 'changed'> {
    const { outbox, readSecret, unitOfWork } = this.parts
    const candidate = outbox.candidate(id)
    if (candidate === undefined) return this.forget(id)
    const secret = await readSecret(candidate)
    // Most noes are cheap; only a mail that may leave is rendered.
    const early = judge(candidate, this.circumstances(candidate, secret))
    const composed = early.kind === 'claim' ? await this.compose(candidate) : null
    const result = await unitOfWork.run(systemContext, { code: 'outbox.claim' }, (tx) =>
      ok(this.decide(tx, { candidate, secret, composed })),
    )
    if (!result.ok) throw new Error('a claim cannot fail on purpose')
    if (result.value.value !== 'changed') failpoint('outbox.claimed')
    return result.value.value
  }

  /** The mail is gone, with its contact perhaps. */
  private async forget(id: EmailId): Promise<ClaimOutcome> {
    const { dueTimes, unitOfWork } = this.parts
    await unitOfWork.run(systemContext, { code: 'outbox.claim' }, (tx) => {
      dueTimes.refreshIn(tx, [id])
      return ok(null)
    })
    return refuse({ kind: 'none' })
  }

  /** Inside the transaction: nothing can change between the questions and the claim. */
  private decide(
    tx: Transaction,
    prepared: {
      readonly candidate: Candidate
      readonly secret: AccountSecret
      readonly composed: Composed | null
    },
  ): ClaimOutcome | 'changed' {
    const { outbox, deliveries, dueTimes, clock } = this.parts
    const { secret, composed } = prepared
    const candidate = outbox.candidate(prepared.candidate.id)
    // A mail that is gone, or wanted at another time, must not be looked at again and again.
    if (candidate === undefined || candidate.plan !== candidate.plannedFrom) {
      dueTimes.refreshIn(tx, [prepared.candidate.id])
      return refuse({ kind: 'none' })
    }
    const world = this.circumstances(candidate, secret)
    const verdict = judge(candidate, world)
    if (verdict.kind !== 'claim') return this.write(tx, candidate, verdict)
    if (JSON.stringify(candidate) !== JSON.stringify(prepared.candidate)) return 'changed'
    if (composed === null || secret.kind !== 'ready') return 'changed'
    if (!composed.ok) return this.write(tx, candidate, { kind: 'hold', reason: composed.reason })
    const mail = composed.mail
    deliveries.claim(tx, {
      id: candidate.id,
      sendId: mail.sendId,
      messageId: mail.messageId,
      token: mail.token,
      accountUid: mail.accountUid,
      toAddress: mail.to,
      subject: mail.subject,
      mimeHash: mail.hash,
      at: clock.now(),
    })
    outbox.noteClaim(tx, mail.sendId, this.parts.ledger)
    const { awakeSince } = world
    return { kind: 'claimed', mail: { candidate, composed: mail, secret, awakeSince } }
  }

  private write(
    tx: Transaction,
    { id }: Candidate,
    verdict: Exclude<Verdict, { kind: 'claim' }>,
  ): ClaimOutcome {
    const { deliveries, dueTimes, clock } = this.parts
    const now = clock.now()
    if (verdict.kind === 'hold') deliveries.hold(tx, id, { reason: verdict.reason, now })
    if (verdict.kind === 'later') deliveries.putOff(tx, id, { until: verdict.until, now })
    if (verdict.kind === 'full') deliveries.putOff(tx, id, { until: verdict.until, now })
    if (verdict.kind === 'none') dueTimes.refreshIn(tx, [id])
    if (verdict.kind === 'suppress') {
      deliveries.set(tx, id, { state: 'suppressed', reason: verdict.reason, changed_at: now })
    }
    return refuse(verdict)
  }

  /**
   * The bytes that leave. A mail that the owner lets go again leaves as it was, if to the same
   * address; one that was taken back since and planned anew is another mail.
   */
  private async compose(candidate: Candidate): Promise<Composed> {
    const { composer, contents, deliveries, ledger } = this.parts
    const { mimeHash, sendId, messageId } = candidate
    const isAgain = ledger.lastOf(candidate.uid)?.event === 'resend'
    const isAnother = isAgain && mimeHash === null
    // A mailbox that has the first one may take no other mail under its name.
    const composed = await composer.compose(isAnother ? { ...candidate, sendId: null } : candidate)
    if (!composed.ok) return { ok: false, reason: composed.error.data.reason }
    const isSame = deliveries.find(candidate.id)?.to_address === composed.value.to
    if (isAgain && mimeHash !== null && isSame) {
      const bytes = contents.read(mimeHash)
      if (bytes !== null && sendId !== null && messageId !== null) {
        const same = { bytes, hash: mimeHash, sendId, messageId }
        return { ok: true, mail: { ...composed.value, ...same } }
      }
    }
    contents.put(composed.value.bytes)
    return { ok: true, mail: composed.value }
  }

  private circumstances(candidate: Candidate, secret: AccountSecret): Circumstances {
    const { outbox, turns, ledger, whyNoMail, gmail, cameBack, freeBytes, limits } = this.parts
    const { clock, random, sameAddress } = this.parts
    const awakeSince = this.parts.awakeSince()
    const now = clock.now()
    const { accountUid } = candidate
    return {
      now,
      zone: clock.zone(),
      random,
      isSwitchedOn: outbox.isSwitchedOn(),
      holdAll: outbox.holdAll() ?? (this.parts.isCopy() ? 'copied' : null),
      lastSeen: outbox.lastSeen(),
      awakeSince,
      hasLeft: ledger.blocks(candidate.uid),
      whyNoMail,
      isGmailFull: (mail) => gmail.isFull(mail),
      isUnreachable: (mail) => cameBack.isUnreachable(mail),
      isBatchBad: (mail) => cameBack.isBatchBad(mail),
      isSecond: (mail) => isSecondToAddress(mail, sameAddress),
      secret: secret.kind,
      attempts: accountUid === null ? [] : turns.attemptsOfDay(accountUid, now),
      freeBytes: freeBytes(),
      canRecord: ledger.canAppend(),
      limits,
    }
  }
}

type Composed =
  | { readonly ok: true; readonly mail: ComposedMail }
  | { readonly ok: false; readonly reason: EmailReason }

const refuse = (verdict: Exclude<Verdict, { kind: 'claim' }>): ClaimOutcome => ({
  kind: 'refused',
  verdict,
})
