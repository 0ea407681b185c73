import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { Email } from '../mail-types.ts'

/** States in which a mail has not left and can be a draft again. */
const canReturn: ReadonlySet<Email['state']> = new Set([
  'waiting',
  'held',
  'deferred',
  'failed',
  'suppressed',
])

/** Says why a mail cannot be changed now: it is planned, or it has left. */
export const LeftTheHouse = ({ email }: { email: Email }) => {
  const { t } = useTranslation('emails')
  const formats = useFormats()
  const words = useFailureWords()
  const takeBack = async (): Promise<void> => {
    const result = await attempt('emails.cancel', { ids: [email.id] })
    if (result.ok) return
    const hasLeft = result.error.code === 'has-left'
    showToast({ text: () => (hasLeft ? t('toast.hasLeft') : words(result.error.code)) })
  }
  if (!canReturn.has(email.state)) {
    const time = email.sentAt === null ? '' : formats.dayTime(email.sentAt)
    return (
      <InlineAlert tone="info">
        {t(time === '' ? 'state.leaving' : 'state.sent', { time })}
      </InlineAlert>
    )
  }
  const time = email.dueAt === null ? '' : formats.dayTime(email.dueAt)
  return (
    <InlineAlert tone="info" acts={[{ label: t('state.takeBack'), onAct: () => void takeBack() }]}>
      {t(time === '' || email.state !== 'waiting' ? 'state.stopped' : 'state.planned', { time })}
    </InlineAlert>
  )
}
