import { Button, TextInput } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { TextButton } from '#renderer/ui/text-button.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import mail from './mail.module.css'
import { PasswordField } from './password-field.tsx'
import { takeTyped } from './take-typed.ts'
import type { SignInProvider } from './use-sign-in-provider.ts'

/** As providers give them: visible signs without spaces. */
const isClean = (text: string): boolean => /^[\x21-\x7e]{1,300}$/.test(text)

const KeptClient = ({ provider }: { provider: SignInProvider & { ownClientId: string } }) => {
  const { t } = useTranslation('email-accounts')
  const words = useFailureWords()
  const { id, name, ownClientId, hasOwnSecret } = provider
  const remove = async (): Promise<void> => {
    const result = await attempt('emailAccounts.setSignInClient', { provider: id, client: null })
    showToast({ text: () => (result.ok ? t('ownClient.removed') : words(result.error.code)) })
  }
  return (
    <div className={mail.fields}>
      <p className={mail.asks}>
        {t(hasOwnSecret ? 'ownClient.isWithSecret' : 'ownClient.is', { name, id: ownClientId })}
      </p>
      <div className={mail.acts}>
        <Button variant="default" onClick={() => void remove()}>
          {t('ownClient.remove', { name })}
        </Button>
      </div>
    </div>
  )
}

const ClientForm = ({ provider: { id, name } }: { provider: SignInProvider }) => {
  const { t } = useTranslation('email-accounts')
  const words = useFailureWords()
  // No secret, so that it may stand in its field while it is wrong.
  const [clientId, setClientId] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const { clientSecret = '' } = takeTyped(event.currentTarget)
    const [typed, secret] = [clientId.trim(), clientSecret.trim()]
    if (!isClean(typed) || (secret !== '' && !isClean(secret))) return setProblem('bad')
    const client = { clientId: typed, clientSecret: secret === '' ? null : secret }
    const result = await attempt('emailAccounts.setSignInClient', { provider: id, client })
    if (result.ok) showToast({ text: () => t('ownClient.kept') })
    else setProblem(result.error.code)
  }
  return (
    <form
      className={mail.fields}
      aria-label={t('ownClient.form', { name })}
      onSubmit={(event) => void submit(event)}
    >
      <TextInput
        label={t('ownClient.id', { name })}
        value={clientId}
        maxLength={300}
        autoComplete="off"
        spellCheck={false}
        error={problem === 'bad' ? t('ownClient.bad') : problem !== null && words(problem)}
        onChange={(event) => setClientId(event.target.value)}
      />
      <PasswordField name="clientSecret" label={t('ownClient.secret')} />
      <div className={mail.acts}>
        <Button type="submit" variant="default">
          {t('savePassword')}
        </Button>
      </div>
    </form>
  )
}

/** Client IDs of the owner's own, for whoever has some; most owners never open this. */
export const OwnClients = () => {
  const { t } = useTranslation('email-accounts')
  const [isOpen, setOpen] = useState(false)
  const providers = useApiQuery('emailAccounts.signInProviders', {}).data?.providers ?? []
  const Icon = isOpen ? IconChevronDown : IconChevronRight
  if (providers.length === 0) return null
  return (
    <div className={mail.advanced}>
      <TextButton tone="quiet" isSmall aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon size={15} stroke={1.7} aria-hidden="true" />
        {t('ownClient.title')}
      </TextButton>
      {isOpen && (
        <div className={mail.box}>
          <p className={mail.asks}>{t('ownClient.note')}</p>
          {providers.map((provider) =>
            provider.ownClientId === null ? (
              <ClientForm key={provider.id} provider={provider} />
            ) : (
              <KeptClient
                key={provider.id}
                provider={{ ...provider, ownClientId: provider.ownClientId }}
              />
            ),
          )}
        </div>
      )}
    </div>
  )
}
