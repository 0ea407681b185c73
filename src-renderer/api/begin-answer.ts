import type { ContactId, MessageId } from '#shared/domain/ids.ts'
import { attempt } from './client.ts'
import { replySubject } from './reply-subject.ts'

/** A mail that can be answered. */
export interface AnswerableMail {
  readonly id: MessageId
  readonly contactId: ContactId
  readonly subject: string
}

/** Begins an answer to a mail: a draft, to be opened and written. */
export const beginAnswer = ({ id, contactId, subject }: AnswerableMail) =>
  attempt('emails.create', {
    contactId,
    answersMessageId: id,
    subject: replySubject(subject),
  })
