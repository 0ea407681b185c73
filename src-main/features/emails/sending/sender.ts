import type { Transaction } from '#main/db/executor.ts'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import { classOf } from '#main/engines/email/incoming/bounce-class.ts'
import type { SendRequest } from '#main/engines/email/smtp.ts'
import type { SendOutcome, SendRefused } from '#main/engines/email/smtp-outcome.ts'
import { isSlowDown } from '#main/engines/email/throttle.ts'
import type { SuppressionsService } from '#main/features/suppressions/suppressions.service.ts'
import { systemContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import { failpoint } from '#main/platform/failpoint.ts'
import type { Logger } from '#main/platform/logger.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { ok } from '#shared/domain/result.ts'
import type { EmailReason } from '../email-columns.ts'
import type { DueTimes } from '../planning/due-times.ts'
import type { WhyNoMail } from '../recipient.ts'
import type { ClaimedForSending } from './claim.ts'
import type { DeliveriesRepository } from './deliveries.repository.ts'
import { type Stop, stoppedSince } from './judge.ts'
import type { Candidate, OutboxRepository } from './outbox.repository.ts'
import { retryAt } from './retry-at.ts'
import type { AccountSecret, ReadSecret, SecretOwner } from './secrets.ts'
import type { SentLedger } from './sent-ledger.ts'
import type { SentRecord } from './sent-record.ts'
import { slowDown } from './turns.repository.ts'

/** What sending is made of. */
export interface SenderParts {
  readonly unitOfWork: UnitOfWork
  readonly deliveries: DeliveriesRepository
  readonly outbox: OutboxRepository
  readonly ledger: SentLedger
  readonly record: SentRecord
  readonly dueTimes: Pick<DueTimes, 'refreshIn'>
  readonly whyNoMail: WhyNoMail
  /** Whether another folder on this machine is the one that sends, as it is now. */
  readonly isCopy: () => boolean
  readonly hasSecret: (account: SecretOwner) => boolean
  readonly readSecret: ReadSecret
  /** Since when the machine is awake, as the clocks say it now. */
  readonly awakeSince: () => number
  readonly send: (request: SendRequest) => Promise<SendOutcome>
  /** An address does not exist: no mail goes to it any more. */
  readonly giveUp: SuppressionsService['giveUp']
  /** Runs work at once when nobody writes; false when somebody does, and nothing ran. */
  readonly runIfFree: (work: () => void) => boolean
  readonly clock: Clock
  readonly random: RandomSource
  readonly log: Logger
}

type NotStarted = Extract<SendOutcome, { kind: 'not-started' }>

/** What is to be done after a mail: with it itself, or with the rest of its account's queue. */
export type SenderMood = 'go-on' | 'rest' | 'again'

/** So long a mail is put off when somebody writes just as its body was to begin. */
const busyMs = 5_000
/** So many refusals by the server's rules, one after the other, pause an account. */
const maxPolicyRefusals = 3
/** How such a refusal is noted among the attempts. */
const refusedByPolicy = 'policy'
/** Noting an outcome that History has no line for. */
const outcomeLabel = 'outbox.outcome'

/** Sends claimed mails; whatever happens, at most once. */
export class Sender {
  private readonly parts: SenderParts

  constructor(parts: SenderParts) {
    this.parts = parts
  }

  /**
   * Sends a mail and writes what became of it; `rest` when the account's server cannot be had,
   * `again` when it waits as before and must be looked at anew.
   */
  async send(mail: ClaimedForSending, signal: AbortSignal): Promise<SenderMood> {
    const { candidate, composed, secret } = mail
    let isStopped = false
    const outcome = await this.parts.send({
      account: composed.server,
      secret: secret.secret,
      signal,
      envelope: { from: composed.from, to: composed.to },
      bytes: composed.bytes,
      onBodyStart: () => {
        isStopped = !this.beginBody(mail)
        if (isStopped) throw new Error('the mail must not leave any more')
      },
    })
    if (isStopped) return this.stopped(mail)
    const { event: last } = this.parts.ledger.lastOf(candidate.uid) ?? {}
    // Nothing of it left, or the server said no: the ledger need not doubt any more.
    const isHere = outcome.kind === 'not-started' || outcome.kind === 'refused'
    if (isHere && last === 'body') this.note(mail, 'refused')
    if (outcome.kind === 'not-started') return this.notStarted(mail, outcome)
    await this.finish(mail, outcome)
    return 'go-on'
  }

  /**
   * The ledger first, then the row, both on disk before the first byte is handed over; false when
   * something came since the claim that stops the mail. Nobody writes between question and note.
   */
  private beginBody(mail: ClaimedForSending): boolean {
    const { deliveries, clock, runIfFree } = this.parts
    let isStopped = false
    let isNoted = false
    const isFree = runIfFree(() => {
      isStopped = this.stopOf(mail) !== null
      if (isStopped) return
      failpoint('outbox.before-ledger')
      this.note(mail, 'body')
      failpoint('outbox.ledger')
      isNoted = deliveries.noteBody(mail.candidate.id, clock.now())
    })
    if (!isFree) throw new Error('somebody writes')
    if (isStopped) return false
    if (!isNoted) throw new Error('the mail is not claimed any more')
    failpoint('outbox.body')
    return true
  }

  private stopOf({ candidate: { id }, awakeSince: wasAwakeSince }: ClaimedForSending): Stop | null {
    const { outbox, whyNoMail, isCopy, hasSecret, awakeSince, clock } = this.parts
    const mail = outbox.candidate(id)
    if (mail === undefined) return { kind: 'none' }
    return stoppedSince(mail, {
      now: clock.now(),
      awakeSince: awakeSince(),
      wasAwakeSince,
      holdAll: outbox.holdAll() ?? (isCopy() ? 'copied' : null),
      isSwitchedOn: outbox.isSwitchedOn(),
      whyNoMail,
      secret: hasSecret(mail) ? 'ready' : 'none',
    })
  }

  /** Nothing of it was handed over. What stopped it may have passed by now: then it waits again. */
  private async stopped(mail: ClaimedForSending): Promise<SenderMood> {
    const { unitOfWork, deliveries, dueTimes, clock } = this.parts
    const { id } = mail.candidate
    const done = await unitOfWork.run(systemContext, { code: 'outbox.outcome' }, (tx) => {
      const stop = this.stopOf(mail) ?? { kind: 'again' }
      const state = stateOf[stop.kind]
      const reason = 'reason' in stop ? stop.reason : null
      deliveries.setUnderWay(tx, id, { state, reason, changed_at: clock.now() })
      deliveries.unclaim(tx, id)
      dueTimes.refreshIn(tx, [id])
      return ok(stop.kind)
    })
    return done.ok && done.value.value === 'again' ? 'again' : 'go-on'
  }

  private note(
    { candidate, composed }: ClaimedForSending,
    event: 'body' | 'sent' | 'refused',
  ): void {
    const { ledger, clock } = this.parts
    const { sendId } = composed
    ledger.append({ event, mail: candidate.uid, sendId, at: clock.now() })
  }

  private async finish(
    mail: ClaimedForSending,
    outcome: Exclude<SendOutcome, NotStarted>,
  ): Promise<void> {
    if (outcome.kind === 'accepted') return this.accepted(mail, outcome)
    if (outcome.kind === 'uncertain') {
      const reply = outcome.detail
      return this.write(mail, { outcome: 'uncertain', reply }, () => ({
        state: 'uncertain',
        reason: 'connection',
        reply_text: reply,
      }))
    }
    return this.refused(mail, outcome)
  }

  private async notStarted(
    mail: ClaimedForSending,
    { cause, detail }: NotStarted,
  ): Promise<SenderMood> {
    if (cause === 'too-big') {
      await this.held(mail, 'too-large', detail)
      return 'go-on'
    }
    // What the server of before did says nothing of the one that the account has by now.
    const isOther = await this.hasOtherSignIn(mail)
    if (isOther || cause === 'not-recorded' || cause === 'aborted') await this.backToQueue(mail)
    else if (cause === 'auth' || cause === 'tls') await this.paused(mail, cause, detail)
    else await this.deferred(mail, { reason: 'connection', reply: detail, outcome: 'deferred' })
    return isOther ? 'go-on' : 'rest'
  }

  private async accepted(
    mail: ClaimedForSending,
    { reply, messageIdFromServer }: Extract<SendOutcome, { kind: 'accepted' }>,
  ): Promise<void> {
    failpoint('outbox.accepted')
    this.noteSent(mail)
    failpoint('outbox.noted')
    await this.parts.record.sent({
      id: mail.candidate.id,
      text: mail.composed.text,
      reply,
      messageIdFromServer: messageIdFromServer ?? null,
    })
    failpoint('outbox.sent')
  }

  /** A full disk must not keep the row from saying what is known. */
  private noteSent(mail: ClaimedForSending): void {
    try {
      this.note(mail, 'sent')
    } catch (cause) {
      this.parts.log.error('outbox.ledger-failed', cause)
    }
  }

  private refused(mail: ClaimedForSending, refusal: SendRefused): Promise<void> {
    const { code, enhanced, reply, stage, permanent } = refusal
    if (!permanent) {
      const outcome = isSlowDown(code, enhanced) ? slowDown : 'deferred'
      return this.deferred(mail, { reason: 'refused', reply, outcome })
    }
    const reason = reasonOf({ stage, enhanced, reply })
    const outcome = reason === 'policy' ? refusedByPolicy : 'failed'
    const label = reason === 'hard-bounce' ? 'emails.refused' : outcomeLabel
    return this.write(mail, { outcome, reply, label }, (tx) => {
      if (reason === 'policy') this.restIfMany(tx, mail.composed.accountUid)
      if (reason === 'hard-bounce') this.giveUpAddress(tx, mail)
      return { state: 'failed', reason, reply_text: reply }
    })
  }

  /** The address does not exist: as when a mail to it comes back. */
  private giveUpAddress(tx: Transaction, { candidate, composed }: ClaimedForSending): void {
    const { giveUp, clock } = this.parts
    const { contactId } = candidate
    giveUp(tx, { contactId, address: composed.to, saidAt: clock.now() })
  }

  /** Who goes on after such refusals loses the good name of the account. */
  private restIfMany(tx: Transaction, accountUid: string): void {
    const { outbox, deliveries } = this.parts
    const before = deliveries.lastVerdicts(accountUid, maxPolicyRefusals - 1)
    if (before.filter((verdict) => verdict === refusedByPolicy).length < maxPolicyRefusals - 1)
      return
    outbox.pauseAccount(tx, accountUid, 'policy')
  }

  private deferred(
    mail: ClaimedForSending,
    { reason, reply, outcome }: { reason: EmailReason; reply: string; outcome: string },
  ): Promise<void> {
    return this.write(mail, { outcome, reply }, () => {
      const at = retryAt(this.parts, mail.candidate)
      return at === null
        ? { state: 'held', reason: 'gave-up', reply_text: reply }
        : { state: 'deferred', reason, reply_text: reply, next_attempt_at: at }
    })
  }

  private held(mail: ClaimedForSending, reason: EmailReason, reply: string): Promise<void> {
    return this.write(mail, { outcome: 'held', reply }, () => ({
      state: 'held',
      reason,
      reply_text: reply,
    }))
  }

  /** A server that refuses the secret, or cannot prove who it is, is asked once. */
  private paused(mail: ClaimedForSending, reason: 'auth' | 'tls', reply: string): Promise<void> {
    const { outbox } = this.parts
    return this.write(mail, { outcome: 'held', reply }, (tx) => {
      outbox.pauseAccount(tx, mail.composed.accountUid, reason)
      return { state: 'held', reason, reply_text: reply }
    })
  }

  /** Whether the owner gave the account another server or password while the mail was under way. */
  private async hasOtherSignIn({ candidate, secret }: ClaimedForSending): Promise<boolean> {
    const { outbox, readSecret } = this.parts
    const mail = outbox.candidate(candidate.id)
    if (mail === undefined) return false
    if (serverOf(mail) !== serverOf(candidate)) return true
    const other = await readSecret(mail)
    return other.kind === 'ready' && passwordOf(other) !== passwordOf(secret)
  }

  /** Its server has nothing to do with it: that is no attempt. */
  private async backToQueue({ candidate: { id } }: ClaimedForSending): Promise<void> {
    const { unitOfWork, deliveries, clock } = this.parts
    await unitOfWork.run(systemContext, { code: outcomeLabel }, (tx) => {
      const now = clock.now()
      deliveries.setUnderWay(tx, id, {
        state: 'waiting',
        next_attempt_at: now + busyMs,
        changed_at: now,
      })
      deliveries.unclaim(tx, id)
      return ok(null)
    })
  }

  private async write(
    { candidate, composed }: ClaimedForSending,
    {
      outcome,
      reply,
      label = outcomeLabel,
    }: { outcome: string; reply: string | null; label?: string },
    columns: (tx: Transaction) => Parameters<DeliveriesRepository['set']>[2],
  ): Promise<void> {
    const { unitOfWork, deliveries, clock } = this.parts
    await unitOfWork.run(systemContext, { code: label }, (tx) => {
      const at = clock.now()
      const { accountUid } = composed
      deliveries.setUnderWay(tx, candidate.id, { ...columns(tx), changed_at: at })
      deliveries.attempt(tx, { id: candidate.id, accountUid, at, outcome, reply })
      return ok(null)
    })
  }
}

const serverOf = ({ smtpHost, smtpPort, smtpSecurity, userName, auth }: Candidate): string =>
  [smtpHost, smtpPort, smtpSecurity, userName, auth].join(' ')

/** Null where tokens are fetched instead. */
const passwordOf = ({ secret }: Extract<AccountSecret, { kind: 'ready' }>): string | null =>
  secret.kind === 'password' ? secret.password : null

const stateOf = { none: 'waiting', again: 'waiting', hold: 'held', suppress: 'suppressed' } as const

const reasonOf = ({
  stage,
  enhanced,
  reply,
}: Pick<SendRefused, 'stage' | 'enhanced' | 'reply'>): EmailReason => {
  const isGone = stage === 'rcpt' && classOf({ status: enhanced ?? '', words: reply }) === 'hard'
  if (isGone) return 'hard-bounce'
  return enhanced?.startsWith('5.7.') === true ? 'policy' : 'refused'
}
