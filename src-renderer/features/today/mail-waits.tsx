import { useNavigate } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { unreadMailbox, unreadWords } from '#renderer/api/unread-mailbox.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { type Formats, useFormats } from '#renderer/ui/format.ts'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { Output } from '#shared/contract/index.ts'
import classes from './today.module.css'

type Outbox = Output<'emails.outbox'>
type Account = Output<'emailAccounts.list'>['accounts'][number]

/** What the owner can do about a pause, where it is one thing. */
const pauseOf = ({ auth, pausedReason }: Pick<Account, 'auth' | 'pausedReason'>) =>
  auth === 'oauth' && pausedReason === 'auth' ? 'signInAgain' : 'paused'

/** What of the mail waits for the owner, in a sentence; null when nothing does. */
export const waitingWords = (
  { counts, holdAll, isLocked, isSwitchedOn }: Outbox,
  paused: Pick<Account, 'address' | 'auth' | 'pausedReason'> | undefined,
  { t, formats }: { readonly t: TFunction<'outbox'>; readonly formats: Formats },
): string | null => {
  const { uncertain, held, failed } = counts
  const parts = [
    ...(uncertain > 0 ? [t('waits.uncertain', { count: uncertain })] : []),
    ...(held > 0 ? [t('waits.held', { count: held })] : []),
    ...(failed > 0 ? [t('waits.failed', { count: failed })] : []),
  ]
  const isStuck = held + counts.scheduled + counts.sending > 0
  const causes = [
    ...(holdAll !== null && isStuck ? [t('waits.holdAll')] : []),
    ...(isLocked && isStuck ? [t('waits.locked')] : []),
    ...(paused === undefined ? [] : [t(`waits.${pauseOf(paused)}`, { address: paused.address })]),
  ]
  if (!isSwitchedOn && parts.length === 0) return null
  if (parts.length + causes.length === 0) return null
  const glue = formats.language === 'zh-CN' ? '' : ' '
  const lead = t('waits.lead', { count: uncertain + held + failed })
  const detail =
    parts.length === 0
      ? []
      : [
          `${lead}${glue}${t('waits.detail', { what: parts.join(formats.language === 'zh-CN' ? '，' : ', ') })}`,
        ]
  return [...detail, ...causes].join(glue)
}

/** A line above Today when mail waits for the owner; leads to the outbox. */
export const MailWaits = () => {
  const { t } = useTranslation('outbox')
  const formats = useFormats()
  const navigate = useNavigate()
  const outbox = useApiQuery('emails.outbox', {}).data
  const accounts = useApiQuery('emailAccounts.list', {}).data?.accounts ?? []
  const paused = accounts.find(({ pausedReason }) => pausedReason !== null)
  const words = outbox === undefined ? null : waitingWords(outbox, paused, { t, formats })
  const unread = unreadMailbox(accounts, useNow())
  if (words === null && unread === null) return null
  const glue = formats.language === 'zh-CN' ? '' : ' '
  const openAccount = () => void navigate({ to: '/settings', search: { section: 'mail' } })
  return (
    <div className={classes.waits}>
      {words !== null && (
        <InlineAlert
          tone="warning"
          acts={[{ label: t('waits.open'), onAct: () => void navigate({ to: '/outbox' }) }]}
        >
          {words}
        </InlineAlert>
      )}
      {unread !== null && (
        <InlineAlert tone="warning" acts={[{ label: t('head.openAccount'), onAct: openAccount }]}>
          {unreadWords(unread, { t, glue })}
        </InlineAlert>
      )}
    </div>
  )
}
