import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { ProgressBar } from '#renderer/ui/progress-bar.tsx'
import type { Output } from '#shared/contract/index.ts'
import type { JobId } from '#shared/domain/ids.ts'

const unknownProgress = { done: 0, total: null, rate: null, remainingMs: null }

const isAtWork = ({ status }: Output<'jobs.get'>): boolean =>
  status === 'queued' || status === 'running'

/** An export that is being written: bar, count, rate, Cancel. */
export const ExportProgress = ({
  jobId,
  onEnd,
  onCancel,
}: {
  jobId: JobId
  onEnd: (job: Output<'jobs.get'>) => void
  onCancel: () => void
}) => {
  const { t } = useTranslation('exports')
  const job = useApiQuery('jobs.get', { id: jobId }).data
  const ended = useRef(false)
  useEffect(() => {
    if (job === undefined || ended.current || isAtWork(job)) return
    ended.current = true
    onEnd(job)
  }, [job, onEnd])
  return <ProgressBar label={t('writing')} progress={job ?? unknownProgress} onCancel={onCancel} />
}
