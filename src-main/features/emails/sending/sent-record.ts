import type { Transaction } from '#main/db/executor.ts'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import { systemContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { createUid } from '#main/platform/uid.ts'
import type { ActivityId, EmailId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import { dayOf } from '#shared/domain/time.ts'
import { copyOwed } from './copy-outcomes.ts'
import type { DeliveriesRepository } from './deliveries.repository.ts'
import type { Candidate, OutboxRepository } from './outbox.repository.ts'
import type { SentMailRepository } from './sent-mail.repository.ts'

/** What recording a sent mail is made of. */
export interface SentRecordParts {
  readonly unitOfWork: UnitOfWork
  readonly deliveries: DeliveriesRepository
  readonly outbox: OutboxRepository
  readonly sentMail: SentMailRepository
  readonly clock: Clock
  readonly random: RandomSource
}

/** A mail that has left. */
export interface LeftMail {
  readonly id: EmailId
  /** Plain text, for the timeline. */
  readonly text: string
  /** What the server said; null when it is known from elsewhere. */
  readonly reply: string | null
  readonly messageIdFromServer: string | null
  /** When it left (milliseconds UTC); now when absent. */
  readonly at?: number
}

/** Notes that mails have left: their fate, and the line on the timeline. */
export class SentRecord {
  private readonly parts: SentRecordParts

  constructor(parts: SentRecordParts) {
    this.parts = parts
  }

  /** An operation of its own, which History shows and nobody can take back. */
  async sent(mail: LeftMail): Promise<void> {
    await this.parts.unitOfWork.run(systemContext, { code: 'emails.sent' }, (tx) => {
      this.write(tx, mail)
      return ok(null)
    })
  }

  /** Inside another unit of work. */
  write(tx: Transaction, mail: LeftMail): void {
    const { id, text, reply, messageIdFromServer } = mail
    const { deliveries, outbox, clock } = this.parts
    const fate = deliveries.find(id)
    if (fate === undefined || fate.state === 'sent') return
    const at = mail.at ?? clock.now()
    deliveries.set(tx, id, {
      state: 'sent',
      reason: null,
      reply_text: reply,
      sent_at: at,
      changed_at: clock.now(),
    })
    const accountUid = fate.account_uid ?? ''
    deliveries.attempt(tx, { id, accountUid, at, outcome: 'sent', reply })
    const candidate = outbox.candidate(id)
    // The person may have been deleted while the mail was on its way.
    if (candidate === undefined) return
    // From here on, so that no crash before the filing forgets it.
    if (candidate.imapHost !== null && candidate.filesSent !== 1) {
      deliveries.attempt(tx, { id, accountUid, at: clock.now(), outcome: copyOwed, reply: null })
    }
    if (candidate.followUpId !== null) deliveries.set(tx, id, { owes_step: 1 })
    this.onTimeline(tx, candidate, {
      at,
      text,
      messageId: messageIdFromServer ?? fate.message_id,
      to: fate.to_address ?? candidate.toAddress ?? '',
      subject: fate.subject ?? candidate.subject,
    })
  }

  /** Puts the mail on the timeline, also one that another program sent; answers its line there. */
  onTimeline(
    tx: Transaction,
    candidate: Candidate,
    mail: {
      readonly at: number
      readonly text: string
      readonly messageId: string | null
      readonly to: string
      readonly subject: string
      /** False when the mail's own row goes. */
      readonly isKept?: boolean
    },
  ): ActivityId {
    const { sentMail, clock, random } = this.parts
    const { at, text, messageId, to, subject } = mail
    const activityId = sentMail.insertActivity(tx, {
      uid: createUid(clock, random),
      contact_id: candidate.contactId,
      kind: 'mail-sent',
      at,
      day: dayOf(at, clock.zone()),
      direction: 'out',
      body: text,
    })
    sentMail.insertMessage(tx, {
      uid: createUid(clock, random),
      contact_id: candidate.contactId,
      activity_id: activityId,
      account_id: candidate.accountId,
      email_id: mail.isKept === false ? null : candidate.id,
      direction: 'out',
      message_id: messageId,
      in_reply_to: candidate.answersMessageId,
      thread: candidate.answersThread ?? candidate.answersMessageId ?? messageId,
      from_address: candidate.accountAddress ?? '',
      to_address: to,
      subject,
      body: text,
      at,
    })
    return activityId
  }
}
