import { Button, Checkbox } from '@mantine/core'
import { IconAlertCircle, IconArrowBackUp, IconCheck, IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isReturned, type MailLine, stateWords, subjectWords } from '#renderer/api/mail-words.ts'
import { Avatar } from '#renderer/ui/avatar.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import { MoreMenu } from '#renderer/ui/more-menu.tsx'
import { PersonName } from '#renderer/ui/person-name.tsx'
import { willBeStopped } from '#shared/contract/email-states.ts'
import { actsOf, type MailAct } from './mail-acts.ts'
import classes from './outbox.module.css'

/** What a row tells its page. */
export interface MailRowActs {
  readonly onSelect: () => void
  readonly onMark: () => void
  readonly onOpen: () => void
  readonly onAct: (act: MailAct) => void
}

const deletions: readonly MailAct[] = ['cancel', 'rest', 'drop']

/** A mail that has left shows its fate; all others what can be done. */
const Fate = ({ line }: { line: MailLine }) => {
  const { t } = useTranslation('outbox')
  const formats = useFormats()
  if (line.reason === 'hard-bounce' || isReturned(line)) {
    return (
      <span className={classes.fate} data-tone="late">
        <IconAlertCircle size={15} stroke={1.6} aria-hidden="true" />
        {t(isReturned(line) ? 'state.returned' : 'state.bounced')}
      </span>
    )
  }
  if (line.answeredAt === null) {
    return (
      <span className={classes.fate}>
        <IconCheck size={15} stroke={1.6} aria-hidden="true" />
        {t('state.accepted')}
      </span>
    )
  }
  const isToday = formats.dayOf(line.answeredAt) === formats.today
  return (
    <span className={classes.fate} data-tone="good">
      <IconArrowBackUp size={15} stroke={1.6} aria-hidden="true" />
      {isToday
        ? t('state.answeredToday')
        : t('state.answered', { when: formats.day(formats.dayOf(line.answeredAt)) })}
    </span>
  )
}

const Acts = ({
  line,
  isCurrent,
  onAct,
}: {
  line: MailLine
  isCurrent: boolean
  onAct: MailRowActs['onAct']
}) => {
  const { t } = useTranslation('outbox')
  const acts = actsOf(line)
  // What simply waits hides its acts until they are wanted, so there is room for one more.
  const room = acts.includes('leaveNow') ? 3 : 2
  const shown = line.state === 'sent' ? [] : acts.slice(0, room)
  const rest = acts.slice(shown.length)
  const label = (act: MailAct): string => t(`act.${act}`, { name: line.contact.name })
  const tabIndex = isCurrent ? 0 : -1
  return (
    <>
      {/* The best way out stands at the edge, as a button. */}
      {shown.toReversed().map((act) => (
        <Button
          key={act}
          variant={act === shown[0] ? 'default' : 'transparent'}
          tabIndex={tabIndex}
          onClick={() => onAct(act)}
        >
          {label(act)}
        </Button>
      ))}
      {rest.length > 0 && (
        <MoreMenu
          label={t('act.more')}
          acts={rest.map((act) => ({
            label: label(act),
            isDeletion: deletions.includes(act),
            onAct: () => onAct(act),
          }))}
        />
      )}
    </>
  )
}

const useWhen = () => {
  const { t } = useTranslation('outbox')
  const formats = useFormats()
  return (line: MailLine): string => {
    const at = line.sentAt ?? line.dueAt
    if (at === null) return ''
    const isPast = line.state === 'held' || line.state === 'suppressed'
    const time = formats.time(at)
    if (formats.dayOf(at) === formats.today) return t(isPast ? 'wasToday' : 'todayAt', { time })
    const day = formats.day(formats.dayOf(at), 'weekday')
    return isPast ? t('was', { when: day }) : `${day} ${time}`
  }
}

const Who = ({ line }: { line: MailLine }) => {
  const { t } = useTranslation('outbox')
  const { contact, together } = line
  return together === undefined ? (
    <PersonName displayName={contact.name} />
  ) : (
    t('batch', { count: together.count })
  )
}

/** Whom a mail to many goes to: the first few by name. */
const useNames = () => {
  const { t } = useTranslation('outbox')
  const formats = useFormats()
  return ({ count, names }: NonNullable<MailLine['together']>): string => {
    const more = count - names.length
    return formats.list(more > 0 ? [...names, t('batchMore', { count: more })] : names)
  }
}

/** One mail: to whom, about what and why it is where it is, when, and the ways out. */
export const MailRow = ({
  line,
  isCurrent,
  isMarked,
  showsMarks,
  acts,
}: {
  line: MailLine
  isCurrent: boolean
  isMarked: boolean
  /** Some mails are marked: all rows show their boxes. */
  showsMarks: boolean
  acts: MailRowActs
}) => {
  const { t } = useTranslation('outbox')
  const formats = useFormats()
  const words = stateWords(line, t, formats)
  const when = useWhen()
  const names = useNames()
  const { together } = line
  const hasLeft = line.state === 'sent'
  const isOnItsWay = ['waiting', 'deferred'].includes(line.state) && !willBeStopped(line)
  return (
    <div
      role="row"
      aria-selected={isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      className={classes.row}
      data-marked={isMarked || undefined}
      data-quiet={isOnItsWay || hasLeft || undefined}
      onClick={acts.onSelect}
      onDoubleClick={acts.onOpen}
    >
      <span role="gridcell" className={classes.mark} data-shown={showsMarks || undefined}>
        <span className={classes.face}>
          {together !== undefined ? (
            <span className={classes.many}>
              <IconUsers size={15} stroke={1.6} aria-hidden="true" />
            </span>
          ) : (
            <Avatar name={line.contact.name} />
          )}
        </span>
        <Checkbox
          className={classes.box}
          tabIndex={-1}
          checked={isMarked}
          aria-label={t('bulk.select', { name: line.contact.name })}
          onChange={acts.onMark}
        />
      </span>
      <div role="gridcell" className={classes.who}>
        <Who line={line} />
      </div>
      <div role="gridcell" className={classes.what}>
        <div className={classes.subject}>{subjectWords(line.subject, t)}</div>
        {!hasLeft && words.text !== '' && (
          <div className={classes.why} data-tone={words.tone}>
            {together === undefined ? words.text : names(together)}
          </div>
        )}
      </div>
      <div role="gridcell" className={classes.when}>
        {when(line)}
      </div>
      <div role="gridcell" className={classes.ways}>
        <span className={classes.acts}>
          <Acts line={line} isCurrent={isCurrent} onAct={acts.onAct} />
        </span>
        {hasLeft && <Fate line={line} />}
      </div>
    </div>
  )
}
