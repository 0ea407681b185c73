import { useEffect, useRef } from 'react'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { FloatingBar } from '#renderer/ui/floating-bar.tsx'
import { ProgressBar } from '#renderer/ui/progress-bar.tsx'
import type { Output } from '#shared/contract/index.ts'
import classes from './bulk-bar.module.css'
import type { RunningAct } from './use-bulk-acts.ts'

const hasEnded = (job: Output<'jobs.get'>): boolean =>
  job.status === 'done' || job.status === 'failed' || job.status === 'cancelled'

/** A bulk act that works in the background: bar, count, rate, Cancel. */
export const BulkProgress = ({
  act,
  onEnd,
}: {
  act: RunningAct
  onEnd: (job: Output<'jobs.get'>) => void
}) => {
  const job = useApiQuery('jobs.get', { id: act.jobId })
  const ended = useRef(false)
  useEffect(() => {
    if (job.data === undefined || ended.current || !hasEnded(job.data)) return
    ended.current = true
    onEnd(job.data)
  }, [job.data, onEnd])
  return (
    <FloatingBar>
      <div className={classes.progress}>
        <ProgressBar
          label={act.label()}
          progress={job.data ?? { done: 0, total: null, rate: null, remainingMs: null }}
          onCancel={() => void attempt('jobs.cancel', { id: act.jobId })}
        />
      </div>
    </FloatingBar>
  )
}
