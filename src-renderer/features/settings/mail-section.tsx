import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { Input } from '#shared/contract/index.ts'
import { MailAccount } from './mail-account.tsx'
import type { TestJobId } from './mail-test.tsx'
import { NewMailAccount } from './new-mail-account.tsx'
import { OwnClients } from './own-clients.tsx'
import { SecretsForm } from './secrets-form.tsx'
import classes from './settings-page.module.css'
import { useSignIns } from './use-sign-ins.ts'

type AccountId = Input<'emailAccounts.test'>['id']

/** Starts tests and remembers the last one of each account. */
const useTests = () => {
  const { t } = useTranslation('email-accounts')
  const words = useFailureWords()
  const [tests, setTests] = useState<ReadonlyMap<AccountId, TestJobId>>(new Map())
  const start = async (id: AccountId): Promise<void> => {
    const result = await attempt('emailAccounts.test', { id })
    if (result.ok) return setTests((before) => new Map(before).set(id, result.value.jobId))
    const { code } = result.error
    if (code === 'no-secret') showToast({ text: () => t('test.needsPassword') })
    else if (code === 'secrets-locked') showToast({ text: () => t('test.needsUnlock') })
    else showToast({ text: () => words(code) })
  }
  return { tests, start }
}

/** Mail accounts: the passphrase of their passwords, the accounts, and one more. */
export const MailSection = () => {
  const { t } = useTranslation('email-accounts')
  const list = useApiQuery('emailAccounts.list', {}).data
  const ownerName = useApiQuery('settings.get', {}).data?.business.ownerName
  const { tests, start } = useTests()
  const signIns = useSignIns()
  const [isAdding, setAdding] = useState(false)
  if (list === undefined || ownerName === undefined) return null
  const { accounts, secretStore } = list
  return (
    <>
      <p className={classes.note}>{t('note')}</p>
      {secretStore !== 'ready' && <SecretsForm state={secretStore} />}
      {accounts.length === 0 && !isAdding && <p className={classes.note}>{t('empty')}</p>}
      <ul className={classes.list}>
        {accounts.map((account) => (
          <MailAccount
            key={account.id}
            account={account}
            test={tests.get(account.id) ?? null}
            onTest={() => void start(account.id)}
            signIn={signIns.all.get(account.id) ?? null}
            onSignIn={() => void signIns.start(account.id)}
            onSignedIn={() => {
              signIns.forget(account.id)
              void start(account.id)
            }}
          />
        ))}
      </ul>
      {secretStore === 'ready' && !isAdding && (
        <Button variant="default" onClick={() => setAdding(true)}>
          {t('add')}
        </Button>
      )}
      {isAdding && (
        <NewMailAccount
          ownerName={ownerName}
          onCancel={() => setAdding(false)}
          onAdded={(id, next) => {
            setAdding(false)
            void (next === 'sign-in' ? signIns.start(id) : start(id))
          }}
        />
      )}
      {secretStore === 'ready' && <OwnClients />}
    </>
  )
}
