import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from './format.ts'
import classes from './progress-bar.module.css'

/** How far long work is; the contract's `job` has this shape. */
export interface ProgressFacts {
  readonly done: number
  /** Null while the size is not known. */
  readonly total: number | null
  /** Units a second. */
  readonly rate: number | null
  readonly remainingMs: number | null
}

const useFigures = (progress: ProgressFacts): string => {
  const { t } = useTranslation('common')
  const formats = useFormats()
  const words = [formats.number(progress.done)]
  if (progress.rate !== null) {
    words.push(t('progress.rate', { rate: formats.number(Math.round(progress.rate)) }))
  }
  if (progress.remainingMs !== null) {
    const seconds = Math.max(1, Math.ceil(progress.remainingMs / 1000))
    words.push(
      seconds < 90
        ? t('progress.leftSeconds', { count: seconds })
        : t('progress.leftMinutes', { count: Math.ceil(seconds / 60) }),
    )
  }
  return words.join(' · ')
}

/** Long work: bar, count, rate, time left, Cancel; the app stays usable beside it. */
export const ProgressBar = ({
  label,
  progress,
  onCancel,
}: {
  label: string
  progress: ProgressFacts
  onCancel?: () => void
}) => {
  const { t } = useTranslation('common')
  const figures = useFigures(progress)
  const share =
    progress.total === null || progress.total === 0
      ? 0
      : Math.min(1, progress.done / progress.total)
  return (
    <div className={classes.row}>
      <span className={classes.label}>{label}</span>
      <div
        className={classes.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        aria-valuetext={figures}
      >
        <div className={classes.fill} style={{ transform: `scaleX(${share})` }} />
      </div>
      <span className={classes.figures}>{figures}</span>
      {onCancel !== undefined && (
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
      )}
    </div>
  )
}
