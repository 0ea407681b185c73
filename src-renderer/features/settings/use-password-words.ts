import { useTranslation } from 'react-i18next'
import { joinSentences } from '#renderer/api/join-sentences.ts'
import type { Preset } from './mail-preset.ts'

type Needs = Preset['needs']

/** What the password of an account is called, and what has to be known of it. */
export const usePasswordWords = (): ((needs: Needs) => {
  readonly label: string
  readonly description: string
}) => {
  const { t } = useTranslation('email-accounts')
  return (needs) => {
    const isGrouped = needs === 'app-password' || needs === 'authorization-code'
    const blanks = isGrouped ? t('blanksLeftOut') : t('blanksKept')
    return { label: t(`needs.${needs}`), description: joinSentences([t('passwordNote'), blanks]) }
  }
}
