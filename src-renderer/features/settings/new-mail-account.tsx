import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import mail from './mail.module.css'
import {
  blankServers,
  otherProvider,
  type Preset,
  presetOf,
  presetOfHost,
  readServer,
  serverProblem,
  type TypedServers,
} from './mail-preset.ts'
import { MailServers } from './mail-servers.tsx'
import { PasswordField } from './password-field.tsx'
import { takeTyped } from './take-typed.ts'
import { usePasswordWords } from './use-password-words.ts'
import { useSignInProvider } from './use-sign-in-provider.ts'
import { WhatItAsks } from './what-it-asks.tsx'

type AccountId = Output<'emailAccounts.create'>['id']

interface Typed {
  readonly address: string
  readonly fromName: string
  /** Chosen by hand; null follows the address. */
  readonly provider: string | null
  readonly servers: TypedServers
}

const settingsOf = (
  { address, fromName, servers }: Typed,
  preset: Preset | null,
): Input<'emailAccounts.create'> => {
  const { smtp, imap, userName } = servers
  const typed = {
    smtp: readServer(smtp),
    imap: imap === null ? null : readServer(imap),
    userName: userName.trim() === '' ? address.trim() : userName.trim(),
  }
  const known = preset && { smtp: preset.smtp, imap: preset.imap, userName: address.trim() }
  return {
    address: address.trim(),
    fromName: fromName.trim(),
    provider: preset?.id ?? null,
    ...(known ?? typed),
    signature: null,
    dailyLimit: 200,
  }
}

const areServersGood = ({ smtp, imap }: TypedServers): boolean =>
  serverProblem(smtp) === null && (imap === null || serverProblem(imap) === null)

/** Adds the account, then keeps its password if it has one; answers the id, or why not. */
const useCreate = () => {
  const { t } = useTranslation('email-accounts')
  const words = useFailureWords()
  return async (
    settings: Input<'emailAccounts.create'>,
    password: string | null,
  ): Promise<{ id: AccountId } | { error: string }> => {
    const made = await attempt('emailAccounts.create', settings)
    if (!made.ok) {
      const { code } = made.error
      return { error: code === 'not-an-address' ? t('form.notAnAddress') : words(code) }
    }
    const { id } = made.value
    if (password === null) return { id }
    const kept = await attempt('emailAccounts.setPassword', { id, password })
    if (!kept.ok) showToast({ text: () => t('secrets.failed') })
    return { id }
  }
}

/** The form for another account; the provider follows from the address. */
export const NewMailAccount = ({
  ownerName,
  onAdded,
  onCancel,
}: {
  ownerName: string
  onAdded: (id: AccountId, next: 'test' | 'sign-in') => void
  onCancel: () => void
}) => {
  const { t } = useTranslation(['email-accounts', 'common'])
  const create = useCreate()
  const passwordWords = usePasswordWords()
  const presets = useApiQuery('emailAccounts.presets', {}).data?.presets ?? []
  const [typed, setTyped] = useState<Typed>({
    address: '',
    fromName: ownerName,
    provider: null,
    servers: blankServers,
  })
  const [hasTried, setTried] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const change = (changes: Partial<Typed>): void => setTyped({ ...typed, ...changes })
  const guessed = presetOf(typed.address, presets)
  const preset =
    typed.provider === null ? guessed : (presets.find(({ id }) => id === typed.provider) ?? null)
  // What is typed by hand may be a provider's server all the same.
  const known = preset ?? presetOfHost(typed.servers.smtp.host, presets)
  const isAddressTyped = /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(typed.address.trim())
  const knowsProvider = preset !== null || typed.provider === otherProvider || isAddressTyped
  const provider = useSignInProvider(known?.signInWith ?? null)
  const signsIn = provider?.hasClient === true ? provider : null
  const takesPassword = known?.needs !== 'oauth-only'
  const isGood = (): boolean => {
    setTried(true)
    if (!isAddressTyped || typed.fromName.trim() === '') return false
    return preset !== null || areServersGood(typed.servers)
  }
  const add = async (password: string | null): Promise<void> => {
    const auth = password === null ? 'oauth' : 'password'
    const made = await create({ ...settingsOf(typed, preset), auth }, password)
    if ('id' in made) onAdded(made.id, password === null ? 'sign-in' : 'test')
    else setError(made.error)
  }
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (!isGood()) return
    const { password = '' } = takeTyped(event.currentTarget)
    if (!takesPassword && signsIn !== null) void add(null)
    else if (password.trim() === '') setError(t('form.fieldMissing'))
    else void add(password)
  }
  return (
    <form className={mail.box} aria-label={t('form.label')} onSubmit={submit}>
      <div className={mail.fields}>
        <TextInput
          label={t('form.address')}
          value={typed.address}
          type="email"
          maxLength={254}
          autoFocus
          autoComplete="off"
          error={hasTried && !isAddressTyped ? t('form.notAnAddress') : null}
          onChange={(event) => change({ address: event.target.value })}
        />
        <TextInput
          label={t('form.fromName')}
          value={typed.fromName}
          maxLength={200}
          error={hasTried && typed.fromName.trim() === '' ? t('form.fieldMissing') : null}
          onChange={(event) => change({ fromName: event.target.value })}
        />
        {knowsProvider && (
          <Select
            label={t('form.provider')}
            data={[
              ...presets.map(({ id, name }) => ({ value: id, label: name })),
              { value: otherProvider, label: t('form.other') },
            ]}
            value={preset?.id ?? otherProvider}
            allowDeselect={false}
            onChange={(provider) => change({ provider })}
          />
        )}
        {knowsProvider && preset === null && (
          <>
            <p className={mail.asks}>{t('form.otherNote')}</p>
            <MailServers
              servers={typed.servers}
              showsProblems={hasTried}
              onChange={(servers) => change({ servers })}
            />
          </>
        )}
        {knowsProvider && <WhatItAsks preset={known} provider={provider} />}
        {knowsProvider && takesPassword && (
          <PasswordField
            name="password"
            {...passwordWords(known?.needs ?? 'password')}
            error={error}
          />
        )}
        <div className={mail.acts}>
          {knowsProvider && takesPassword && <Button type="submit">{t('form.save')}</Button>}
          {signsIn !== null && !takesPassword && (
            <Button type="submit">{t('signIn.with', { name: signsIn.name })}</Button>
          )}
          {signsIn !== null && takesPassword && (
            <Button variant="default" onClick={() => isGood() && void add(null)}>
              {t('signIn.instead', { name: signsIn.name })}
            </Button>
          )}
          <Button variant="subtle" onClick={onCancel}>
            {t('common:cancel')}
          </Button>
        </div>
      </div>
    </form>
  )
}
