import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { ContactSelection } from '../contact-types.ts'

/** Opens the composer with one mail for each of the selected; to one person nothing is made yet. */
export const useMailSelection = (): ((selection: ContactSelection) => Promise<void>) => {
  const { t } = useTranslation('emails')
  const navigate = useNavigate()
  const words = useFailureWords()
  return async (selection) => {
    if ('ids' in selection && selection.ids.length === 1) {
      await navigate({ to: '/outbox/write', search: { contact: Number(selection.ids[0]) } })
      return
    }
    const empty = { accountId: null, subject: '', body: '' }
    const result = await attempt('emails.createMany', { selection, ...empty })
    if (result.ok) {
      await navigate({ to: '/outbox/write', search: { email: Number(result.value.ids[0]) } })
      return
    }
    const { error } = result
    if (error.code === 'nobody') return showToast({ text: () => t('toManyFailed.nobody') })
    if (error.code !== 'too-many') return showToast({ text: () => words(error.code) })
    const { max, found } = error.data
    showToast({
      text: ({ number }) => t('toManyFailed.tooMany', { max: number(max), found: number(found) }),
    })
  }
}
