import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { WorkMark } from '#renderer/ui/work-mark.tsx'
import type { Output } from '#shared/contract/index.ts'
import classes from './shell.module.css'

type Backup = Output<'backups.list'>['backups'][number]

const shown = 3
const askAgainMs = 500

const whenItAnswers = async (): Promise<void> => {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, askAgainMs))
    const answer = await attempt('settings.get', {})
    if (answer.ok) return
  }
}

/** Shown instead of the app when the data is too damaged to start with: the backups to go back to. */
export const DamagedPage = ({ onRestored }: { onRestored: () => void }) => {
  const { t } = useTranslation('app')
  const formats = useFormats()
  const words = useFailureWords()
  const [backups, setBackups] = useState<readonly Backup[] | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    void attempt('backups.list', {}).then((answer) =>
      setBackups(answer.ok ? answer.value.backups : []),
    )
  }, [])

  const restore = async ({ id }: Backup): Promise<void> => {
    setBusy(true)
    setProblem(null)
    const answer = await attempt('backups.restore', { id })
    if (answer.ok) {
      await whenItAnswers()
      return onRestored()
    }
    setBusy(false)
    setProblem(words(answer.error.code))
  }
  return (
    <main className={classes.center}>
      <WorkMark size={34} />
      <h1 className="kith-heading">{t('refusal.damagedTitle')}</h1>
      <p>{t('refusal.damaged')}</p>
      {backups !== null && (
        <p>{backups.length === 0 ? t('refusal.noBackup') : t('refusal.kept')}</p>
      )}
      {problem !== null && <p role="alert">{problem}</p>}
      <div className={classes.acts}>
        {(backups ?? []).slice(0, shown).map((backup, index) => (
          <Button
            key={backup.id}
            variant={index === 0 ? 'filled' : 'default'}
            disabled={isBusy}
            onClick={() => void restore(backup)}
          >
            {t('refusal.restore', { time: formats.dayTime(backup.at) })}
          </Button>
        ))}
      </div>
    </main>
  )
}
