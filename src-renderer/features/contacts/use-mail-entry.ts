import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useAnswerMail } from '#renderer/ui/use-answer-mail.ts'
import type { Activity } from './contact-types.ts'
import { useSayDone } from './use-say-done.ts'

/** What can be done about a mail on the timeline: answer it, or say that no answer is needed. */
export const useMailEntry = (entry: Activity) => {
  const { t } = useTranslation('activities')
  const answer = useAnswerMail()
  const say = useSayDone()
  const dismiss = async (): Promise<void> => {
    const result = await attempt('activities.update', { id: entry.id, isAnswered: true })
    if (result.ok) say.done(() => t('mail.noAnswerDone'), result.value.operationId)
    else say.failed(result.error.code)
  }
  return {
    answer: () => {
      if (entry.mail !== null) answer({ ...entry.mail, contactId: entry.contactId })
    },
    dismiss: () => void dismiss(),
  }
}
