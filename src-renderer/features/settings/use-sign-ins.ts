import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { Input } from '#shared/contract/index.ts'
import type { StartedSignIn } from './sign-in.tsx'

type AccountId = Input<'emailAccounts.signIn'>['id']

/** Begins sign-ins, each in the owner's browser, and remembers the last one of each account. */
export const useSignIns = () => {
  const { t } = useTranslation('email-accounts')
  const words = useFailureWords()
  const [all, setAll] = useState<ReadonlyMap<AccountId, StartedSignIn>>(new Map())
  const start = async (id: AccountId): Promise<void> => {
    const result = await attempt('emailAccounts.signIn', { id })
    if (result.ok) {
      // In the desktop's window this goes to the system's browser, as every link does.
      window.open(result.value.url, '_blank', 'noopener,noreferrer')
      return setAll((before) => new Map(before).set(id, result.value))
    }
    const { code } = result.error
    if (code === 'no-client' || code === 'not-offered')
      showToast({ text: () => t('signIn.notOffered') })
    else if (code === 'secrets-locked') showToast({ text: () => t('test.needsUnlock') })
    else showToast({ text: () => words(code) })
  }
  const forget = (id: AccountId): void =>
    setAll((before) => new Map([...before].filter(([one]) => one !== id)))
  return { all, start, forget }
}
