import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { joinTexts } from '#shared/domain/shared-text.ts'
import classes from './changed-elsewhere.module.css'

/** Says that a text was changed in another window meanwhile, and keeps either or both. */
export const ChangedElsewhere = ({
  now,
  own,
  onKeep,
}: {
  /** What stands there now. */
  now: string | null
  /** What was written here. */
  own: string
  onKeep: (text: string) => void
}) => {
  const { t } = useTranslation('common')
  const box = useRef<HTMLDivElement>(null)
  // It opens below what is being written, often out of sight.
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={box} className={classes.box} role="group" aria-label={t('elsewhere.label')}>
      <p className={classes.title} role="alert">
        {t('elsewhere.title')}
      </p>
      <div className={classes.other}>{now ?? t('elsewhere.removed')}</div>
      {/* The text keeps the focus, or leaving it would save once more. */}
      <div className={classes.acts} onMouseDown={(event) => event.preventDefault()}>
        {now !== null && (
          <Button variant="default" onClick={() => onKeep(joinTexts(now, own) ?? '')}>
            {t('elsewhere.both')}
          </Button>
        )}
        <Button variant="default" onClick={() => onKeep(own)}>
          {t('elsewhere.own')}
        </Button>
        <Button variant="default" onClick={() => onKeep(now ?? '')}>
          {t('elsewhere.other')}
        </Button>
      </div>
    </div>
  )
}
