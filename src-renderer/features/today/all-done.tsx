import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import type { TodayAnswer } from './reason-words.ts'
import classes from './today.module.css'

/** Shown above the rest when nothing is overdue or due today. */
export const AllDone = ({ answer }: { answer: TodayAnswer }) => {
  const { t } = useTranslation('today')
  const formats = useFormats()
  const { followUps, contacts } = answer.doneToday
  const hasDone = followUps + contacts > 0
  const next = answer.upcoming[0]
  const glue = formats.language === 'zh-CN' ? '' : ' '
  const words = [
    ...(followUps > 0 ? [t('allDone.text', { count: followUps })] : []),
    ...(contacts > 0 ? [t('allDone.contacts', { count: contacts })] : []),
    ...(answer.coldCount > 0 ? [t('allDone.cold', { count: answer.coldCount })] : []),
    ...(next === undefined
      ? []
      : [
          t('allDone.next', {
            title: next.followUp.title,
            name: next.contact.displayName,
            day: formats.day(next.followUp.dueDay, 'weekday'),
          }),
        ]),
  ]
  return (
    <section className={classes.done} role="status">
      <h2>{hasDone ? t('allDone.title') : t('allDone.nothing')}</h2>
      <p>{words.join(glue)}</p>
    </section>
  )
}
