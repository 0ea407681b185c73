import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { nextRebuild } from '#renderer/api/rebuilds.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import type { Output } from '#shared/contract/index.ts'
import classes from './settings-page.module.css'
import { tellWhenSwitched } from './tell-when-switched.ts'

type Preview = Output<'backups.preview'>

const Comparison = ({ preview }: { preview: Preview }) => {
  const { t } = useTranslation('settings')
  const formats = useFormats()
  const rows = ['contacts', 'activities', 'followUps'] as const
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <td />
          <th data-figure>{t('preview.then')}</th>
          <th data-figure>{t('preview.now')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            <td>{t(`preview.${row}`)}</td>
            <td data-figure>{formats.number(preview.backup.contents[row])}</td>
            <td data-figure>{formats.number(preview.now[row])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const useRestoreWords = (): ((code: string) => string) => {
  const { t } = useTranslation('settings')
  const words = useFailureWords()
  return (code) => {
    switch (code) {
      case 'damaged':
        return t('preview.damaged')
      case 'not-found':
        return t('preview.gone')
      case 'disk-full':
        return t('preview.diskFull')
      default:
        return words(code)
    }
  }
}

/** Shows what going back to a backup would change, and goes back. */
export const RestoreDialog = ({
  id,
  at,
  onClose,
}: {
  id: string
  /** When the backup was made. */
  at: number
  onClose: () => void
}) => {
  const { t } = useTranslation(['settings', 'common'])
  const formats = useFormats()
  const words = useRestoreWords()
  const preview = useApiQuery('backups.preview', { id })
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const when = formats.dayTime(at)
  const restore = async (): Promise<void> => {
    setBusy(true)
    const switched = nextRebuild()
    const result = await attempt('backups.restore', { id })
    setBusy(false)
    if (!result.ok) return setFailure(words(result.error.code))
    void tellWhenSwitched(switched, () => t('data.restored', { when }))
    onClose()
  }
  const lost = preview.data?.operationsLost ?? 0
  const problem = failure ?? (preview.error === null ? null : words(preview.error.code))
  return (
    <Dialog
      title={t('preview.title', { when })}
      isOpen
      onClose={onClose}
      acts={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          {preview.data !== undefined && (
            <Button disabled={isBusy} onClick={() => void restore()}>
              {t(isBusy ? 'data.restoring' : 'preview.go')}
            </Button>
          )}
        </>
      }
    >
      {preview.data !== undefined && (
        <>
          <p className={classes.note}>
            {lost === 0 ? t('preview.textNone') : t('preview.text', { count: lost })}
          </p>
          <Comparison preview={preview.data} />
          <p className={classes.note}>{t('preview.keeps')}</p>
        </>
      )}
      {problem !== null && <InlineAlert tone="error">{problem}</InlineAlert>}
    </Dialog>
  )
}
