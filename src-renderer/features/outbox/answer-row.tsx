import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { subjectWords } from '#renderer/api/mail-words.ts'
import { Avatar } from '#renderer/ui/avatar.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import { PersonName } from '#renderer/ui/person-name.tsx'
import type { Output } from '#shared/contract/index.ts'
import classes from './outbox.module.css'

/** A mail that somebody wrote to the owner. */
export type Answer = Output<'mailboxes.answers'>['answers'][number]

/** What a row tells its page. */
export interface AnswerRowActs {
  readonly onSelect: () => void
  readonly onOpen: () => void
  readonly onAnswer: () => void
  readonly onDismiss: () => void
}

/** One mail that came: who wrote, how it begins, when, and what can be done about it. */
export const AnswerRow = ({
  answer,
  isCurrent,
  acts,
}: {
  answer: Answer
  isCurrent: boolean
  acts: AnswerRowActs
}) => {
  const { t } = useTranslation('answers')
  const { t: tMail } = useTranslation('outbox')
  const formats = useFormats()
  const tabIndex = isCurrent ? 0 : -1
  return (
    <div
      role="row"
      aria-selected={isCurrent}
      tabIndex={tabIndex}
      className={classes.row}
      data-quiet={!answer.isWaiting || undefined}
      onClick={acts.onSelect}
      onDoubleClick={acts.onOpen}
    >
      <span role="gridcell" className={classes.mark}>
        <Avatar name={answer.contact.name} />
      </span>
      <div role="gridcell" className={classes.who}>
        <PersonName displayName={answer.contact.name} />
      </div>
      <div role="gridcell" className={classes.what}>
        <div className={classes.subject}>{subjectWords(answer.subject, tMail)}</div>
        {answer.words !== '' && (
          <div className={`${classes.why} ${classes.words}`}>{answer.words}</div>
        )}
      </div>
      <div role="gridcell" className={classes.when}>
        {formats.dayTime(answer.at)}
      </div>
      <div role="gridcell" className={classes.ways}>
        <span className={classes.acts}>
          {answer.isWaiting && answer.activityId !== null && (
            <Button variant="transparent" tabIndex={tabIndex} onClick={acts.onDismiss}>
              {t('noNeed')}
            </Button>
          )}
          <Button variant="default" tabIndex={tabIndex} onClick={acts.onAnswer}>
            {t('answer')}
          </Button>
        </span>
      </div>
    </div>
  )
}
