import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { Operation } from './group-by-day.ts'

/** The counter-act to a mail that has left: a new mail to the same person about the same. */
export const useCorrection = (): ((operation: Operation) => Promise<void>) => {
  const { t } = useTranslation('outbox')
  const navigate = useNavigate()
  const words = useFailureWords()
  return async ({ contacts, subject = '' }) => {
    const [person] = contacts
    if (person === undefined) return
    const written = { contactId: person.id, subject: t('correction', { subject }).trim() }
    const result = await attempt('emails.create', written)
    if (!result.ok) return showToast({ text: () => words(result.error.code) })
    await navigate({ to: '/outbox/write', search: { email: result.value.id } })
  }
}
