import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { BringOrAdd } from '#renderer/ui/bring-or-add.tsx'
import { runCommand } from '#renderer/ui/commands/command-store.ts'
import { useCommands } from '#renderer/ui/commands/use-commands.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import { Page } from '#renderer/ui/page.tsx'
import { SectionHead } from '#renderer/ui/section-head.tsx'
import { SkeletonRows } from '#renderer/ui/skeleton.tsx'
import { TextButton, TextLink } from '#renderer/ui/text-button.tsx'
import { useRowFocus } from '#renderer/ui/use-row-focus.ts'
import type { Input } from '#shared/contract/index.ts'
import type { ContactId, FollowUpId } from '#shared/domain/ids.ts'
import { AllDone } from './all-done.tsx'
import { MailWaits } from './mail-waits.tsx'
import classes from './today.module.css'
import {
  allLines,
  keepSelected,
  sectionsOf,
  type TodayLine,
  type TodaySection,
} from './today-lines.ts'
import { TodayRow } from './today-row.tsx'
import { useMailLine } from './use-mail-line.ts'

/** A step or a person an act is meant for. */
export interface TodayTarget {
  readonly contact: { readonly id: ContactId; readonly name: string }
  readonly step: { readonly id: FollowUpId; readonly title: string; readonly dueDay: string } | null
  /** What is planned when there is no step yet. */
  readonly title: string
}

/** What the page gets from other features; put together in the app. */
export interface TodayPageParts {
  /** The person at the right, with the quick log. */
  readonly renderPeek: (contactId: ContactId, onClose: () => void) => ReactNode
  readonly onDone: (target: TodayTarget) => void
  readonly onLater: (target: TodayTarget) => void
}

const EmptyToday = () => {
  const { t } = useTranslation('today')
  const navigate = useNavigate()
  return (
    <EmptyState
      title={t('empty.title')}
      text={t('empty.text')}
      acts={
        <BringOrAdd
          onBring={() => void navigate({ to: '/imports' })}
          onAdd={() => runCommand('contacts.new')}
        />
      }
    />
  )
}

const useTargetOf = (): ((line: TodayLine) => TodayTarget) => {
  const { t } = useTranslation('today')
  return (line) => ({
    contact: { id: line.contact.id, name: line.contact.displayName },
    step:
      line.followUp === null
        ? null
        : {
            id: line.followUp.id,
            title: line.followUp.title,
            dueDay: line.followUp.dueDay,
          },
    title: line.mail === null ? t('getInTouch') : t('answerThem'),
  })
}

/** Which line is selected; when it goes, the one that takes its place. */
const useSelectedLine = (lines: readonly TodayLine[]) => {
  const [chosen, setChosen] = useState<Parameters<typeof keepSelected>[0]>(null)
  const [focusTurn, setFocusTurn] = useState(0)
  const key = keepSelected(chosen, lines)
  const index = lines.findIndex((line) => line.key === key)
  const select = (at: number, withFocus: boolean): void => {
    const line = lines[Math.max(0, Math.min(lines.length - 1, at))]
    if (line === undefined) return
    setChosen({ key: line.key, index: lines.indexOf(line), section: line.section })
    if (withFocus) setFocusTurn((turn) => turn + 1)
  }
  return { selected: lines[index], index, select, focusTurn }
}

const Section = ({
  section,
  onMore,
  children,
}: {
  section: TodaySection
  onMore: () => void
  children: ReactNode
}) => {
  const { t } = useTranslation('today')
  const hidden = section.count - section.lines.length
  const isCold = section.id === 'cold'
  return (
    <>
      <SectionHead
        title={t(`section.${section.id}`)}
        count={section.count}
        aside={isCold ? t('coldHint') : undefined}
      />
      <div role="grid" aria-label={t(`section.${section.id}`)} className={classes.lines}>
        {children}
      </div>
      {isCold && hidden > 0 && (
        <TextLink
          isSmall
          className={classes.more}
          to="/contacts"
          search={{ filter: { isCold: true } }}
        >
          {t('more', { count: hidden })}
        </TextLink>
      )}
      {!isCold && hidden > 0 && section.lines.length < mostLines && (
        <TextButton isSmall className={classes.more} onClick={onMore}>
          {t('showMore', { count: Math.min(hidden, nextLines(section.lines.length)) })}
        </TextButton>
      )}
    </>
  )
}

/** So many lines of a group are shown at most; who has more works them off from the top. */
const mostLines = 500
const nextLines = (shown: number): number => Math.min(shown, mostLines - shown)

/** How many lines of each group are asked for: as many as come by themselves, then twice those. */
const useLineLimits = () => {
  const [limits, setLimits] = useState<NonNullable<Input<'today.get'>['lines']>>({})
  const showMore = ({ id, lines }: TodaySection): void =>
    setLimits((now) => ({ ...now, [id]: lines.length + nextLines(lines.length) }))
  return { limits, showMore }
}

/** Windows in which the peek lies over the list: there it opens when it is asked for. */
const coversList = '(max-width: 1000px)'

/** Whom to contact today, and why; worked off by keyboard. */
export const TodayPage = ({ renderPeek, onDone, onLater }: TodayPageParts) => {
  const { t } = useTranslation(['today', 'commands'])
  const formats = useFormats()
  const navigate = useNavigate()
  const box = useRef<HTMLDivElement>(null)
  const mails = useMailLine()
  const { limits, showMore } = useLineLimits()
  const answer = useApiQuery('today.get', { lines: limits }, { keepPrevious: true })
  const count = useApiQuery('contacts.count', {})
  const [isPeekOpen, setPeekOpen] = useState(() => !matchMedia(coversList).matches)
  const targetOf = useTargetOf()
  const sections = answer.data === undefined ? [] : sectionsOf(answer.data)
  const lines = allLines(sections)
  const { selected, index, select, focusTurn } = useSelectedLine(lines)

  useRowFocus(box, focusTurn)

  const open = (line: TodayLine): void =>
    void navigate({ to: '/contacts/$contactId', params: { contactId: String(line.contact.id) } })
  const log = (): void => {
    setPeekOpen(true)
    // The peek binds the command when it is on screen.
    requestAnimationFrame(() => runCommand('person.log'))
  }
  const done = (line: TodayLine): void =>
    line.mail === null ? onDone(targetOf(line)) : mails.dismiss(line.mail)
  const act = (run: (line: TodayLine) => void) =>
    selected === undefined ? undefined : () => run(selected)
  useCommands({
    'list.next': act(() => select(index + 1, true)),
    'list.previous': act(() => select(index - 1, true)),
    'list.open': act(open),
    'list.peek': act(() => setPeekOpen((now) => !now)),
    'list.clear': isPeekOpen ? () => setPeekOpen(false) : undefined,
    'person.done': (selected?.followUp ?? selected?.mail ?? null) === null ? undefined : act(done),
    'mail.answer': (selected?.mail ?? null) === null ? undefined : act(mails.answer),
    'person.later': act((line) => onLater(targetOf(line))),
    'person.log': isPeekOpen ? undefined : act(log),
  })

  const isNobody = count.data !== undefined && count.data.people + count.data.companies === 0
  const isDone =
    answer.data !== undefined &&
    answer.data.overdueCount === 0 &&
    answer.data.todayCount === 0 &&
    answer.data.answeredCount === 0
  const next = answer.data?.nextReminderAt ?? null
  return (
    <Page
      title={t('title')}
      subtitle={formats.day(formats.today, 'full')}
      acts={
        next === null ? undefined : (
          <span className="kith-note">{t('nextReminder', { when: formats.dayTime(next) })}</span>
        )
      }
      hints={[
        { keys: ['J', 'K'], label: t('commands:move') },
        { keys: ['E'], label: t('commands:done') },
        { keys: ['H'], label: t('commands:later') },
        { keys: ['L'], label: t('commands:log') },
        { keys: ['C'], label: t('commands:call') },
        { keys: ['Enter'], label: t('commands:openLine') },
      ]}
      side={
        isPeekOpen && selected !== undefined
          ? renderPeek(selected.contact.id, () => setPeekOpen(false))
          : undefined
      }
    >
      {answer.data === undefined ? (
        <SkeletonRows rows={8} height={46} />
      ) : isNobody ? (
        <EmptyToday />
      ) : (
        <div ref={box} className={classes.page}>
          <MailWaits />
          {isDone && <AllDone answer={answer.data} />}
          {sections.map((section) => (
            <Section key={section.id} section={section} onMore={() => showMore(section)}>
              {section.lines.map((line) => (
                <TodayRow
                  key={line.key}
                  line={line}
                  isSelected={line.key === selected?.key}
                  acts={{
                    onSelect: () => {
                      select(lines.indexOf(line), false)
                      setPeekOpen(true)
                    },
                    onOpen: () => open(line),
                    onDone: () => done(line),
                    onAnswer: () => mails.answer(line),
                    onLater: () => onLater(targetOf(line)),
                    onLog: log,
                  }}
                />
              ))}
            </Section>
          ))}
        </div>
      )}
    </Page>
  )
}
