import { useEffect, useLayoutEffect, useRef } from 'react'
import { attempt } from '#renderer/api/client.ts'
import type { MailWords } from '../editor/use-mail-editors.ts'
import type { Email } from '../mail-types.ts'

/** Whether a draft holds nothing that somebody wrote or added. */
const isEmpty = (email: Email | null, { subject, body }: MailWords): email is Email =>
  email !== null &&
  email.state === 'draft' &&
  subject.trim() === '' &&
  body === '' &&
  email.attachments.length === 0

/** A draft in which nothing was written goes when its page is left. */
export const useDiscardEmpty = (email: Email | null, words: MailWords): void => {
  const latest = useRef({ email, words })
  useLayoutEffect(() => {
    latest.current = { email, words }
  })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    // React takes a page away and puts it back while it is developed; only the last time counts.
    clearTimeout(timer.current)
    return () => {
      timer.current = setTimeout(() => {
        const { email: left, words: written } = latest.current
        if (!isEmpty(left, written)) return
        void attempt('emails.delete', { id: left.id, wholeBatch: left.batch !== null })
      })
    }
  }, [])
}
