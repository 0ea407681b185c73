import { Button } from '@mantine/core'
import { IconStar, IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { useUndoToast } from '#renderer/ui/use-undo-toast.ts'
import mail from './mail.module.css'
import { type Account, MailAccountFacts } from './mail-account-facts.tsx'
import type { Preset } from './mail-preset.ts'
import { MailTest, type TestJobId } from './mail-test.tsx'
import { PasswordField } from './password-field.tsx'
import { SignInOffer, SignInProgress, type StartedSignIn } from './sign-in.tsx'
import { takeTyped } from './take-typed.ts'
import { usePasswordWords } from './use-password-words.ts'
import { useSignInProvider } from './use-sign-in-provider.ts'

/** Whether the provider has ended what the owner once allowed. */
const needsSignIn = ({ pausedReason, lastSyncError }: Account): boolean =>
  pausedReason === 'auth' || lastSyncError === 'auth'

/** How the account stands, in one short phrase. */
const useStateWords = () => {
  const { t } = useTranslation('email-accounts')
  const formats = useFormats()
  return (account: Account): { readonly text: string; readonly tone?: 'warning' | 'error' } => {
    const { pausedReason, hasSecret, imap, lastSyncError, probe } = account
    if (hasSecret === null) return { text: t('state.locked'), tone: 'warning' }
    const signsIn = account.auth === 'oauth'
    if (!hasSecret) {
      return { text: t(signsIn ? 'state.notSignedIn' : 'state.noPassword'), tone: 'warning' }
    }
    if (signsIn && needsSignIn(account)) return { text: t('state.signInAgain'), tone: 'error' }
    if (pausedReason !== null) return { text: t(`state.${pausedReason}`), tone: 'error' }
    if (imap !== null && lastSyncError !== null) {
      return { text: t(`state.unread.${lastSyncError}`), tone: 'warning' }
    }
    if (probe === null) return { text: t('state.untested') }
    return { text: t('state.tested', { when: formats.dayTime(probe.testedAt) }) }
  }
}

/** A field for the account's password; what is kept is never shown. */
const Password = ({
  account,
  needs,
  onKept,
}: {
  account: Account
  needs: Preset['needs']
  onKept: () => void
}) => {
  const { t } = useTranslation('email-accounts')
  const words = useFailureWords()
  const { label, description } = usePasswordWords()(needs)
  const isAnother = account.hasSecret === true && account.auth === 'password'
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const { password = '' } = takeTyped(event.currentTarget)
    if (password.trim() === '') return
    const result = await attempt('emailAccounts.setPassword', { id: account.id, password })
    if (!result.ok) return showToast({ text: () => words(result.error.code) })
    showToast({ text: () => t('passwordSaved') })
    onKept()
  }
  return (
    <form className={mail.password} onSubmit={(event) => void submit(event)}>
      <PasswordField
        name="password"
        label={isAnother ? t('newPassword') : label}
        description={description}
      />
      <Button type="submit" variant="default">
        {t('savePassword')}
      </Button>
    </form>
  )
}

/** What the account signs in with: by its provider, by a password, or by either. */
const Secret = ({
  account,
  isShort,
  onKept,
  onSignIn,
}: {
  account: Account
  /** Only what the account lacks; else everything that can be changed. */
  isShort: boolean
  onKept: () => void
  onSignIn: () => void
}) => {
  const presets = useApiQuery('emailAccounts.presets', {}).data?.presets ?? []
  const { auth, signInWith, hasSecret } = account
  const needs = presets.find(({ id }) => id === account.provider)?.needs
  const takesPassword = signInWith === null || needs !== 'oauth-only'
  return (
    <>
      {signInWith !== null && (!isShort || auth === 'oauth') && (
        <SignInOffer
          with={signInWith}
          isAgain={auth === 'oauth' && hasSecret === true}
          onSignIn={onSignIn}
        />
      )}
      {takesPassword && (!isShort || auth === 'password') && (
        <Password account={account} needs={needs ?? 'password'} onKept={onKept} />
      )}
    </>
  )
}

/** The test that was started last, while the account is still what was tested. */
const useTestOf = (account: Account, test: TestJobId | null): TestJobId | null => {
  const { address, userName, smtp, imap } = account
  const access = JSON.stringify([address, userName, smtp, imap])
  const [tested, setTested] = useState({ test, access })
  if (tested.test !== test) setTested({ test, access })
  return tested.test === test && tested.access !== access ? null : test
}

/** One account: its state, its acts, and below what is set for it. */
export const MailAccount = ({
  account,
  test: lastTest,
  onTest,
  signIn,
  onSignIn,
  onSignedIn,
}: {
  account: Account
  /** The test of this account that was started last. */
  test: TestJobId | null
  onTest: () => void
  /** The sign-in that was begun last. */
  signIn: StartedSignIn | null
  onSignIn: () => void
  onSignedIn: () => void
}) => {
  const { t } = useTranslation('email-accounts')
  const words = useFailureWords()
  const undoToast = useUndoToast()
  const stateOf = useStateWords()
  const [isOpen, setOpen] = useState(false)
  const { id, address, fromName, isDefault, hasSecret } = account
  const provider = useSignInProvider(account.signInWith)
  const test = useTestOf(account, lastTest)
  const lacksSecret =
    hasSecret === false || (account.auth === 'oauth' && hasSecret === true && needsSignIn(account))
  const lacking = lacksSecret && !isOpen && (
    <Secret account={account} isShort onKept={onTest} onSignIn={onSignIn} />
  )
  const state = stateOf(account)
  const remove = async (): Promise<void> => {
    const result = await attempt('emailAccounts.delete', { id })
    const isSignedIn = account.auth === 'oauth' && hasSecret === true && provider !== undefined
    // Undo needs what the provider allowed, so it is the owner who ends that.
    const said = (): string =>
      isSignedIn
        ? t('deletedSignedIn', { address, provider: provider.name })
        : t('deleted', { address })
    if (result.ok) undoToast(said)
    else showToast({ text: () => words(result.error.code) })
  }
  const prefer = async (): Promise<void> => {
    const result = await attempt('emailAccounts.setDefault', { id })
    if (!result.ok) showToast({ text: () => words(result.error.code) })
  }
  return (
    <li className={mail.account}>
      <div className={mail.head}>
        <button
          type="button"
          className={mail.open}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <span className="kith-visually-hidden">
            {t(isOpen ? 'close' : 'open', { address: '' })}
          </span>
          <span className={mail.address}>{address}</span>{' '}
          {isDefault && <span className={mail.default}>{t('isDefault')}</span>}
          <div className={mail.state} data-tone={state.tone}>
            {`${fromName} · ${state.text}`}
          </div>
        </button>
        {hasSecret === true && (
          <Button variant="default" onClick={onTest}>
            {t('test.run')}
          </Button>
        )}
        {!isDefault && (
          <IconButton icon={IconStar} label={t('makeDefault')} onClick={() => void prefer()} />
        )}
        <IconButton
          icon={IconTrash}
          label={t('delete', { address })}
          onClick={() => void remove()}
        />
      </div>
      {test !== null && (
        <MailTest
          jobId={test}
          address={address}
          signsIn={account.auth === 'oauth'}
          onCorrect={isOpen ? null : () => setOpen(true)}
        />
      )}
      {signIn === null ? (
        lacking
      ) : (
        <SignInProgress started={signIn} name={provider?.name ?? ''} onSignedIn={onSignedIn}>
          {lacking}
        </SignInProgress>
      )}
      {isOpen && (
        <div className={mail.details}>
          {hasSecret !== null && (
            <Secret account={account} isShort={false} onKept={onTest} onSignIn={onSignIn} />
          )}
          <MailAccountFacts account={account} />
        </div>
      )}
    </li>
  )
}
