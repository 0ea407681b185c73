import type { Output } from '#shared/contract/index.ts'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'

type Email = Output<'emails.get'>['email']
type Line = Output<'emails.list'>['emails'][number]

/** A mail to Claire Dubois that waits, as the host lists it; with other values where a test needs them. */
export const shownLine = (values: Partial<Line> = {}): Line => ({
  // Ids are brands on plain numbers.
  id: 1 as EmailId,
  contact: { id: 11 as ContactId, name: 'Claire Dubois', companyName: null },
  toAddress: 'claire@dubois.example',
  subject: '',
  state: 'waiting',
  reason: null,
  dueAt: null,
  nextAttemptAt: null,
  sentAt: null,
  answeredAt: null,
  unlessAnswered: false,
  replyText: null,
  updatedAt: 1,
  batch: null,
  ...values,
})

/** An empty draft to Claire Dubois as the host answers it, with other values where a test needs them. */
export const shownEmail = (values: Partial<Email> = {}): Email => ({
  ...shownLine({ state: 'draft' }),
  accountId: null,
  followUpId: null,
  answersMessageId: null,
  body: '',
  attachments: [],
  sendAt: null,
  timeZone: null,
  ...values,
})
