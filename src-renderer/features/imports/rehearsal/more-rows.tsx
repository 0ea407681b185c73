import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import classes from '../imports.module.css'

/** How many rows are left, and a hundred of them more. */
export const MoreRows = ({
  shown,
  count,
  onMore,
}: {
  shown: number
  count: number
  onMore: () => void
}) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  if (shown === 0 || shown >= count) return null
  const left = count - shown
  return (
    <div className={classes.more}>
      <span className="kith-note">{t('more.left', { number: formats.number(left) })}</span>
      <Button variant="subtle" onClick={onMore}>
        {t('more.act', { number: formats.number(Math.min(100, left)) })}
      </Button>
    </div>
  )
}
