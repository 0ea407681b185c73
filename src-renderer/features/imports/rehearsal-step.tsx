import { IconAlertTriangle, IconEqual, IconPencil, IconUserPlus } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import type { Group, Rehearsal } from './import-types.ts'
import classes from './imports.module.css'
import { ProblemRows } from './problem-rows.tsx'
import { RehearsedRows } from './rehearsed-rows.tsx'
import rowClasses from './rows.module.css'

const icons: Readonly<Record<Group, ReactNode>> = {
  problems: <IconAlertTriangle size={16} stroke={1.6} aria-hidden="true" />,
  changed: <IconPencil size={16} stroke={1.6} aria-hidden="true" />,
  new: <IconUserPlus size={16} stroke={1.6} aria-hidden="true" />,
  unchanged: <IconEqual size={16} stroke={1.6} aria-hidden="true" />,
}
const ready = ['changed', 'new', 'unchanged'] as const
const order = ['problems', ...ready] as const

const GroupButton = ({
  group,
  count,
  isChosen,
  onChoose,
}: {
  group: Group
  count: number
  isChosen: boolean
  onChoose: () => void
}) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  return (
    <button type="button" className={rowClasses.group} aria-pressed={isChosen} onClick={onChoose}>
      {icons[group]}
      <span className={rowClasses.groupName}>{t(`group.${group}`)}</span>
      <span className="kith-figures">{formats.number(count)}</span>
    </button>
  )
}

/** Every row of the file in one of four groups, and what each would do. */
export const RehearsalStep = ({
  rehearsal,
  canKeep,
  onKeep,
}: {
  rehearsal: Rehearsal
  /** Whether values that cannot be read may still become notes. */
  canKeep: boolean
  onKeep: () => void
}) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const { counts } = rehearsal
  const first = order.find((group) => counts[group] > 0) ?? 'new'
  const [chosen, setChosen] = useState<Group | null>(null)
  const group = chosen ?? first
  const sum = order.map((name) => formats.number(counts[name])).join(' + ')
  const round = rehearsal.hasMoved ? 1 : 0
  const button = (name: Group) => (
    <GroupButton
      key={name}
      group={name}
      count={counts[name]}
      isChosen={name === group}
      onChoose={() => setChosen(name)}
    />
  )
  return (
    <div className={classes.split}>
      <nav className={rowClasses.groups} aria-label={t('group.label')}>
        <h2>{t('group.yours')}</h2>
        {button('problems')}
        <h2>{t('group.ready')}</h2>
        {ready.map(button)}
        <hr />
        <div className={rowClasses.total}>
          <span>{t('group.rows')}</span>
          <span className="kith-figures">{formats.number(counts.rows)}</span>
        </div>
        <p className={classes.note}>{t('group.sum', { sum, rows: formats.number(counts.rows) })}</p>
        {counts.newCompanies > 0 && (
          <p className={classes.note}>{t('group.companies', { count: counts.newCompanies })}</p>
        )}
      </nav>
      <div className={rowClasses.rehearsed}>
        {rehearsal.hasMoved && <InlineAlert tone="warning">{t('moved')}</InlineAlert>}
        {group === 'problems' ? (
          <ProblemRows
            planId={rehearsal.planId}
            count={counts.problems}
            round={round}
            canKeep={canKeep}
            onKeep={onKeep}
          />
        ) : (
          <RehearsedRows
            key={group}
            planId={rehearsal.planId}
            group={group}
            count={counts[group]}
            round={round}
          />
        )}
      </div>
    </div>
  )
}
