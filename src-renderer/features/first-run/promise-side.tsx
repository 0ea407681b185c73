import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { RhythmLine, type RhythmState } from '#renderer/ui/rhythm-line.tsx'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import { WorkMark } from '#renderer/ui/work-mark.tsx'
import type { CalendarDate } from '#shared/domain/ids.ts'
import { addDays } from '#shared/domain/time.ts'
import classes from './first-run-page.module.css'

interface Example {
  readonly name: 'first' | 'second' | 'third'
  /** Days ago of each contact. */
  readonly daysAgo: readonly number[]
  readonly state: RhythmState
  /** Days after the last contact on which the next was due. */
  readonly rhythmDays: number
}

const examples: readonly Example[] = [
  {
    name: 'first',
    daysAgo: [342, 309, 274, 243, 210, 176, 146, 115, 79, 42, 6],
    state: 'in-rhythm',
    rhythmDays: 34,
  },
  {
    name: 'second',
    daysAgo: [256, 226, 194, 163, 133, 102, 70, 38],
    state: 'soon',
    rhythmDays: 31,
  },
  {
    name: 'third',
    daysAgo: [346, 307, 273, 241, 209, 170, 138, 104, 71],
    state: 'cold',
    rhythmDays: 34,
  },
]

const ExampleRow = ({ example }: { example: Example }) => {
  const { t } = useTranslation('first-run')
  // The page's today is a day by its making.
  const today = useViewLocale((locale) => locale.today) as CalendarDate
  const days = example.daysAgo.map((ago) => addDays(today, -ago))
  const last = days.at(-1) ?? null
  const words =
    example.state === 'in-rhythm'
      ? t('inTouch')
      : example.state === 'soon'
        ? t('soon')
        : t('cold', { usual: example.rhythmDays, now: example.daysAgo.at(-1) })
  return (
    <>
      <span>{t(`names.${example.name}`)}</span>
      <RhythmLine
        contactDays={days}
        lastContactDay={last}
        dueDay={last === null ? null : addDays(last, example.rhythmDays)}
        state={example.state}
        size="wide"
        label={words}
      />
      <span className={classes.state} data-tone={example.state}>
        {words}
      </span>
    </>
  )
}

/** The left half of the first run: what Kith is for, in two sentences and a drawing. */
export const PromiseSide = ({ folder }: { folder: ReactNode }) => {
  const { t } = useTranslation(['first-run', 'app'])
  return (
    <section className={classes.promise}>
      <div className={classes.brand}>
        <WorkMark size={34} />
        {t('app:name')}
      </div>
      <h1 className={classes.title}>{t('promise')}</h1>
      <p className={classes.text}>{t('stays')}</p>
      <p className={classes.text}>{t('undo')}</p>
      <div className={classes.rhythms}>
        {examples.map((example) => (
          <ExampleRow key={example.name} example={example} />
        ))}
      </div>
      <div className={classes.folder}>{folder}</div>
    </section>
  )
}
