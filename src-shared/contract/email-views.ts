import { z } from 'zod'
import { emailReason, emailState } from './email-states.ts'
import { contactId, emailAccountId, emailId, followUpId, instant, messageId } from './values.ts'

const person = z.object({ id: contactId, name: z.string(), companyName: z.string().nullable() })

/** A file that goes along: kept by its content. */
export const attachment = z.object({
  hash: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
  /** Content id of a picture inside the text, else null. */
  cid: z.string().nullable(),
})

/** One line of the outbox. */
export const emailLine = z.object({
  id: emailId,
  contact: person,
  toAddress: z.string().nullable(),
  subject: z.string(),
  state: emailState,
  reason: emailReason.nullable(),
  /** When it is due to leave; null for a draft or one without a time. */
  dueAt: instant.nullable(),
  nextAttemptAt: instant.nullable(),
  sentAt: instant.nullable(),
  /** When they answered a mail that has left. */
  answeredAt: instant.nullable(),
  unlessAnswered: z.boolean(),
  /** What the server said. */
  replyText: z.string().nullable(),
  /** Where they asked for no more mail, of one that this stops although it goes elsewhere. */
  askedAt: z.string().optional(),
  /** Of one that was stopped by a wish which counts no more. */
  mayGo: z.literal(true).optional(),
  /** When a mail to this address came back last, of one that is held because of it. */
  cameBackAt: instant.optional(),
  updatedAt: instant,
  /** Shared by the mails that were written to a selection at once; null for a single one. */
  batch: z.string().nullable(),
  /** Of a line that stands for all mails of its batch which wait alike: how many, the first names. */
  together: z.object({ count: z.int(), names: z.array(z.string()) }).optional(),
})

/** A mail as it is written. */
export const email = emailLine.extend({
  accountId: emailAccountId.nullable(),
  followUpId: followUpId.nullable(),
  answersMessageId: messageId.nullable(),
  body: z.string(),
  attachments: z.array(attachment),
  /**
   * Wall time `YYYY-MM-DDTHH:MM`, with its zone; null for at once. Of a draft that was taken back
   * it is the time that was wanted before, perhaps past.
   */
  sendAt: z.string().nullable(),
  timeZone: z.string().nullable(),
})
