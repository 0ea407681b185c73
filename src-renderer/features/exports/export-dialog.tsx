import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { closeExport, type ExportRequest, useExportRequest } from '#renderer/api/export-request.ts'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import classes from './export.module.css'
import { type ExportChoices, ExportForm, exportInput } from './export-form.tsx'
import { ExportProgress } from './export-progress.tsx'
import { useExport } from './use-export.ts'

const Body = ({ request }: { request: ExportRequest }) => {
  const { t } = useTranslation('exports')
  const language = useViewLocale((view) => view.language)
  const running = useExport()
  const [choices, setChoices] = useState<ExportChoices>({
    format: 'csv',
    mode: 'spreadsheet',
    whom: 'part',
    columns: 'shown',
  })
  const close = (): void => {
    running.cancel()
    closeExport()
  }
  const { written } = running
  return (
    <Dialog
      title={t('title')}
      isOpen
      onClose={close}
      acts={
        running.jobId !== null ? undefined : (
          <Button
            data-autofocus
            leftSection={<IconDownload size={16} stroke={1.6} aria-hidden="true" />}
            onClick={() => void running.start(exportInput(request, choices, language))}
          >
            {t('act')}
          </Button>
        )
      }
    >
      {running.jobId !== null ? (
        <ExportProgress jobId={running.jobId} onEnd={running.end} onCancel={running.cancel} />
      ) : (
        <ExportForm request={request} choices={choices} onChange={setChoices} />
      )}
      {running.problem !== null && (
        <div className={classes.said}>
          <InlineAlert tone="error">{running.problem}</InlineAlert>
        </div>
      )}
      {written !== null && (
        <div className={classes.said}>
          <InlineAlert tone="good" acts={[{ label: t('save'), onAct: running.save }]}>
            {t('written', { count: written.rows, name: written.fileName })}
          </InlineAlert>
        </div>
      )}
    </Dialog>
  )
}

/** Asks what to export, writes it and hands the file over. */
export const ExportDialog = () => {
  const request = useExportRequest((state) => state.request)
  return request === null ? null : <Body request={request} />
}
