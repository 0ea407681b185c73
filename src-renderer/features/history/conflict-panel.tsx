import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { Segmented } from '#renderer/ui/segmented.tsx'
import { type Conflict, type Decision, decisionsOf, placeWords } from './change-words.ts'
import classes from './history.module.css'
import { historyNamespaces, valueWords } from './value-words.ts'

/** What stands there and what the undo would put there; a field may be empty, a row has no value. */
const bothValues = (conflict: Conflict, words: Parameters<typeof valueWords>[2]): string =>
  (['now', 'before'] as const)
    .filter((side) => conflict.field !== null || conflict[side] !== null)
    .map((side) =>
      words.t(`conflict.${side}`, { value: valueWords(conflict[side], conflict, words) }),
    )
    .join(' · ')

/** What an undo would meet: each place keeps mine unless it is taken back. */
export const ConflictPanel = ({
  conflicts,
  act,
  onDecide,
  onCancel,
}: {
  conflicts: readonly Conflict[]
  /** What is done when all is decided; an undo when absent. */
  act?: string
  onDecide: (takeBack: readonly string[]) => void
  onCancel: () => void
}) => {
  const { t } = useTranslation(historyNamespaces)
  const formats = useFormats()
  const [takeBack, setTakeBack] = useState<ReadonlySet<string>>(new Set())
  const decisions = decisionsOf(conflicts)
  const choose = ({ keys }: Decision, takes: boolean): void => {
    const others = [...takeBack].filter((key) => !keys.includes(key))
    setTakeBack(new Set(takes ? [...others, ...keys] : others))
  }
  return (
    <div className={classes.conflicts} role="group" aria-label={act ?? t('undo')}>
      <p className={classes.conflictTitle} role="alert">
        {t('conflict.title', { count: decisions.length })}
      </p>
      {decisions.map((decision) => {
        const { conflict } = decision
        const what = placeWords(conflict, t)
        const who = conflict.contact?.name
        return (
          <div key={conflict.key} className={classes.conflict}>
            <div>
              <div>
                {who === undefined ? what : `${who} · ${what}`}{' '}
                <span className="kith-quiet">{t(`conflict.${conflict.verdict}`)}</span>
              </div>
              <div className="kith-quiet">{bothValues(conflict, { t, formats })}</div>
            </div>
            <Segmented
              label={t('conflict.decide', { what })}
              value={takeBack.has(conflict.key) ? 'back' : 'mine'}
              onChange={(value) => choose(decision, value === 'back')}
              segments={[
                { value: 'mine', label: t('conflict.keepMine') },
                { value: 'back', label: t('conflict.takeBack') },
              ]}
            />
          </div>
        )
      })}
      <div className={classes.foot}>
        <Button variant="default" onClick={() => onDecide([...takeBack])}>
          {act ?? t('undoAnyway')}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {t('conflict.cancel')}
        </Button>
      </div>
    </div>
  )
}
