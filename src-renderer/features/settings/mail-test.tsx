import { Button } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCheck,
  IconCircle,
  IconCircleDot,
  IconMinus,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { failureCodeOf, useFailureWords } from '#renderer/ui/failure-words.ts'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import type { Output } from '#shared/contract/index.ts'
import mail from './mail.module.css'
import { readTest, type TestStep } from './read-test.ts'

/** Id of a running or finished test. */
export type TestJobId = Output<'emailAccounts.test'>['jobId']

const icons = {
  ok: IconCheck,
  failed: IconAlertTriangle,
  skipped: IconMinus,
  waiting: IconCircle,
  running: IconCircleDot,
}

const StepLine = ({ step, signsIn }: { step: TestStep; signsIn: boolean }) => {
  const { t } = useTranslation('email-accounts')
  const Icon = icons[step.status]
  return (
    <li className={mail.step} data-status={step.status}>
      <Icon size={15} stroke={1.7} aria-hidden="true" />
      <span>
        {t(`test.step.${step.name}`)}
        <span className="kith-visually-hidden">{`, ${t(`test.status.${step.status}`)}`}</span>
        {step.problem !== null && (
          <div className={mail.problem}>
            {signsIn && step.problem === 'auth'
              ? t('test.signInAgain')
              : t(`test.problem.${step.problem}`)}
          </div>
        )}
        {step.reply !== null && (
          <div className={mail.said}>{t('test.said', { reply: step.reply })}</div>
        )}
      </span>
    </li>
  )
}

const Verdict = ({
  steps,
  onCorrect,
}: {
  steps: readonly TestStep[]
  onCorrect: (() => void) | null
}) => {
  const { t } = useTranslation('email-accounts')
  if (steps.some(({ status }) => status === 'failed')) {
    return (
      <InlineAlert
        tone="error"
        acts={onCorrect === null ? [] : [{ label: t('test.correct'), onAct: onCorrect }]}
      >
        {t('test.failed')}
      </InlineAlert>
    )
  }
  const isRead = steps.some(({ name, status }) => name === 'find' && status === 'ok')
  return <InlineAlert tone="good">{t(isRead ? 'test.good' : 'test.goodSending')}</InlineAlert>
}

/** A set-up test as it goes, step by step, and how it ended. */
export const MailTest = ({
  jobId,
  address,
  signsIn,
  onCorrect,
}: {
  jobId: TestJobId
  address: string
  /** With its provider instead of a password. */
  signsIn: boolean
  /** Shows what can be corrected; null while that is in sight. */
  onCorrect: (() => void) | null
}) => {
  const { t } = useTranslation('email-accounts')
  const words = useFailureWords()
  const job = useApiQuery('jobs.get', { id: jobId }).data
  if (job === undefined) return null
  const steps = readTest(job)
  const isRunning = job.status === 'running' || job.status === 'queued'
  if (job.status === 'failed') {
    return <InlineAlert tone="error">{words(failureCodeOf(job.outcome))}</InlineAlert>
  }
  if (job.status === 'cancelled') return <p className={mail.asks}>{t('test.stopped')}</p>
  return (
    <section className={mail.test} aria-label={t('test.title', { address })} aria-live="polite">
      <ul className={mail.steps}>
        {steps.map((step) => (
          <StepLine key={step.name} step={step} signsIn={signsIn} />
        ))}
      </ul>
      {isRunning ? (
        <Button
          variant="default"
          size="xs"
          onClick={() => void attempt('jobs.cancel', { id: jobId })}
        >
          {t('test.stop')}
        </Button>
      ) : (
        <Verdict steps={steps} onCorrect={onCorrect} />
      )}
    </section>
  )
}
