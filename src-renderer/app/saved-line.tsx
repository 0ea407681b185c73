import { Tooltip } from '@mantine/core'
import { useIsMutating } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useConnection } from '#renderer/api/connection-store.ts'
import { useLastSave } from '#renderer/api/last-save.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { useIsSlow } from '#renderer/ui/skeleton.tsx'
import classes from './navigation.module.css'

/**
 * The line at the foot of the navigation: whether everything is saved, and when it was backed up.
 */
export const SavedLine = () => {
  const { t } = useTranslation('app')
  const formats = useFormats()
  const status = useApiQuery('app.status', {})
  const isSaving = useIsSlow(useIsMutating() > 0)
  const backedUpAt = status.data?.lastBackupAt ?? null
  const isLost = useConnection((state) => state.state !== 'connected')
  const isDamaged = status.data?.health === 'damaged'
  const hadNoRoom = useLastSave((state) => state.hadNoRoom)
  const words = (): string => {
    if (isLost) return t('status.lost')
    if (isDamaged) return t('status.damaged')
    if (isSaving) return t('status.saving')
    if (hadNoRoom) return t('status.noRoom')
    if (backedUpAt === null) return t('status.notBackedUp')
    const isToday = formats.dayOf(backedUpAt) === formats.today
    const time = isToday ? formats.time(backedUpAt) : formats.day(formats.dayOf(backedUpAt))
    return t('status.backedUp', { time })
  }
  return (
    <Tooltip label={words()} position="right">
      <div className={classes.status} role="status">
        <span
          className={classes.light}
          data-tone={isDamaged || isLost || hadNoRoom ? 'late' : isSaving ? 'warning' : undefined}
          aria-hidden="true"
        />
        <span className={classes.statusWords}>{words()}</span>
      </div>
    </Tooltip>
  )
}
