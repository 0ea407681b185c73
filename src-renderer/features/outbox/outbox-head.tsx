import { useTranslation } from 'react-i18next'
import { unreadMailbox, unreadWords } from '#renderer/api/unread-mailbox.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { TextButton, TextLink } from '#renderer/ui/text-button.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { type Accounts, dailyLimit, type HeadState, headState, type Outbox } from './head-state.ts'
import classes from './outbox.module.css'
import { switchSending } from './switch-sending.ts'

const ToAccounts = ({ label }: { label: string }) => (
  <TextLink isStrong isUnderlined to="/settings" search={{ section: 'mail' }}>
    {label}
  </TextLink>
)

const State = ({ state }: { state: HeadState }) => {
  const { t } = useTranslation('outbox')
  const formats = useFormats()
  const lines = (lead: string, said?: string) => (
    <>
      <span className={classes.lead}>{lead}</span>
      {said !== undefined && <span className="kith-quiet">{said}</span>}
    </>
  )
  switch (state.kind) {
    case 'next': {
      const isToday = formats.dayOf(state.at) === formats.today
      const time = formats.time(state.at)
      const lead = isToday
        ? t('head.nextToday', { time })
        : t('head.next', { when: formats.dayTime(state.at) })
      return lines(lead, t('head.computer'))
    }
    case 'nothing':
      return lines(t('head.nothing'))
    case 'off':
      return (
        <>
          {lines(t('head.off'), t('head.offText'))}
          <TextButton isStrong onClick={() => void switchSending(true, t)}>
            {t('goOn')}
          </TextButton>
        </>
      )
    case 'locked':
      return (
        <>
          {lines(t('head.locked'), t('head.lockedText'))}
          <ToAccounts label={t('head.unlock')} />
        </>
      )
    case 'paused':
      return (
        <>
          {lines(t('head.paused', state), t(`head.pause.${state.reason}`))}
          <ToAccounts label={t('head.openAccount')} />
        </>
      )
    case 'no-account':
      return (
        <>
          {lines(t('head.noAccount'), t('head.noAccountText'))}
          <ToAccounts label={t('head.addAccount')} />
        </>
      )
  }
}

const toneOf = ({ kind }: HeadState): 'good' | 'quiet' | 'warning' => {
  if (kind === 'next') return 'good'
  return kind === 'nothing' ? 'quiet' : 'warning'
}

/** A mailbox that could not be read for a day: answers and STOP are not known. */
const Unread = ({ accounts }: { accounts: Accounts }) => {
  const { t } = useTranslation('outbox')
  const formats = useFormats()
  const unread = unreadMailbox(accounts.accounts, useNow())
  if (unread === null) return null
  const glue = formats.language === 'zh-CN' ? '' : ' '
  return (
    <div className={classes.bar} role="status">
      <span className={classes.dot} data-tone="warning" aria-hidden="true" />
      <span>{unreadWords(unread, { t, glue })}</span>
      <ToAccounts label={t('head.openAccount')} />
    </div>
  )
}

/** The line under the head: when the next mail leaves, or what keeps all of them here. */
export const OutboxHead = ({
  outbox,
  accounts,
}: {
  outbox: Outbox
  accounts: Accounts | undefined
}) => {
  const { t } = useTranslation('outbox')
  const formats = useFormats()
  const state = headState(outbox, accounts)
  const limit = accounts === undefined ? 0 : dailyLimit(accounts)
  return (
    <>
      <div className={classes.bar} role="status">
        <span className={classes.dot} data-tone={toneOf(state)} aria-hidden="true" />
        <State state={state} />
        {limit > 0 && (
          <span className={classes.today}>
            {t('head.today', {
              sent: formats.number(outbox.counts.sentToday),
              limit: formats.number(limit),
            })}
          </span>
        )}
      </div>
      {accounts !== undefined && <Unread accounts={accounts} />}
    </>
  )
}
