import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useConnection } from '#renderer/api/connection-store.ts'
import { useApiCommand, useApiQuery } from '#renderer/api/use-api.ts'
import classes from './shell.module.css'

/** Bars above everything: no connection, damaged data, changes that may be missing, sample people. */
export const StatusBars = () => {
  const { t } = useTranslation('app')
  const connection = useConnection((state) => state.state)
  const status = useApiQuery('app.status', {})
  const leaveSample = useApiCommand('app.leaveSample')
  const navigate = useNavigate()
  return (
    <div className={classes.bars}>
      {connection !== 'connected' && (
        <div className={classes.bar} data-tone="error" role="alert">
          {connection === 'lost' ? t('lost.text') : t('lost.lockedOut')}
          <button
            type="button"
            className={classes.barAct}
            onClick={() => (connection === 'lost' ? void status.refetch() : location.reload())}
          >
            {t('lost.tryNow')}
          </button>
        </div>
      )}
      {status.data?.health === 'damaged' && (
        <div className={classes.bar} data-tone="error" role="alert">
          {t('damaged.text')}
          <button
            type="button"
            className={classes.barAct}
            onClick={() => void navigate({ to: '/settings', search: { section: 'data' } })}
          >
            {t('damaged.act')}
          </button>
        </div>
      )}
      {status.data?.workspace.isLogMissing === true && (
        <div className={classes.bar} role="alert">
          {t('logMissing.text')}
          <button
            type="button"
            className={classes.barAct}
            onClick={() => void navigate({ to: '/history' })}
          >
            {t('logMissing.act')}
          </button>
        </div>
      )}
      {status.data?.workspace.isSample === true && (
        <div className={classes.bar} role="status">
          {t('sample.banner')}
          <button
            type="button"
            className={classes.barAct}
            disabled={leaveSample.isPending}
            onClick={() => leaveSample.mutate({})}
          >
            {t('sample.leave')}
          </button>
        </div>
      )}
    </div>
  )
}
