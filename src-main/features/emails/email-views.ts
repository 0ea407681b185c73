import { emailReason } from '#shared/contract/email-states.ts'
import type { Output } from '#shared/contract/index.ts'
import { readAttachments } from './compose/stored-attachments.ts'
import { type EmailReason, readPlan } from './email-columns.ts'
import type { EmailLineRow } from './email-lines.ts'
import type { EmailRow } from './emails.repository.ts'
import { type RecipientStop, stopOfRecipient, type WhyNoMail } from './recipient.ts'

type Email = Output<'emails.get'>['email']
type EmailLine = Output<'emails.list'>['emails'][number]

const reasons: readonly string[] = emailReason.options

/** A stored reason, when it is one that the screen has words for. */
export const reasonOf = (stored: string | null): EmailReason | null =>
  // Looked up in the list of all of them.
  stored !== null && reasons.includes(stored) ? (stored as EmailReason) : null

/** What will stop a mail that waits when its time comes, and what stopped one, as it is by now. */
const stopOf = (row: EmailLineRow, whyNoMail: WhyNoMail): RecipientStop | null =>
  ['waiting', 'deferred', 'suppressed'].includes(row.state) || isStopped(row)
    ? stopOfRecipient(row, whyNoMail)
    : null

/** Whether it was planned, and is a draft again because they wrote. */
const isStopped = ({ state, reason }: EmailLineRow): boolean =>
  state === 'draft' && reason === 'answered'

const isWish = (stop: RecipientStop): boolean =>
  stop.kind === 'suppress' && stop.reason !== 'hard-bounce'

/**
 * Whether what stops a mail says more than why it is where it is: that it will not be tried again,
 * or that they did not just write, but to get no more.
 */
const saysMore = (row: EmailLineRow, stop: RecipientStop): boolean =>
  row.state === 'deferred' || (isStopped(row) && isWish(stop))

const reasonsOf = (
  row: EmailLineRow,
  stop: RecipientStop | null,
): Pick<EmailLine, 'reason' | 'askedAt'> => {
  const found = stop !== null && saysMore(row, stop) ? stop.reason : reasonOf(row.reason)
  const known = found ?? (row.state === 'waiting' ? (stop?.reason ?? null) : null)
  const isSame = stop?.kind === 'suppress' && stop.reason === known && stop.askedAt !== null
  return { reason: known, ...(isSame ? { askedAt: stop.askedAt } : {}) }
}

/** Whether what stopped it counts no more. */
export const mayGo = (row: EmailLineRow, whyNoMail: WhyNoMail): boolean =>
  row.state === 'suppressed' && stopOf(row, whyNoMail) === null

/** One line of the outbox. */
export const lineOf = (row: EmailLineRow, whyNoMail: WhyNoMail): EmailLine => ({
  id: row.id,
  contact: { id: row.contactId, name: row.contactName, companyName: row.companyName },
  toAddress: row.toAddress,
  subject: row.subject,
  state: row.state,
  ...reasonsOf(row, stopOf(row, whyNoMail)),
  dueAt: row.dueAt,
  nextAttemptAt: row.nextAttemptAt,
  sentAt: row.sentAt,
  answeredAt: row.answeredAt,
  unlessAnswered: row.unlessAnswered === 1,
  replyText: row.replyText,
  ...(mayGo(row, whyNoMail) ? { mayGo: true as const } : {}),
  ...(row.cameBackAt === null ? {} : { cameBackAt: row.cameBackAt }),
  updatedAt: row.updatedAt,
  batch: row.batch,
})

/** A mail as it is written. */
export const emailOf = (row: EmailRow, whyNoMail: WhyNoMail): Email => ({
  ...lineOf(row, whyNoMail),
  accountId: row.accountId,
  followUpId: row.followUpId,
  answersMessageId: row.answersMessageId,
  body: row.body,
  attachments: [...readAttachments(row.attachments)],
  sendAt: row.sendAt,
  timeZone: row.timeZone,
  // Undo takes the time from the row as well; what was wanted last is offered again.
  ...(row.takenBack === null ? {} : readPlan(row.takenBack)),
})
