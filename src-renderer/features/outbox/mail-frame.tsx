import { Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import type { Hint } from '#renderer/ui/hint-bar.tsx'
import { ariaKeys, CommandKeyCap } from '#renderer/ui/key-cap.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { type Segment, Segmented } from '#renderer/ui/segmented.tsx'
import { waitingCount } from './head-state.ts'
import classes from './outbox.module.css'
import { OutboxHead } from './outbox-head.tsx'
import { switchSending } from './switch-sending.ts'
import type { View } from './use-groups.ts'

type Tab = View | 'answers' | 'templates'

const counted = (value: Tab, label: string, count = 0): Segment<Tab> =>
  count > 0 ? { value, label, count: String(count) } : { value, label }

/** The way from one page about mail to the others. */
export const MailTabs = ({ view }: { view: Tab }) => {
  const { t } = useTranslation(['outbox', 'answers'])
  const navigate = useNavigate()
  const outbox = useApiQuery('emails.outbox', {}).data
  const answers = useApiQuery('mailboxes.answers', { onlyWaiting: true, limit: 1 }).data
  return (
    <Segmented<Tab>
      label={t('tabs.label')}
      value={view}
      onChange={(to) =>
        void (to === 'templates'
          ? navigate({ to: '/outbox/templates' })
          : navigate({ to: '/outbox', search: to === 'outbox' ? {} : { view: to } }))
      }
      segments={[
        counted('outbox', t('tabs.outbox'), outbox && waitingCount(outbox)),
        counted('drafts', t('tabs.drafts'), outbox?.counts.drafts),
        { value: 'sent', label: t('tabs.sent') },
        counted('answers', t('answers:tab'), answers?.waitingCount),
        { value: 'templates', label: t('tabs.templates') },
      ]}
    />
  )
}

const HeadActs = ({ isOn, onWrite }: { isOn: boolean; onWrite: () => void }) => {
  const { t } = useTranslation('outbox')
  const Switch = isOn ? IconPlayerPause : IconPlayerPlay
  return (
    <>
      <Button
        variant="default"
        leftSection={<Switch size={15} stroke={1.6} aria-hidden="true" />}
        onClick={() => void switchSending(!isOn, t)}
      >
        {t(isOn ? 'stop' : 'goOn')}
      </Button>
      <Button
        aria-keyshortcuts={ariaKeys('person.write')}
        leftSection={<IconPlus size={15} stroke={1.6} aria-hidden="true" />}
        rightSection={<CommandKeyCap command="person.write" on="accent" />}
        onClick={onWrite}
      >
        {t('write')}
      </Button>
    </>
  )
}

/** A page about mail: its tabs, the switch that stops everything, and when the next one leaves. */
export const MailFrame = ({
  view,
  onWrite,
  hints,
  above,
  children,
}: {
  view: View | 'answers'
  onWrite: () => void
  hints: readonly Hint[]
  /** What lies over the page: bars and dialogs. */
  above?: ReactNode
  children: ReactNode
}) => {
  const { t } = useTranslation('outbox')
  const outbox = useApiQuery('emails.outbox', {}).data
  const accounts = useApiQuery('emailAccounts.list', {}).data
  return (
    <div className={classes.frame}>
      <Page
        title={t('title')}
        subtitle={<MailTabs view={view} />}
        withLine
        acts={<HeadActs isOn={outbox?.isSwitchedOn ?? true} onWrite={onWrite} />}
        bar={outbox === undefined ? undefined : <OutboxHead outbox={outbox} accounts={accounts} />}
        hints={hints}
      >
        {children}
      </Page>
      {above}
    </div>
  )
}
