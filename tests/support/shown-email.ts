import type { Output } from '#shared/contract/index.ts'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'

type Email = Output<'emails.get'>['email']

/** An empty draft to Claire Dubois as the host answers it, with other values where a test needs them. */
export const shownEmail = (values: Partial<Email> = {}): Email => ({
  // Ids are brands on plain numbers.
  id: 1 as EmailId,
  contact: { id: 11 as ContactId, name: 'Claire Dubois', companyName: null },
  toAddress: 'claire@dubois.example',
  subject: '',
  state: 'draft',
  reason: null,
  dueAt: null,
  nextAttemptAt: null,
  sentAt: null,
  answeredAt: null,
  unlessAnswered: false,
  replyText: null,
  updatedAt: 1,
  accountId: null,
  followUpId: null,
  answersMessageId: null,
  body: '',
  attachments: [],
  batch: null,
  sendAt: null,
  timeZone: null,
  ...values,
})
