import { Button } from '@mantine/core'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { MailLine } from '#renderer/api/mail-words.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useCommands } from '#renderer/ui/commands/use-commands.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import type { Hint } from '#renderer/ui/hint-bar.tsx'
import { SkeletonRows } from '#renderer/ui/skeleton.tsx'
import { useRowFocus } from '#renderer/ui/use-row-focus.ts'
import type { Input } from '#shared/contract/index.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { countMails } from './batches.ts'
import { BulkBar } from './bulk-bar.tsx'
import { actsOf, isLead, type MailAct, sendActOf } from './mail-acts.ts'
import { MailFrame } from './mail-frame.tsx'
import { MailGroup } from './mail-group.tsx'
import { MailRow } from './mail-row.tsx'
import { Notices } from './notices.tsx'
import { ResendDialog } from './resend-dialog.tsx'
import { useGroups, type View } from './use-groups.ts'
import { type MailActs, useMailActs } from './use-mail-acts.ts'
import { type MailCursor, useMailCursor } from './use-mail-cursor.ts'

const Nothing = ({ view, onWrite }: { view: View; onWrite: () => void }) => {
  const { t } = useTranslation('outbox')
  const words = {
    outbox: { title: t('empty.title'), text: t('empty.text') },
    drafts: { title: t('draftsEmpty.title'), text: t('draftsEmpty.text') },
    sent: { title: t('sentEmpty.title'), text: t('sentEmpty.text') },
  }
  return (
    <EmptyState
      {...words[view]}
      acts={
        <Button size="lg" onClick={onWrite}>
          {t('empty.write')}
        </Button>
      }
    />
  )
}

/** What keys do with the marked mails, else with the one the cursor is on; undefined: nothing. */
const keyActsOf = (
  { current, marked }: MailCursor,
  act: (lines: readonly MailLine[], what: MailAct) => void,
) => {
  const chosen = marked.length > 0 ? marked : current === undefined ? [] : [current]
  const on = (what: MailAct) =>
    chosen.length > 0 && chosen.every((line) => actsOf(line).includes(what))
      ? () => act(chosen, what)
      : undefined
  const sends = new Set(chosen.map(sendActOf))
  const [send] = sends
  return {
    open: current === undefined ? undefined : () => act([current], 'edit'),
    send: sends.size === 1 && send !== undefined ? () => act(chosen, send) : undefined,
    when: on('anotherTime'),
    arrived: on('arrived'),
    rest: on('rest'),
    remove: on('cancel') ?? on('drop'),
  }
}

type KeyActs = ReturnType<typeof keyActsOf>

/** The keys of the page. */
const useKeys = (cursor: MailCursor, acts: KeyActs): void => {
  const { current, marked } = cursor
  const one = <T,>(run: T): T | undefined => (current === undefined ? undefined : run)
  useCommands({
    'list.next': one(cursor.next),
    'list.previous': one(cursor.previous),
    'list.selectMore': one(() => cursor.extend(1)),
    'list.selectLess': one(() => cursor.extend(-1)),
    'list.select': current === undefined ? undefined : () => cursor.toggle(current),
    'list.selectAll': one(cursor.markAll),
    'list.clear': marked.length > 0 ? cursor.clear : undefined,
    'list.open': acts.open,
    'list.edit': acts.open,
    'mail.send': acts.send,
    'mail.when': acts.when,
    'mail.arrived': acts.arrived,
    'mail.rest': acts.rest,
    'list.delete': acts.remove,
  })
}

/** What another time is asked with. */
export interface TimeQuestion {
  /** Whom the only mail goes to; null for several. */
  readonly contact: { readonly id: ContactId; readonly name: string } | null
  /** When it leaves now (milliseconds UTC). */
  readonly dueAt: number | null
  readonly onPick: (when: Input<'emails.schedule'>['when']) => void
  readonly onClose: () => void
}

const questionOf = ({ timing, putOff, dismissTiming }: MailActs): TimeQuestion | null => {
  const [line, ...others] = timing
  if (line === undefined) return null
  const isMany = others.length > 0 || line.together !== undefined
  const contact = isMany ? null : { id: line.contact.id, name: line.contact.name }
  return { contact, dueAt: line.dueAt, onPick: putOff, onClose: dismissTiming }
}

/** Keys that do something: without a mail those of lists do nothing, and what has left stays. */
const useHints = (isEmpty: boolean, { send, when, remove }: KeyActs): readonly Hint[] => {
  const { t } = useTranslation('outbox')
  const { t: tCommands } = useTranslation('commands')
  return isEmpty
    ? [
        { keys: ['M'], label: t('write') },
        { keys: ['Mod+K'], label: tCommands('openPalette') },
        { keys: ['G T'], label: tCommands('goToday') },
      ]
    : [
        { keys: ['J', 'K'], label: t('hints.move') },
        { keys: ['X'], label: t('hints.select') },
        { keys: ['Enter'], label: t('hints.edit') },
        ...(send === undefined ? [] : [{ keys: ['Shift+S'], label: t('hints.send') }]),
        ...(when === undefined ? [] : [{ keys: ['W'], label: t('hints.when') }]),
        ...(remove === undefined ? [] : [{ keys: ['Delete'], label: t('hints.cancel') }]),
      ]
}

/** Mail on its way out: what is unsure, held back, planned, leaving, stuck, and what has left. */
export const OutboxPage = ({
  view,
  onWrite,
  askTime,
  strangers,
}: {
  readonly view: View
  /** Asks whom to write to; put together in the app. */
  readonly onWrite: () => void
  /** Asks for another time; put together in the app. */
  readonly askTime: (question: TimeQuestion) => ReactNode
  /** Who could be a contact; put together in the app. */
  readonly strangers?: ReactNode
}) => {
  const box = useRef<HTMLDivElement>(null)
  const outbox = useApiQuery('emails.outbox', {}).data
  const groups = useGroups(view)
  const lines = groups.flatMap((mails) => mails.lines ?? [])
  const cursor = useMailCursor(lines)
  const acts = useMailActs()
  const question = questionOf(acts)
  const isLoading = groups.some((mails) => mails.lines === undefined)
  const act = (what: readonly MailLine[], how: MailAct): void => {
    const [first] = what
    if (first === undefined || isLead(how)) cursor.clear()
    else cursor.letGo(what)
    acts.act(what, how)
  }
  const keyActs = keyActsOf(cursor, act)
  const hints = useHints(!isLoading && lines.length === 0, keyActs)
  useKeys(cursor, keyActs)
  useCommands({ 'person.write': onWrite })
  useRowFocus(box, cursor.turn)

  return (
    <MailFrame
      view={view}
      onWrite={onWrite}
      hints={hints}
      above={
        <>
          {cursor.marked.length > 0 && (
            <BulkBar
              lines={cursor.marked}
              count={countMails(cursor.marked)}
              onAct={(what) => act(cursor.marked, what)}
              onClear={cursor.clear}
            />
          )}
          {question !== null && askTime(question)}
          <ResendDialog lines={acts.asking} onResend={acts.resend} onClose={acts.dismissQuestion} />
        </>
      }
    >
      {isLoading ? (
        <SkeletonRows rows={8} height={46} />
      ) : (
        <div ref={box}>
          <Notices
            outbox={outbox}
            held={groups.find(({ group }) => group === 'held')}
            acts={acts}
          />
          {view === 'outbox' && strangers}
          {lines.length === 0 && <Nothing view={view} onWrite={onWrite} />}
          {groups.map((mails) => (
            <MailGroup key={mails.group} mails={mails} view={view} outbox={outbox}>
              {(mails.lines ?? []).map((line) => (
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
            </MailGroup>
          ))}
        </div>
      )}
    </MailFrame>
  )
}
