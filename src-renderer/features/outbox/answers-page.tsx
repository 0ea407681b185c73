import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { beginAnswer } from '#renderer/api/begin-answer.ts'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useApiPages } from '#renderer/api/use-api-pages.ts'
import { useCommands } from '#renderer/ui/commands/use-commands.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { SectionHead } from '#renderer/ui/section-head.tsx'
import { SkeletonRows } from '#renderer/ui/skeleton.tsx'
import { TextButton } from '#renderer/ui/text-button.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { useRowFocus } from '#renderer/ui/use-row-focus.ts'
import { useUndoToast } from '#renderer/ui/use-undo-toast.ts'
import { type Answer, AnswerRow } from './answer-row.tsx'
import { MailFrame } from './mail-frame.tsx'
import classes from './outbox.module.css'
import { useMailCursor } from './use-mail-cursor.ts'

const pageSize = 50

interface Group {
  readonly title: 'waiting' | 'earlier'
  readonly answers: readonly Answer[]
  readonly count: number | undefined
  readonly hasMore: boolean
  readonly loadMore: () => void
}

/** Those who wait, and all the others; undefined before both are there. */
const useGroups = (): readonly Group[] | undefined => {
  const waiting = useApiPages('mailboxes.answers', { onlyWaiting: true, limit: pageSize })
  const all = useApiPages('mailboxes.answers', { limit: pageSize })
  if (waiting.pages === undefined || all.pages === undefined) return undefined
  return [
    {
      ...waiting,
      title: 'waiting',
      answers: waiting.pages.flatMap(({ answers }) => answers),
      count: waiting.pages.at(-1)?.waitingCount,
    },
    {
      ...all,
      title: 'earlier',
      answers: all.pages.flatMap(({ answers }) => answers).filter(({ isWaiting }) => !isWaiting),
      count: undefined,
    },
  ]
}

const useAnswerActs = () => {
  const { t } = useTranslation('answers')
  const navigate = useNavigate()
  const words = useFailureWords()
  const undoToast = useUndoToast()
  const answer = async (one: Answer): Promise<void> => {
    const result = await beginAnswer({ ...one, contactId: one.contact.id })
    if (!result.ok) return showToast({ text: () => words(result.error.code) })
    await navigate({ to: '/outbox/write', search: { email: result.value.id } })
  }
  const dismiss = async ({ activityId }: Answer): Promise<void> => {
    if (activityId === null) return
    const result = await attempt('activities.update', { id: activityId, isAnswered: true })
    if (result.ok) undoToast(() => t('noNeedDone'))
    else showToast({ text: () => words(result.error.code) })
  }
  return {
    open: ({ contact }: Answer) =>
      void navigate({ to: '/contacts/$contactId', params: { contactId: String(contact.id) } }),
    answer: (one: Answer) => void answer(one),
    dismiss: (one: Answer) => void dismiss(one),
  }
}

const Nobody = () => {
  const { t } = useTranslation('answers')
  const navigate = useNavigate()
  const accounts = useApiQuery('emailAccounts.list', {}).data?.accounts
  const toAccounts = () => void navigate({ to: '/settings', search: { section: 'mail' } })
  return (
    <EmptyState
      title={t('empty.title')}
      text={t('empty.text')}
      acts={
        accounts?.length === 0 ? (
          <Button size="lg" onClick={toAccounts}>
            {t('empty.accounts')}
          </Button>
        ) : null
      }
    />
  )
}

/** What contacts wrote to the owner: those who wait for an answer first. */
export const AnswersPage = ({ onWrite }: { onWrite: () => void }) => {
  const { t } = useTranslation('answers')
  const box = useRef<HTMLDivElement>(null)
  const groups = useGroups()
  const lines = groups?.flatMap(({ answers }) => answers) ?? []
  const cursor = useMailCursor(lines)
  const acts = useAnswerActs()
  const { current } = cursor
  const dismiss = (answer: Answer): void => {
    cursor.letGo([answer])
    acts.dismiss(answer)
  }
  const on = (run: (answer: Answer) => void) =>
    current === undefined ? undefined : () => run(current)
  useCommands({
    'person.write': onWrite,
    'list.next': on(cursor.next),
    'list.previous': on(cursor.previous),
    'list.open': on(acts.open),
    'mail.answer': on(acts.answer),
    'person.done': current?.isWaiting === true ? on(dismiss) : undefined,
  })
  useRowFocus(box, cursor.turn)
  const hints = [
    { keys: ['J', 'K'], label: t('hints.move') },
    { keys: ['Enter'], label: t('hints.open') },
    { keys: ['R'], label: t('hints.answer') },
    { keys: ['E'], label: t('hints.done') },
  ]
  return (
    <MailFrame view="answers" onWrite={onWrite} hints={lines.length === 0 ? [] : hints}>
      {groups === undefined ? (
        <SkeletonRows rows={8} height={46} />
      ) : lines.length === 0 ? (
        <Nobody />
      ) : (
        <div ref={box}>
          {groups
            .filter(({ answers }) => answers.length > 0)
            .map(({ title, answers, count, hasMore, loadMore }) => (
              <section key={title}>
                <SectionHead title={t(title)} count={count ?? ''} />
                <div role="grid" aria-label={t(title)} className={classes.lines}>
                  {answers.map((answer) => (
                    <AnswerRow
                      key={answer.id}
                      answer={answer}
                      isCurrent={answer.id === current?.id}
                      acts={{
                        onSelect: () => cursor.select(answer),
                        onOpen: () => acts.open(answer),
                        onAnswer: () => acts.answer(answer),
                        onDismiss: () => dismiss(answer),
                      }}
                    />
                  ))}
                </div>
                {hasMore && (
                  <TextButton isSmall className={classes.more} onClick={loadMore}>
                    {t('showMore')}
                  </TextButton>
                )}
              </section>
            ))}
        </div>
      )}
    </MailFrame>
  )
}
