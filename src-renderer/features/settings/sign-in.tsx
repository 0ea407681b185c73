import { Button } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { failureCodeOf, useFailureWords } from '#renderer/ui/failure-words.ts'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import type { Output } from '#shared/contract/index.ts'
import mail from './mail.module.css'
import { type SignInProvider, useSignInProvider } from './use-sign-in-provider.ts'

/** A sign-in that waits for the owner in their browser. */
export type StartedSignIn = Output<'emailAccounts.signIn'>

const results = ['denied', 'timed-out', 'bad-client', 'refused', 'unreachable', 'not-kept'] as const

const resultOf = (outcome: unknown): string | null =>
  typeof outcome === 'object' && outcome !== null && 'result' in outcome
    ? String(outcome.result)
    : null

const useEndWords = () => {
  const { t } = useTranslation('email-accounts')
  const words = useFailureWords()
  return ({ status, outcome }: Output<'jobs.get'>): string => {
    if (status === 'cancelled') return t('signIn.stopped')
    const result = results.find((one) => one === resultOf(outcome))
    return result === undefined ? words(failureCodeOf(outcome)) : t(`signIn.result.${result}`)
  }
}

/** How a sign-in goes: what to do in the browser, and what came of it. */
export const SignInProgress = ({
  started: { jobId, url },
  name,
  onSignedIn,
  children,
}: {
  started: StartedSignIn
  /** Of the provider. */
  name: string
  onSignedIn: () => void
  /** What can be done when nothing waits any more. */
  children: ReactNode
}) => {
  const { t } = useTranslation('email-accounts')
  const endWords = useEndWords()
  const job = useApiQuery('jobs.get', { id: jobId }).data
  const isDone = job?.status === 'done' && resultOf(job.outcome) === 'signed-in'
  useEffect(() => {
    // Whoever listens takes this away, so it is told once.
    if (isDone) onSignedIn()
  }, [isDone, onSignedIn])
  if (job === undefined || isDone) return null
  if (job.status !== 'running' && job.status !== 'queued') {
    return (
      <>
        <div className={mail.signInEnd}>
          <InlineAlert tone="warning">{endWords(job)}</InlineAlert>
        </div>
        {children}
      </>
    )
  }
  return (
    <div className={mail.signIn} role="status">
      <p className={mail.asks}>
        {t('signIn.waits', { name })}{' '}
        <a href={url} target="_blank" rel="noopener noreferrer">
          {t('signIn.openAgain')}
        </a>
      </p>
      <Button
        variant="default"
        size="xs"
        onClick={() => void attempt('jobs.cancel', { id: jobId })}
      >
        {t('signIn.stop')}
      </Button>
    </div>
  )
}

/** The button that begins a sign-in, or why there is none. */
export const SignInOffer = ({
  with: id,
  isAgain,
  onSignIn,
}: {
  with: SignInProvider['id']
  /** Whether the owner signed in before. */
  isAgain: boolean
  onSignIn: () => void
}) => {
  const { t } = useTranslation('email-accounts')
  const provider = useSignInProvider(id)
  if (provider === undefined || provider.hasClient === null) return null
  const { name } = provider
  if (!provider.hasClient) return <p className={mail.asks}>{t('signIn.noClient', { name })}</p>
  return (
    <div className={mail.acts}>
      <Button variant="default" onClick={onSignIn}>
        {t(isAgain ? 'signIn.again' : 'signIn.with', { name })}
      </Button>
    </div>
  )
}
