import { useLocation, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ProgressBar } from '#renderer/ui/progress-bar.tsx'
import { TextButton } from '#renderer/ui/text-button.tsx'
import { showToast, type ToastWords } from '#renderer/ui/toast-store.ts'
import { WorkBar } from '#renderer/ui/work-bar.tsx'
import { cancelJob, endJob } from './import-jobs.ts'
import { importState, setImport, useImportStore } from './import-store.ts'
import { type Job, useJob } from './use-job.ts'

/** Follows the work of an import wherever the owner is; shows it while the wizard is closed. */
export const ImportWatch = () => {
  const { t } = useTranslation('imports')
  const navigate = useNavigate()
  const isOpen = useLocation({ select: ({ pathname }) => pathname === '/imports' })
  const running = useImportStore((state) => state.job)
  const show = (): void => {
    setImport({ isParked: false })
    void navigate({ to: '/imports' })
  }
  const handleEnd = (job: Job): void => {
    endJob(job)
    if (isOpen) return
    const { result, rehearsal, step } = importState()
    const action = { label: () => t('watch.show'), onAct: show }
    if (step === 'result' && result !== null) {
      const { rows: count } = result.counts
      const text: ToastWords = ({ number }) => t('watch.done', { count, rows: number(count) })
      showToast({ text, action })
    } else if (job.status === 'done' && rehearsal !== null) {
      showToast({ text: () => t('watch.rehearsed'), action })
    }
  }
  const job = useJob(running?.id ?? null, handleEnd)
  if (running === null || isOpen) return null
  return (
    <WorkBar label={t('title')}>
      <ProgressBar
        label={t(running.kind === 'commit' ? 'working.import' : 'working.rehearsal')}
        progress={job ?? { done: 0, total: null, rate: null, remainingMs: null }}
        {...(job?.phase === 'refreshing' ? {} : { onCancel: cancelJob })}
      />
      <TextButton isStrong onClick={show}>
        {t('watch.show')}
      </TextButton>
    </WorkBar>
  )
}
