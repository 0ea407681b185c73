import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '#renderer/api/connection-store.ts'
import { useApiCommand, useApiQuery } from '#renderer/api/use-api.ts'
import { TextButton } from '#renderer/ui/text-button.tsx'
import classes from './shell.module.css'

interface BarProps {
  readonly tone?: 'error'
  readonly role: 'alert' | 'status'
  readonly act: string
  readonly isBusy?: boolean
  readonly onAct: () => void
  readonly children: ReactNode
}

const Bar = ({ tone, role, act, isBusy, onAct, children }: BarProps) => (
  <div className={classes.bar} data-tone={tone} role={role}>
    {children}
    <TextButton tone="inherit" isStrong isUnderlined disabled={isBusy} onClick={onAct}>
      {act}
    </TextButton>
  </div>
)

/** What was asked and answered, and then could not be done; until the owner has read it. */
const FailedSwitchBar = () => {
  const { t } = useTranslation(['app', 'common'])
  const failed = useApiQuery('app.status', {}).data?.failedSwitch ?? null
  const [readAt, setReadAt] = useState<number | null>(null)
  if (failed === null || failed.at === readAt) return null
  return (
    <Bar tone="error" role="alert" act={t('common:close')} onAct={() => setReadAt(failed.at)}>
      {t(`failedSwitch.${failed.act}`)}
      {failed.isDiskFull && ` ${t('failedSwitch.diskFull')}`}
    </Bar>
  )
}

/** No connection to the host, or to the workspace behind it. */
const ConnectionBars = () => {
  const { t } = useTranslation('app')
  const connection = useConnection((state) => state.state)
  const status = useApiQuery('app.status', {})
  const tryAgain = (): void => void status.refetch()
  if (connection === 'lost') {
    return (
      <Bar tone="error" role="alert" act={t('lost.tryNow')} onAct={tryAgain}>
        {t('lost.text')}
      </Bar>
    )
  }
  if (connection === 'locked-out') {
    return (
      <Bar tone="error" role="alert" act={t('lost.tryNow')} onAct={() => location.reload()}>
        {t('lost.lockedOut')}
      </Bar>
    )
  }
  if (status.error?.code !== 'not-open') return null
  return (
    <Bar tone="error" role="alert" act={t('lost.tryNow')} onAct={tryAgain}>
      {t('lost.notOpen')}
    </Bar>
  )
}

/**
 * Bars above everything: no connection, what could not be done, damaged data, changes that may be
 * missing, sample people.
 */
export const StatusBars = () => {
  const { t } = useTranslation('app')
  const status = useApiQuery('app.status', {})
  const leaveSample = useApiCommand('app.leaveSample')
  const navigate = useNavigate()
  const openBackups = (): void => void navigate({ to: '/settings', search: { section: 'data' } })
  return (
    <div className={classes.bars}>
      <ConnectionBars />
      <FailedSwitchBar />
      {status.data?.health === 'damaged' && (
        <Bar tone="error" role="alert" act={t('damaged.act')} onAct={openBackups}>
          {t('damaged.text')}
        </Bar>
      )}
      {status.data?.workspace.isLogMissing === true && (
        <Bar role="alert" act={t('logMissing.act')} onAct={() => void navigate({ to: '/history' })}>
          {t('logMissing.text')}
        </Bar>
      )}
      {status.data?.workspace.isSample === true && (
        <Bar
          role="status"
          act={t('sample.leave')}
          isBusy={leaveSample.isPending}
          onAct={() => leaveSample.mutate({})}
        >
          {t('sample.banner')}
        </Bar>
      )}
    </div>
  )
}
