import { useNavigate } from '@tanstack/react-router'
import { attempt } from '#renderer/api/client.ts'
import { replySubject } from '#renderer/api/reply-subject.ts'
import type { ContactId, MessageId } from '#shared/domain/ids.ts'
import { useFailureWords } from './failure-words.ts'
import { showToast } from './toast-store.ts'

/** A mail that can be answered. */
export interface AnswerableMail {
  readonly id: MessageId
  readonly contactId: ContactId
  readonly subject: string
}

/** Begins an answer to a mail, and opens it to be written. */
export const useAnswerMail = (): ((mail: AnswerableMail) => void) => {
  const navigate = useNavigate()
  const words = useFailureWords()
  const answer = async ({ id, contactId, subject }: AnswerableMail): Promise<void> => {
    const result = await attempt('emails.create', {
      contactId,
      answersMessageId: id,
      subject: replySubject(subject),
    })
    if (!result.ok) return showToast({ text: () => words(result.error.code) })
    await navigate({ to: '/outbox/write', search: { email: result.value.id } })
  }
  return (mail) => void answer(mail)
}
