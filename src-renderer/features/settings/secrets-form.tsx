import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import type { Output } from '#shared/contract/index.ts'
import mail from './mail.module.css'
import { PasswordField } from './password-field.tsx'
import { takeTyped } from './take-typed.ts'

type Closed = Exclude<Output<'emailAccounts.list'>['secretStore'], 'ready'>
type Way = 'unlock' | 'begin' | 'start-over'

const shortest = 8

/** Sends a passphrase; answers the sentence for a failure. */
const useOpen = () => {
  const { t } = useTranslation('email-accounts')
  const words = useFailureWords()
  return async (passphrase: string, way: Way): Promise<string | null> => {
    const result =
      way === 'start-over'
        ? await attempt('emailAccounts.startOver', { passphrase })
        : await attempt('emailAccounts.unlock', { passphrase })
    if (result.ok) return null
    const { error } = result
    switch (error.code) {
      case 'wrong-passphrase':
        return t('secrets.wrong')
      case 'too-many-attempts':
        return t('secrets.tooMany', { count: Math.ceil(error.data.waitMs / 1000) })
      case 'secrets-unavailable':
        return t('secrets.failed')
      default:
        return words(error.code)
    }
  }
}

const PassphraseForm = ({ way }: { way: Way }) => {
  const { t } = useTranslation('email-accounts')
  const open = useOpen()
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const isNew = way !== 'unlock'
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const { passphrase = '', again = '' } = takeTyped(event.currentTarget)
    if (isNew && passphrase.length < shortest) return setError(t('secrets.short'))
    if (isNew && passphrase !== again) return setError(t('secrets.different'))
    if (passphrase === '') return
    setBusy(true)
    setError(await open(passphrase, way))
    setBusy(false)
  }
  const labels = {
    unlock: t('secrets.unlock'),
    begin: t('secrets.set'),
    'start-over': t('secrets.startOver'),
  }
  return (
    <form className={mail.fields} onSubmit={(event) => void submit(event)}>
      <PasswordField name="passphrase" label={t('secrets.label')} error={error} />
      {isNew && <PasswordField name="again" label={t('secrets.again')} />}
      <div className={mail.acts}>
        <Button type="submit" loading={isBusy}>
          {labels[way]}
        </Button>
      </div>
    </form>
  )
}

/** The passphrase of the passwords: asked for, chosen, or begun anew when it was forgotten. */
export const SecretsForm = ({ state }: { state: Closed }) => {
  const { t } = useTranslation(['email-accounts', 'common'])
  const [isForgotten, setForgotten] = useState(false)
  const startsOver = isForgotten || state === 'unavailable'
  const way = startsOver ? 'start-over' : state === 'locked' ? 'unlock' : 'begin'
  return (
    <div className={mail.box}>
      {state === 'unavailable' && (
        <InlineAlert tone="error">{t('secrets.unavailable')}</InlineAlert>
      )}
      {state === 'locked' && !isForgotten && <p className={mail.asks}>{t('secrets.locked')}</p>}
      {state === 'not-set-up' && <p className={mail.asks}>{t('secrets.notSetUp')}</p>}
      {startsOver && <p className={mail.asks}>{t('secrets.startOverNote')}</p>}
      <PassphraseForm key={way} way={way} />
      {way !== 'unlock' && <p className={mail.asks}>{t('secrets.noRecovery')}</p>}
      {state === 'locked' && (
        <Button variant="subtle" onClick={() => setForgotten(!isForgotten)}>
          {isForgotten ? t('common:cancel') : t('secrets.forgotten')}
        </Button>
      )}
    </div>
  )
}
