import {
  type Icon,
  IconArrowBackUp,
  IconCake,
  IconCalendarHeart,
  IconCircle,
  IconClockPause,
} from '@tabler/icons-react'
import { createElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { ariaKeys, CommandKeyCap } from '#renderer/ui/key-cap.tsx'
import { PersonName } from '#renderer/ui/person-name.tsx'
import { RhythmLine } from '#renderer/ui/rhythm-line.tsx'
import { TextButton } from '#renderer/ui/text-button.tsx'
import { dateWords, reasonWords } from './reason-words.ts'
import classes from './today.module.css'
import type { TodayLine } from './today-lines.ts'

/** What can be done with a line. */
export interface TodayRowActs {
  readonly onSelect: () => void
  readonly onOpen: () => void
  readonly onDone: () => void
  readonly onLater: () => void
  readonly onLog: () => void
  readonly onAnswer: () => void
}

const iconOf = (line: TodayLine): Icon => {
  if (line.mail !== null) return IconArrowBackUp
  if (line.date === null) return IconClockPause
  return line.date.kind === 'birthday' ? IconCake : IconCalendarHeart
}

const Mark = ({ line, onDone }: { line: TodayLine; onDone: () => void }) => {
  const { t } = useTranslation('today')
  if (line.followUp !== null) {
    return (
      <button
        type="button"
        tabIndex={-1}
        className={classes.circle}
        aria-label={t('markDone', { title: line.followUp.title })}
        onClick={(event) => {
          event.stopPropagation()
          onDone()
        }}
      >
        <IconCircle size={18} stroke={1.4} aria-hidden="true" />
      </button>
    )
  }
  return createElement(iconOf(line), { size: 16, stroke: 1.6, 'aria-hidden': true })
}

const Act = ({
  command,
  label,
  onAct,
}: {
  command: 'person.done' | 'person.later' | 'person.log' | 'mail.answer'
  label: string
  onAct: () => void
}) => (
  <TextButton
    className={classes.act}
    tabIndex={-1}
    aria-keyshortcuts={ariaKeys(command)}
    onClick={(event) => {
      event.stopPropagation()
      onAct()
    }}
  >
    <CommandKeyCap command={command} />
    {label}
  </TextButton>
)

const When = ({ line }: { line: TodayLine }) => {
  const { t } = useTranslation('today')
  const formats = useFormats()
  if (line.mail !== null) return formats.dayTime(line.mail.at)
  if (line.rhythm !== null) return <RhythmLine {...line.rhythm} size="medium" />
  if (line.date !== null) return formats.day(line.date.day, 'weekday')
  if (line.followUp === null) return null
  if (line.section === 'overdue') {
    return <span className="kith-late">{formats.late(line.daysLate)}</span>
  }
  if (line.section === 'today') return line.followUp.dueTime ?? t('anyTime')
  const time = line.followUp.dueTime === null ? '' : ` ${line.followUp.dueTime}`
  return formats.day(line.followUp.dueDay, 'weekday') + time
}

const Priority = ({ line }: { line: TodayLine }) => {
  const { t } = useTranslation('follow-ups')
  const priority = line.followUp?.priority ?? 0
  if (priority === 0) return null
  return (
    <span className={classes.priority} data-urgent={priority === 2 || undefined}>
      {priority === 2 ? t('urgent') : t('important')}
    </span>
  )
}

/** One line of Today: who over company, what over why, when; key caps while it is selected. */
export const TodayRow = ({
  line,
  isSelected,
  acts,
}: {
  line: TodayLine
  isSelected: boolean
  acts: TodayRowActs
}) => {
  const { t } = useTranslation(['today', 'common'])
  const formats = useFormats()
  const what =
    line.date !== null
      ? dateWords(line.date, t, formats)
      : line.mail !== null
        ? t('answered.quoted', { words: line.mail.words || line.mail.subject })
        : (line.followUp?.title ?? t('getInTouch'))
  const company =
    line.contact.kind === 'company'
      ? t('common:kinds.company')
      : (line.contact.company?.name ?? t('private'))
  const showsActs = isSelected
  return (
    <div
      role="row"
      aria-selected={isSelected}
      data-key={line.key}
      tabIndex={isSelected ? 0 : -1}
      className={classes.row}
      onClick={acts.onSelect}
      onDoubleClick={acts.onOpen}
    >
      <span role="gridcell" className={classes.mark}>
        <Mark line={line} onDone={acts.onDone} />
      </span>
      <div role="gridcell" className={classes.who}>
        <div className={classes.name}>
          <PersonName {...line.contact} />
        </div>
        <div className={classes.company}>{company}</div>
      </div>
      <div role="gridcell" className={classes.what}>
        <div className={classes.title}>{what}</div>
        <div className={classes.why}>
          <Priority line={line} />
          {reasonWords(line.reason, t, formats)}
        </div>
      </div>
      <div
        role="gridcell"
        className={classes.when}
        data-middle={showsActs || line.section === 'cold' || undefined}
      >
        {showsActs && (
          <span className={classes.acts}>
            {line.mail !== null && (
              <Act command="mail.answer" label={t('answer')} onAct={acts.onAnswer} />
            )}
            {line.followUp === null && line.mail === null ? (
              <Act command="person.log" label={t('log')} onAct={acts.onLog} />
            ) : (
              <Act command="person.done" label={t('done')} onAct={acts.onDone} />
            )}
            {line.mail === null && (
              <Act command="person.later" label={t('later')} onAct={acts.onLater} />
            )}
          </span>
        )}
        {(!showsActs || line.section === 'overdue') && <When line={line} />}
      </div>
    </div>
  )
}
