import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { openListExport } from './open-list-export.ts'
import type { ListQuery } from './use-contact-pages.ts'

/** Exports what the list shows; `count` is null until it is known how many that are. */
export const ExportButton = ({ address, count }: { address: ListQuery; count: number | null }) => {
  const { t } = useTranslation('exports')
  const selection = { filter: address.filter ?? {}, except: [] }
  return (
    <Button
      variant="subtle"
      leftSection={<IconDownload size={16} stroke={1.6} aria-hidden="true" />}
      disabled={count === null}
      onClick={() => {
        if (count !== null) openListExport(address, { kind: 'view', count, selection })
      }}
    >
      {t('title')}
    </Button>
  )
}
