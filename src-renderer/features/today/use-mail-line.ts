import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { beginAnswer } from '#renderer/api/begin-answer.ts'
import { attempt } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import { useUndoToast } from '#renderer/ui/use-undo-toast.ts'
import type { TodayLine } from './today-lines.ts'

type Mail = NonNullable<TodayLine['mail']>

/** What can be done about somebody who wrote: answer, or say that no answer is needed. */
export const useMailLine = () => {
  const { t } = useTranslation('today')
  const navigate = useNavigate()
  const words = useFailureWords()
  const undoToast = useUndoToast()
  const answer = async (mail: Mail): Promise<void> => {
    const result = await beginAnswer({ ...mail, contactId: mail.contact.id })
    if (!result.ok) return showToast({ text: () => words(result.error.code) })
    await navigate({ to: '/outbox/write', search: { email: result.value.id } })
  }
  const dismiss = async ({ activityId }: Mail): Promise<void> => {
    if (activityId === null) return
    const result = await attempt('activities.update', { id: activityId, isAnswered: true })
    if (result.ok) undoToast(() => t('answered.toast'))
    else showToast({ text: () => words(result.error.code) })
  }
  return {
    answer: ({ mail }: TodayLine) => {
      if (mail !== null) void answer(mail)
    },
    dismiss: (mail: Mail) => void dismiss(mail),
  }
}
