import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './skeleton.module.css'

const appearsAfterMs = 300

/** True once loading has lasted 300 ms: the moment a skeleton may be shown. */
export const useIsSlow = (isLoading: boolean): boolean => {
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    if (!isLoading) return
    const timer = setTimeout(() => setSlow(true), appearsAfterMs)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [isLoading])
  return isSlow && isLoading
}

/** Still bars in the real row height, from 300 ms of loading on; nothing before. */
export const SkeletonRows = ({
  rows = 8,
  height = 46,
  withDot = true,
}: {
  rows?: number
  /** Row height in px. */
  height?: number
  withDot?: boolean
}) => {
  const { t } = useTranslation('common')
  const isSlow = useIsSlow(true)
  if (!isSlow) return null
  return (
    <div role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <div
          // Rows are alike and never move.
          key={index}
          className={classes.row}
          style={{ height }}
        >
          {withDot && <span className={classes.dot} />}
          <span className={classes.bar} style={{ width: 110 }} />
          <span className={classes.bar} style={{ width: 190 + ((index * 37) % 60) }} />
        </div>
      ))}
    </div>
  )
}
