import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { ProgressBar } from '#renderer/ui/progress-bar.tsx'
import { WorkBar } from '#renderer/ui/work-bar.tsx'
import { type MailWork, useMailWork } from './mail-work.ts'

/** What takes less is over before it could be read. */
const shownAfterMs = 1000

const Watch = ({ act, count }: MailWork) => {
  const { t } = useTranslation('outbox')
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), shownAfterMs)
    return () => clearTimeout(timer)
  }, [])
  const list = useApiQuery('jobs.list', {}, { enabled: isLong }).data
  if (!isLong) return null
  const job = list?.jobs.find(({ kind, endedAt }) => kind === `emails.${act}` && endedAt === null)
  return (
    <WorkBar label={t('title')}>
      <ProgressBar
        label={t(job?.phase === 'checking' ? 'work.checking' : `work.${act}`, { count })}
        progress={job ?? { done: 0, total: null, rate: null, remainingMs: null }}
        {...(job === undefined
          ? {}
          : { onCancel: () => void attempt('jobs.cancel', { id: job.id }) })}
      />
    </WorkBar>
  )
}

/** Shows an act on many mails that takes its time, wherever the owner is. */
export const MailWatch = () => {
  const running = useMailWork((state) => state.running)
  return running === null ? null : <Watch {...running} />
}
