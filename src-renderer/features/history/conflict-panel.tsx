import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { Segmented } from '#renderer/ui/segmented.tsx'
import { type Conflict, type Decision, decisionsOf, placeWords } from './change-words.ts'
import classes from './history.module.css'
import { historyNamespaces, valueWords } from './value-words.ts'

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
        const say = (value: string) => valueWords(value, conflict, { t, formats })
        return (
          <div key={conflict.key} className={classes.conflict}>
            <div>
              <div>
                {who === undefined ? what : `${who} · ${what}`}{' '}
                <span className="kith-quiet">{t(`conflict.${conflict.verdict}`)}</span>
              </div>
              <div className="kith-quiet">
                {[
                  conflict.now === null ? null : t('conflict.now', { value: say(conflict.now) }),
                  conflict.before === null
                    ? null
                    : t('conflict.before', { value: say(conflict.before) }),
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </div>
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
