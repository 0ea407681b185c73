import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProgressBar } from '#renderer/ui/progress-bar.tsx'
import { cancelJob } from './import-jobs.ts'
import type { RunningJob } from './import-types.ts'
import classes from './imports.module.css'
import type { Job } from './use-job.ts'

const phases = ['reading', 'matching', 'applying', 'refreshing'] as const
/** What a job of the import is doing. */
export type Phase = (typeof phases)[number]

/** The phase of a job; what is not known counts as its first. */
export const phaseOf = (kind: RunningJob['kind'], job: Job | undefined): Phase =>
  phases.find((name) => name === job?.phase) ?? (kind === 'commit' ? 'applying' : 'reading')

/** Long work of the wizard: how far it is, Cancel, and the way back to the rest of Kith. */
export const Working = ({
  kind,
  job,
  onLeave,
}: {
  kind: RunningJob['kind']
  job: Job | undefined
  onLeave: () => void
}) => {
  const { t } = useTranslation('imports')
  const phase = phaseOf(kind, job)
  const isCommit = kind === 'commit'
  return (
    <div className={classes.working}>
      <h2 className="kith-heading">{t(isCommit ? 'working.import' : 'working.rehearsal')}</h2>
      <ProgressBar
        label={t(`working.${phase}`)}
        progress={job ?? { done: 0, total: null, rate: null, remainingMs: null }}
        {...(phase === 'refreshing' ? {} : { onCancel: cancelJob })}
      />
      <p className="kith-note">{t(`working.note.${phase}`)}</p>
      <Button variant="default" onClick={onLeave}>
        {t('working.leave')}
      </Button>
    </div>
  )
}
