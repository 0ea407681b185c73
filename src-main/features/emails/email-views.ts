import { emailReason } from '#shared/contract/email-states.ts'
import type { Output } from '#shared/contract/index.ts'
import { type EmailReason, readPlan } from './email-columns.ts'
import type { EmailLineRow, EmailRow } from './emails.repository.ts'
import { readAttachments } from './stored-attachments.ts'

type Email = Output<'emails.get'>['email']
type EmailLine = Output<'emails.list'>['emails'][number]

const reasons: readonly string[] = emailReason.options

/** A stored reason, when it is one that the screen has words for. */
const reasonOf = (stored: string | null): EmailReason | null =>
  // Looked up in the list of all of them.
  stored !== null && reasons.includes(stored) ? (stored as EmailReason) : null

/** Why an address gets no mail; null when it may. */
export type WhyNot = (address: string) => EmailReason | null

/** What will stop a mail that waits when its time comes, as far as it is known by now. */
const willStop = (row: EmailLineRow, isSuppressed: WhyNot): EmailReason | null => {
  if (row.state !== 'waiting') return null
  if (row.doNotContact === 1) return 'do-not-contact'
  const reason = row.toAddress === null ? null : isSuppressed(row.toAddress)
  return reason ?? (row.hasOptedOut === 1 ? 'unsubscribed' : null)
}

/** One line of the outbox. */
export const lineOf = (row: EmailLineRow, isSuppressed: WhyNot): EmailLine => ({
  id: row.id,
  contact: { id: row.contactId, name: row.contactName, companyName: row.companyName },
  toAddress: row.toAddress,
  subject: row.subject,
  state: row.state,
  reason: reasonOf(row.reason) ?? willStop(row, isSuppressed),
  dueAt: row.dueAt,
  nextAttemptAt: row.nextAttemptAt,
  sentAt: row.sentAt,
  answeredAt: row.answeredAt,
  unlessAnswered: row.unlessAnswered === 1,
  replyText: row.replyText,
  ...(row.cameBackAt === null ? {} : { cameBackAt: row.cameBackAt }),
  updatedAt: row.updatedAt,
  batch: row.batch,
})

/** A mail as it is written. */
export const emailOf = (row: EmailRow, isSuppressed: WhyNot): Email => ({
  ...lineOf(row, isSuppressed),
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
