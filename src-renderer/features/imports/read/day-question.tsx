import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { setOptions } from '../import-acts.ts'
import type { Inspection } from '../import-types.ts'
import { openDay } from './format-words.ts'
import classes from './read-step.module.css'

const exampleOf = ({ columns, preview }: Inspection): string | null => {
  const remarked = columns
    .flatMap(({ remarks }) => remarks)
    .find(({ code }) => code === 'ambiguous-days')?.value
  const cells = [remarked ?? '', ...preview.flatMap((line) => line.cells)]
  return cells.find((cell) => openDay(cell) !== null) ?? null
}

/** Whether the owner has to say first which way round the days are. */
export const asksForDays = (inspection: Inspection, isSaid: boolean): boolean =>
  !isSaid && inspection.format.days.isAmbiguous && (inspection.recipe?.dayOrder ?? null) === null

const questionId = 'import-day-question'

/** Brings the keys to the answers of the question. */
export const focusDayQuestion = (): void =>
  document.querySelector<HTMLButtonElement>(`#${questionId} button`)?.focus()

/** The one question about days, asked only when no day in the file answers it. */
export const DayQuestion = ({ inspection }: { inspection: Inspection }) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const example = exampleOf(inspection)
  const day = example === null ? null : openDay(example)
  const dayFirst = day === null ? t('days.dayFirst') : formats.monthDay(day.second, day.first)
  const monthFirst = day === null ? t('days.monthFirst') : formats.monthDay(day.first, day.second)
  return (
    <section id={questionId} className={classes.question} aria-label={t('days.ask')} role="group">
      <div>
        <h3>{example === null ? t('days.ask') : t('days.askExample', { example })}</h3>
        <p>{t('days.askNote', { count: inspection.format.days.open })}</p>
      </div>
      <Button variant="default" onClick={() => setOptions({ dayOrder: 'day-first' })}>
        {dayFirst}
      </Button>
      <Button variant="default" onClick={() => setOptions({ dayOrder: 'month-first' })}>
        {monthFirst}
      </Button>
    </section>
  )
}
