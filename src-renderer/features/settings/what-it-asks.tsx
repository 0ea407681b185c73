import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { english } from '#shared/i18n/resources.ts'
import mail from './mail.module.css'
import type { Preset } from './mail-preset.ts'
import type { SignInProvider } from './use-sign-in-provider.ts'

type Asks = keyof (typeof english)['email-accounts']['asks']

const asksOf = (preset: Preset | null): Asks => {
  // Each preset has its sentence; the test of the words says so.
  return preset === null ? 'other' : (preset.id as Asks)
}

/** What the provider asks for, in plain words, and where to get it. */
export const WhatItAsks = ({
  preset,
  provider,
}: {
  preset: Preset | null
  /** With whom the owner can sign in instead. */
  provider: SignInProvider | undefined
}) => {
  const { t } = useTranslation('email-accounts')
  const signsIn = preset?.needs === 'oauth-only' && provider?.hasClient === true
  return (
    <p className={mail.asks}>
      {signsIn ? t('signIn.asks', { name: provider.name }) : t(`asks.${asksOf(preset)}`)}{' '}
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
