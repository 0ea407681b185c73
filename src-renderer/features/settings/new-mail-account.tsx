import { Button, Select, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import type { english } from '#shared/i18n/resources.ts'
import mail from './mail.module.css'
import {
  blankServers,
  type Preset,
  presetOf,
  readServer,
  serverProblem,
  type TypedServers,
} from './mail-preset.ts'
import { MailServers } from './mail-servers.tsx'
import { PasswordField } from './password-field.tsx'
import { takeTyped } from './take-typed.ts'

type Asks = keyof (typeof english)['email-accounts']['asks']
type AccountId = Output<'emailAccounts.create'>['id']

const asksOf = (preset: Preset | null): Asks => {
  // Each preset has its sentence; the test of the words says so.
  return preset === null ? 'other' : (preset.id as Asks)
}

/** What the provider asks for, in plain words, and where to get it. */
const WhatItAsks = ({ preset }: { preset: Preset | null }) => {
  const { t } = useTranslation('email-accounts')
  return (
    <p className={mail.asks}>
      {t(`asks.${asksOf(preset)}`)}{' '}
      {preset?.helpUrl !== null && preset !== null && (
        <a href={preset.helpUrl} target="_blank" rel="noopener noreferrer">
          {t(preset.needs === 'oauth-only' ? 'form.whyAt' : 'form.helpAt', { name: preset.name })}
        </a>
      )}{' '}
      <Link to="/help" search={{ topic: 'mail' }}>
        {t('form.moreHelp')}
      </Link>
    </p>
  )
}

interface Typed {
  readonly address: string
  readonly fromName: string
  /** Chosen by hand; null follows the address. */
  readonly provider: string | null
  readonly servers: TypedServers
}

const otherProvider = 'other'

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

/** Adds the account, then keeps its password; answers the id, or a sentence why not. */
const useCreate = () => {
  const { t } = useTranslation('email-accounts')
  const words = useFailureWords()
  return async (
    settings: Input<'emailAccounts.create'>,
    password: string,
  ): Promise<{ id: AccountId } | { error: string }> => {
    const made = await attempt('emailAccounts.create', settings)
    if (!made.ok) {
      const { code } = made.error
      return { error: code === 'not-an-address' ? t('form.notAnAddress') : words(code) }
    }
    const { id } = made.value
    const kept = await attempt('emailAccounts.setPassword', { id, password })
    if (!kept.ok) showToast({ text: t('secrets.failed') })
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
  onAdded: (id: AccountId) => void
  onCancel: () => void
}) => {
  const { t } = useTranslation(['email-accounts', 'common'])
  const create = useCreate()
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
  const isAddressTyped = /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(typed.address.trim())
  const knowsProvider = preset !== null || typed.provider === otherProvider || isAddressTyped
  const isShut = preset?.needs === 'oauth-only'
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (isShut || !isAddressTyped || typed.fromName.trim() === '') return
    if (preset === null && !areServersGood(typed.servers)) return
    const { password = '' } = takeTyped(event.currentTarget)
    if (password === '') return setError(t('form.fieldMissing'))
    const made = await create(settingsOf(typed, preset), password)
    if ('id' in made) onAdded(made.id)
    else setError(made.error)
  }
  return (
    <form
      className={mail.box}
      aria-label={t('form.label')}
      onSubmit={(event) => void submit(event)}
    >
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
        {knowsProvider && <WhatItAsks preset={preset} />}
        {knowsProvider && !isShut && (
          <PasswordField
            name="password"
            label={t(`needs.${preset?.needs ?? 'password'}`)}
            description={t('passwordNote')}
            error={error}
          />
        )}
        <div className={mail.acts}>
          {knowsProvider && !isShut && <Button type="submit">{t('form.save')}</Button>}
          <Button variant="subtle" onClick={onCancel}>
            {t('common:cancel')}
          </Button>
        </div>
      </div>
    </form>
  )
}
