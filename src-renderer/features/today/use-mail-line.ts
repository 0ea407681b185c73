import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import { useAnswerMail } from '#renderer/ui/use-answer-mail.ts'
import { useUndoToast } from '#renderer/ui/use-undo-toast.ts'
import type { TodayLine } from './today-lines.ts'

type Mail = NonNullable<TodayLine['mail']>

/** What can be done about somebody who wrote: answer, or say that no answer is needed. */
export const useMailLine = () => {
  const { t } = useTranslation('today')
  const words = useFailureWords()
  const undoToast = useUndoToast()
  const answer = useAnswerMail()

  const dismiss = async ({ activityId }: Mail): Promise<void> => {
    if (activityId === null) return
    const result = await attempt('activities.update', { id: activityId, isAnswered: true })
    if (result.ok) undoToast(() => t('answered.toast'))
    else showToast({ text: () => words(result.error.code) })
  }
  return {
    answer: ({ mail }: TodayLine) => {
      if (mail !== null) answer({ ...mail, contactId: mail.contact.id })
    },
    dismiss: (mail: Mail) => void dismiss(mail),
  }
}
