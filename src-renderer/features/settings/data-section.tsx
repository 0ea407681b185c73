import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { openExport } from '#renderer/api/export-request.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { BackupsList } from './backups-list.tsx'
import { MoveFolder } from './move-folder.tsx'
import classes from './settings-page.module.css'

const megabyte = 1_048_576

/** Where the data lies, and its backups. */
export const DataSection = () => {
  const { t } = useTranslation(['settings', 'exports'])
  const formats = useFormats()
  const words = useFailureWords()
  const status = useApiQuery('app.status', {}).data
  if (status === undefined) return null
  const { workspace, host } = status
  const openFolder = async (): Promise<void> => {
    const result = await attempt('app.openFolder', {})
    if (!result.ok) showToast({ text: () => words(result.error.code) })
  }
  const size = formats.number(Math.round((workspace.bytes / megabyte) * 10) / 10)
  return (
    <>
      <p className={classes.note}>{t('data.note')}</p>
      <div className={classes.path}>{workspace.path}</div>
      <div className="kith-note">{t('data.size', { size })}</div>
      {workspace.isSynced && <InlineAlert tone="warning">{t('data.synced')}</InlineAlert>}
      <div className={classes.acts}>
        {host.openFolder && (
          <Button variant="default" onClick={() => void openFolder()}>
            {t('data.open')}
          </Button>
        )}
        <Button variant="default" onClick={() => openExport()}>
          {t('exports:openAll')}
        </Button>
        {!workspace.isSample && <MoveFolder label={t('data.move')} variant="default" />}
      </div>
      <h3 className={classes.subheading}>{t('data.backups')}</h3>
      <p className={classes.note}>{t('data.backupsNote')}</p>
      <BackupsList />
    </>
  )
}
