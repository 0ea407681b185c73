import {
  type Icon,
  IconAlertTriangle,
  IconEqual,
  IconNote,
  IconPencil,
  IconUserMinus,
  IconUserOff,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import type { Counts } from '../import-types.ts'
import classes from './group-nav.module.css'
import { countOf, decisions, partsOf, ready, type ShownGroup } from './row-groups.ts'

const icons: Readonly<Record<ShownGroup, Icon>> = {
  duplicates: IconUsers,
  problems: IconAlertTriangle,
  changed: IconPencil,
  new: IconUserPlus,
  unchanged: IconEqual,
  'left-out': IconUserMinus,
  kept: IconNote,
  missing: IconUserOff,
}

const GroupButton = ({
  group,
  count,
  isChosen,
  onChoose,
}: {
  group: ShownGroup
  count: number
  isChosen: boolean
  onChoose: (group: ShownGroup) => void
}) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const Drawn = icons[group]
  return (
    <button
      type="button"
      className={classes.group}
      aria-pressed={isChosen}
      onClick={() => onChoose(group)}
    >
      <Drawn size={16} stroke={1.6} aria-hidden="true" />
      <span className={classes.name}>{t(`group.${group}`)}</span>
      <span className="kith-figures">{formats.number(count)}</span>
    </button>
  )
}

const Sum = ({ counts }: { counts: Counts }) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const rows = formats.number(counts.rows)
  return (
    <>
      <div className={classes.total}>
        <span>{t('group.rows')}</span>
        <span className="kith-figures">{rows}</span>
      </div>
      <p>{t('group.sum', { sum: partsOf(counts).map(formats.number).join(' + '), rows })}</p>
      {counts.newCompanies > 0 && (
        <p>
          {t('group.companies', {
            count: counts.newCompanies,
            number: formats.number(counts.newCompanies),
          })}
        </p>
      )}
    </>
  )
}

/** The groups of the rehearsal: every row of the file is in exactly one. */
export const GroupNav = ({
  counts,
  chosen,
  onChoose,
}: {
  counts: Counts
  chosen: ShownGroup
  onChoose: (group: ShownGroup) => void
}) => {
  const { t } = useTranslation('imports')
  const button = (group: ShownGroup) => (
    <GroupButton
      key={group}
      group={group}
      count={countOf(counts, group)}
      isChosen={group === chosen}
      onChoose={onChoose}
    />
  )
  return (
    <nav className={classes.groups} aria-label={t('group.label')}>
      <h2>{t('group.yours')}</h2>
      {decisions.map(button)}
      <h2>{t('group.ready')}</h2>
      {ready.map(button)}
      {counts.leftOut > 0 && (
        <>
          <h2>{t('group.byChoice')}</h2>
          {button('left-out')}
        </>
      )}
      <hr />
      <Sum counts={counts} />
      {counts.kept > 0 && (
        <>
          <hr />
          <h2>{t('group.amongThem')}</h2>
          {button('kept')}
        </>
      )}
      {counts.missing !== null && (
        <>
          <hr />
          <h2>{t('group.lastFile')}</h2>
          {button('missing')}
        </>
      )}
    </nav>
  )
}
