import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { queryKey } from '#renderer/api/query-keys.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { failureCodeOf, useFailureWords } from '#renderer/ui/failure-words.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { ProgressBar } from '#renderer/ui/progress-bar.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { Output } from '#shared/contract/index.ts'
import { RestoreDialog } from './restore-dialog.tsx'
import classes from './settings-page.module.css'

type Backup = Output<'backups.list'>['backups'][number]
type JobId = Output<'backups.create'>['jobId']

/** A backup under way: its bar, then the word that it is done; the list is asked anew. */
const RunningBackup = ({ jobId, onEnd }: { jobId: JobId; onEnd: () => void }) => {
  const { t } = useTranslation('settings')
  const words = useFailureWords()
  const client = useQueryClient()
  const job = useApiQuery('jobs.get', { id: jobId }).data
  const status = job?.status
  const hasEnded = status === 'done' || status === 'failed' || status === 'cancelled'
  useEffect(() => {
    if (!hasEnded) return
    void client.invalidateQueries({ queryKey: queryKey('backups.list', {}) })
    void client.invalidateQueries({ queryKey: queryKey('app.status', {}) })
    if (status === 'done') showToast({ text: () => t('data.backupDone') })
    if (status === 'failed') {
      const code = failureCodeOf(job?.outcome)
      showToast({ text: () => t('data.backupFailed', { reason: words(code) }) })
    }
    onEnd()
  }, [hasEnded, status, job, client, onEnd, t, words])
  if (job === undefined || hasEnded) return null
  return (
    <ProgressBar
      label={t('data.backingUp')}
      progress={job}
      onCancel={() => void attempt('jobs.cancel', { id: jobId })}
    />
  )
}

const BackupLine = ({ backup, onRestore }: { backup: Backup; onRestore: () => void }) => {
  const { t } = useTranslation('settings')
  const formats = useFormats()
  const { contents } = backup
  return (
    <li className={classes.line}>
      <div className={classes.grow}>
        <div>
          {formats.dayTime(backup.at)}{' '}
          <span className="kith-note">{t(`data.kinds.${backup.kind}`)}</span>
        </div>
        <div className="kith-note">
          {t('data.contents', {
            contacts: formats.number(contents.contacts),
            activities: formats.number(contents.activities),
            followUps: formats.number(contents.followUps),
          })}
        </div>
      </div>
      <Button variant="subtle" onClick={onRestore}>
        {t('data.restore')}
      </Button>
    </li>
  )
}

/** The backups: made now, gone back to with a preview, and the last going-back taken back. */
export const BackupsList = () => {
  const { t } = useTranslation('settings')
  const words = useFailureWords()
  const list = useApiQuery('backups.list', {}).data
  const [chosen, setChosen] = useState<Backup | null>(null)
  const [jobId, setJobId] = useState<JobId | null>(null)
  const [endJob] = useState(() => () => setJobId(null))
  if (list === undefined) return null
  const create = async (): Promise<void> => {
    const result = await attempt('backups.create', {})
    if (result.ok) setJobId(result.value.jobId)
    else showToast({ text: () => words(result.error.code) })
  }
  const takeBack = list.backups.find((backup) => backup.id === list.takeBackId)
  return (
    <>
      <div className={classes.acts}>
        {jobId === null && (
          <Button variant="default" onClick={() => void create()}>
            {t('data.backUpNow')}
          </Button>
        )}
        {takeBack !== undefined && (
          <Button
            variant="default"
            title={t('data.takeBackNote')}
            onClick={() => setChosen(takeBack)}
          >
            {t('data.takeBack')}
          </Button>
        )}
      </div>
      {jobId !== null && <RunningBackup jobId={jobId} onEnd={endJob} />}
      {list.backups.length === 0 && <p className={classes.note}>{t('data.noBackups')}</p>}
      <ul className={classes.list}>
        {list.backups.map((backup) => (
          <BackupLine key={backup.id} backup={backup} onRestore={() => setChosen(backup)} />
        ))}
      </ul>
      {chosen !== null && (
        <RestoreDialog id={chosen.id} at={chosen.at} onClose={() => setChosen(null)} />
      )}
    </>
  )
}
