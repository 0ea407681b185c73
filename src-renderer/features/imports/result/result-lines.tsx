import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { TextButton } from '#renderer/ui/text-button.tsx'
import type { Counts, ImportResult } from '../import-types.ts'
import { asideOf } from '../rehearsal/row-groups.ts'
import { UnchangedPeople } from '../rehearsal/unchanged-people.tsx'
import classes from './result-step.module.css'

const Line = ({
  count,
  name,
  note = '',
  isAside = false,
  children,
}: {
  count: number
  name: string
  note?: string
  isAside?: boolean
  /** What can be done about these rows. */
  children?: ReactNode
}) => {
  const formats = useFormats()
  return (
    <div className={classes.line}>
      <div className={classes.figure} data-aside={isAside || undefined}>
        {formats.number(count)}
      </div>
      <div>
        <div className={classes.name}>{name}</div>
        {note !== '' && <div className={classes.quiet}>{note}</div>}
      </div>
      <div className={classes.lineActs}>{children}</div>
    </div>
  )
}

const Act = ({
  label,
  of,
  isOpen,
  onAct,
}: {
  label: string
  of: string
  /** For what opens below. */
  isOpen?: boolean
  onAct: () => void
}) => (
  <TextButton aria-label={`${label}: ${of}`} aria-expanded={isOpen} onClick={onAct}>
    {label}
  </TextButton>
)

/** Nothing came of these rows, so the list has no filter for them: they stand below. */
const UnchangedLine = ({
  result: { counts, planId },
  name,
}: {
  result: ImportResult
  name: string
}) => {
  const { t } = useTranslation('imports')
  const [isOpen, setOpen] = useState(false)
  const count = counts.unchanged
  if (count === 0) return <Line count={0} name={name} />
  return (
    <>
      <Line count={count} name={name} note={t('result.note.unchanged')}>
        <Act
          label={isOpen ? t('result.hide') : t('result.show')}
          of={name}
          isOpen={isOpen}
          onAct={() => setOpen(!isOpen)}
        />
      </Line>
      {isOpen && <UnchangedPeople planId={planId} count={count} />}
    </>
  )
}

/** What the owner did by hand, in one line; empty when nothing. */
const useByHand = ({ decidedSame, decidedDifferent, repaired }: Counts): string => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const part = (key: 'same' | 'different' | 'repaired', count: number): string[] =>
    count === 0 ? [] : [t(`result.hand.${key}`, { count, number: formats.number(count) })]
  const parts = [
    ...part('same', decidedSame),
    ...part('different', decidedDifferent),
    ...part('repaired', repaired),
  ]
  return parts.length === 0 ? '' : t('result.byHand', { parts: parts.join(t('result.handAnd')) })
}

const useAsideNote = ({ duplicates, problems, leftOut }: Counts): string => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const part = (key: 'duplicates' | 'problems' | 'leftOut', count: number): string[] =>
    count === 0 ? [] : [t(`result.aside.${key}`, { count, number: formats.number(count) })]
  return [
    ...part('problems', problems),
    ...part('duplicates', duplicates),
    ...part('leftOut', leftOut),
  ].join(t('result.handAnd'))
}

/** Where rows and people are not the same number: how many people Kith had, and who the others are. */
const useChangedNote = ({ counts, changedPeople }: ImportResult): string => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  if (changedPeople === counts.changed) return ''
  if (changedPeople === 0) return t('result.note.twiceInFile')
  return t('result.note.changed', {
    count: changedPeople,
    number: formats.number(changedPeople),
  })
}

/** The sum: every row of the file in one line, each with what can be done. */
export const ResultLines = ({
  result,
  onShow,
  onRepair,
  onSave,
}: {
  result: ImportResult
  /** Opens the list; absent when nothing was written or it was taken back. */
  onShow: ((change: 'created' | 'changed') => void) | undefined
  onRepair: () => void
  onSave: () => void
}) => {
  const { t } = useTranslation('imports')
  const { counts, changedPeople } = result
  const isPeople = changedPeople === counts.changed
  const aside = asideOf(counts)
  const name = (
    group: 'new' | 'changed' | 'changedRows' | 'unchanged' | 'aside',
    count: number,
  ): string => t(`result.${group === 'aside' ? 'asideRows' : group}`, { count })
  return (
    <div className={classes.lines}>
      <Line count={counts.new} name={name('new', counts.new)}>
        {counts.new > 0 && onShow !== undefined && (
          <Act
            label={t('result.show')}
            of={name('new', counts.new)}
            onAct={() => onShow('created')}
          />
        )}
      </Line>
      <Line
        count={counts.changed}
        name={name(isPeople ? 'changed' : 'changedRows', counts.changed)}
        note={useChangedNote(result)}
      >
        {changedPeople > 0 && onShow !== undefined && (
          <Act
            label={t('result.show')}
            of={name('changed', counts.changed)}
            onAct={() => onShow('changed')}
          />
        )}
      </Line>
      <UnchangedLine result={result} name={name('unchanged', counts.unchanged)} />
      <Line
        count={aside}
        name={name('aside', aside)}
        note={useAsideNote(counts)}
        isAside={aside > 0}
      >
        {aside > 0 && (
          <>
            <Act label={t('result.repair')} of={name('aside', aside)} onAct={onRepair} />
            <span aria-hidden="true">{' · '}</span>
            <Act label={t('result.save')} of={name('aside', aside)} onAct={onSave} />
          </>
        )}
      </Line>
      <Line
        count={counts.rows}
        name={t('result.rows', { count: counts.rows })}
        note={useByHand(counts)}
      />
    </div>
  )
}
