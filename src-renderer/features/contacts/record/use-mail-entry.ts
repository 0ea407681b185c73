import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { beginAnswer } from '#renderer/api/begin-answer.ts'
import { attempt } from '#renderer/api/client.ts'
import type { Activity } from '../contact-types.ts'
import { useSayDone } from '../use-say-done.ts'

/** What can be done about a mail on the timeline: answer it, or say that no answer is needed. */
export const useMailEntry = (entry: Activity) => {
  const { t } = useTranslation('activities')
  const navigate = useNavigate()
  const say = useSayDone()
  const answer = async (): Promise<void> => {
    if (entry.mail === null) return
    const result = await beginAnswer({ ...entry.mail, contactId: entry.contactId })
    if (!result.ok) return say.failed(result.error.code)
    await navigate({ to: '/outbox/write', search: { email: result.value.id } })
  }
  const dismiss = async (): Promise<void> => {
    const result = await attempt('activities.update', { id: entry.id, isAnswered: true })
    if (result.ok) say.done(() => t('mail.noAnswerDone'), result.value.operationId)
    else say.failed(result.error.code)
  }
  return { answer: () => void answer(), dismiss: () => void dismiss() }
}
