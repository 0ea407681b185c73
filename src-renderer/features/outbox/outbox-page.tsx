import { Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { MailLine } from '#renderer/api/mail-words.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useCommands } from '#renderer/ui/commands/use-commands.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { SectionHead } from '#renderer/ui/section-head.tsx'
import { Segmented } from '#renderer/ui/segmented.tsx'
import { SkeletonRows } from '#renderer/ui/skeleton.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { type Outbox, waitingCount } from './head-state.ts'
import { actsOf, type MailAct, sendActOf } from './mail-acts.ts'
import { MailRow } from './mail-row.tsx'
import { Notices } from './notices.tsx'
import classes from './outbox.module.css'
import { OutboxHead } from './outbox-head.tsx'
import { ResendDialog } from './resend-dialog.tsx'
import { switchSending } from './switch-sending.ts'
import { useMailActs } from './use-mail-acts.ts'
import { type MailCursor, useMailCursor } from './use-mail-cursor.ts'
import { type Mails, useMails } from './use-mails.ts'

/** So many mails of a group come at once. */
const pageSize = 50
/** So many of those that have left stand under the ones that wait. */
const lastSent = 5

type View = 'outbox' | 'drafts' | 'sent'

interface Shown extends Omit<Mails, 'group'> {
  readonly group: Mails['group'] | 'stopped'
}

/** Drafts again because they answered: shown where the owner looks for what was planned. */
const stoppedOf = (drafts: Mails): Shown => ({
  ...drafts,
  group: 'stopped',
  lines: drafts.lines?.filter(({ reason }) => reason === 'answered'),
  hasMore: false,
})

const useGroups = (view: View): readonly Shown[] => {
  const isOutbox = view === 'outbox'
  const uncertain = useMails('uncertain', pageSize, isOutbox)
  const held = useMails('held', pageSize, isOutbox)
  const drafts = useMails('drafts', pageSize, view !== 'sent')
  const scheduled = useMails('scheduled', pageSize, isOutbox)
  const sending = useMails('sending', pageSize, isOutbox)
  const failed = useMails('failed', pageSize, isOutbox)
  const sent = useMails('sent', isOutbox ? lastSent : pageSize, view !== 'drafts')
  if (view === 'drafts') return [drafts]
  if (view === 'sent') return [sent]
  return [uncertain, held, stoppedOf(drafts), scheduled, sending, failed, sent]
}

const countOf = ({ group, lines }: Shown, outbox: Outbox | undefined): number | undefined => {
  if (group === 'sent') return undefined
  return group === 'stopped' ? lines?.length : (outbox?.counts[group] ?? lines?.length)
}

const Group = ({
  mails,
  view,
  outbox,
  children,
}: {
  mails: Shown
  view: View
  outbox: Outbox | undefined
  children: ReactNode
}) => {
  const { t } = useTranslation('outbox')
  const { group, lines = [] } = mails
  if (lines.length === 0) return null
  const isEnd = group === 'sent' && view === 'outbox'
  return (
    <>
      <SectionHead
        title={t(`group.${group}`)}
        count={isEnd ? t('group.last', { count: lines.length }) : (countOf(mails, outbox) ?? '')}
        aside={group === 'scheduled' ? t('group.yourTime') : undefined}
      />
      <div role="grid" aria-label={t(`group.${group}`)} className={classes.lines}>
        {children}
      </div>
      {isEnd && mails.hasMore && (
        <Link to="/outbox" search={{ view: 'sent' }} className={classes.more}>
          {t('group.allSent')}
        </Link>
      )}
      {!isEnd && mails.hasMore && (
        <button type="button" className={classes.more} onClick={mails.loadMore}>
          {t('showMore')}
        </button>
      )}
    </>
  )
}

const Nothing = ({ view }: { view: View }) => {
  const { t } = useTranslation('outbox')
  const navigate = useNavigate()
  const key = ({ outbox: 'empty', drafts: 'draftsEmpty', sent: 'sentEmpty' } as const)[view]
  return (
    <EmptyState
      title={t(`${key}.title`)}
      text={t(`${key}.text`)}
      acts={
        <Button size="lg" onClick={() => void navigate({ to: '/contacts' })}>
          {t('empty.contacts')}
        </Button>
      }
    />
  )
}

/** The keys of the page: they act on the marked mails, else on the one the cursor is on. */
const useKeys = (cursor: MailCursor, act: (lines: readonly MailLine[], what: MailAct) => void) => {
  const { current, marked } = cursor
  const chosen = marked.length > 0 ? marked : current === undefined ? [] : [current]
  const on = (what: MailAct) =>
    chosen.length > 0 && chosen.every((line) => actsOf(line).includes(what))
      ? () => act(chosen, what)
      : undefined
  const sends = new Set(chosen.map(sendActOf))
  const [send] = sends
  const one = <T,>(run: T): T | undefined => (current === undefined ? undefined : run)
  useCommands({
    'list.next': one(cursor.next),
    'list.previous': one(cursor.previous),
    'list.selectMore': one(() => cursor.extend(1)),
    'list.selectLess': one(() => cursor.extend(-1)),
    'list.select': current === undefined ? undefined : () => cursor.toggle(current),
    'list.selectAll': one(cursor.markAll),
    'list.clear': marked.length > 0 ? cursor.clear : undefined,
    'list.open': current === undefined ? undefined : () => act([current], 'edit'),
    'mail.edit': current === undefined ? undefined : () => act([current], 'edit'),
    'mail.send': sends.size === 1 && send !== undefined ? () => act(chosen, send) : undefined,
    'mail.arrived': on('arrived'),
    'mail.rest': on('rest'),
    'mail.cancel': on('cancel') ?? on('drop'),
  })
}

/** Mail on its way out: what is unsure, held back, planned, leaving, stuck, and what has left. */
export const OutboxPage = () => {
  const { t } = useTranslation('outbox')
  const navigate = useNavigate()
  const { view = 'outbox' } = useSearch({ strict: false })
  const box = useRef<HTMLDivElement>(null)
  const outbox = useApiQuery('emails.outbox', {}).data
  const accounts = useApiQuery('emailAccounts.list', {}).data
  const groups = useGroups(view)
  const lines = groups.flatMap((mails) => mails.lines ?? [])
  const cursor = useMailCursor(lines)
  const acts = useMailActs()
  const act = (what: readonly MailLine[], how: MailAct): void => {
    cursor.clear()
    acts.act(what, how)
  }
  useKeys(cursor, act)

  useLayoutEffect(() => {
    if (cursor.turn === 0) return
    const row = box.current?.querySelector<HTMLElement>('[aria-selected=true]')
    row?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: 'nearest' })
  }, [cursor.turn])

  const isOn = outbox?.isSwitchedOn ?? true
  const Switch = isOn ? IconPlayerPause : IconPlayerPlay
  const waiting = outbox === undefined ? 0 : waitingCount(outbox)
  return (
    <div className={classes.frame}>
      <Page
        title={t('title')}
        subtitle={
          <Segmented
            label={t('tabs.label')}
            value={view}
            onChange={(to) =>
              void navigate({ to: '/outbox', search: to === 'outbox' ? {} : { view: to } })
            }
            segments={[
              {
                value: 'outbox',
                label: t('tabs.outbox'),
                ...(waiting > 0 ? { count: String(waiting) } : {}),
              },
              {
                value: 'drafts',
                label: t('tabs.drafts'),
                ...(outbox === undefined || outbox.counts.drafts === 0
                  ? {}
                  : { count: String(outbox.counts.drafts) }),
              },
              { value: 'sent', label: t('tabs.sent') },
            ]}
          />
        }
        withLine
        acts={
          <Button
            variant="default"
            leftSection={<Switch size={15} stroke={1.6} aria-hidden="true" />}
            onClick={() => void switchSending(!isOn, t)}
          >
            {t(isOn ? 'stop' : 'goOn')}
          </Button>
        }
        bar={outbox === undefined ? undefined : <OutboxHead outbox={outbox} accounts={accounts} />}
        hints={[
          { keys: ['J', 'K'], label: t('hints.move') },
          { keys: ['X'], label: t('hints.select') },
          { keys: ['E'], label: t('hints.edit') },
          { keys: ['S'], label: t('hints.send') },
          { keys: ['Delete'], label: t('hints.cancel') },
        ]}
      >
        {groups.some((mails) => mails.lines === undefined) ? (
          <SkeletonRows rows={8} height={46} />
        ) : (
          <div ref={box}>
            <Notices
              outbox={outbox}
              held={groups.find(({ group }) => group === 'held')?.lines ?? []}
              acts={acts}
            />
            {lines.length === 0 && <Nothing view={view} />}
            {groups.map((mails) => (
              <Group key={mails.group} mails={mails} view={view} outbox={outbox}>
                {mails.lines?.map((line) => (
                  <MailRow
                    key={line.id}
                    line={line}
                    isCurrent={line.id === cursor.current?.id}
                    isMarked={cursor.isMarked(line)}
                    showsMarks={cursor.marked.length > 0}
                    acts={{
                      onSelect: () => cursor.select(line),
                      onMark: () => cursor.toggle(line),
                      onOpen: () => act([line], 'edit'),
                      onAct: (what) => act([line], what),
                    }}
                  />
                ))}
              </Group>
            ))}
          </div>
        )}
      </Page>
      {cursor.marked.length > 0 && (
        <BulkBar
          lines={cursor.marked}
          onAct={(what) => act(cursor.marked, what)}
          onClear={cursor.clear}
        />
      )}
      <ResendDialog lines={acts.asking} onResend={acts.resend} onClose={acts.dismissQuestion} />
    </div>
  )
}
