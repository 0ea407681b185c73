import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Avatar } from '#renderer/ui/avatar.tsx'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import { KeyCap } from '#renderer/ui/key-cap.tsx'
import { useColumnName } from '../column-name.ts'
import { revise } from '../import-jobs.ts'
import type { RehearsedColumn, Row } from '../import-types.ts'
import { ChangeTable } from './change-table.tsx'
import { ColumnRules } from './column-rules.tsx'
import classes from './row-detail.module.css'
import { useMatchWords } from './row-words.ts'
import { useDecisionKeys } from './use-decision-keys.ts'

const Decided = ({ row }: { row: Row }) => {
  const { t } = useTranslation('imports')
  if (row.decision === null) return null
  return (
    <InlineAlert
      tone="info"
      acts={[
        {
          label: t('duplicates.takeBack'),
          onAct: () => void revise({ decisions: [{ row: row.row, verdict: 'undecided' }] }),
        },
      ]}
    >
      {t(`duplicates.you.${row.decision}.${row.kind}`)}
    </InlineAlert>
  )
}

/** Says that a row is not about whom it was matched with; Kith's own number leaves no doubt. */
const Different = ({ row }: { row: Row }) => {
  const { t } = useTranslation('imports')
  const isOn =
    row.group !== 'left-out' &&
    row.matchedBy !== null &&
    row.matchedBy !== 'owner' &&
    row.matchedBy !== 'uid'
  const handleDifferent = (): void =>
    void revise({ decisions: [{ row: row.row, verdict: 'different' }] })
  useDecisionKeys({ isOn, onDifferent: handleDifferent })
  if (!isOn) return null
  return (
    <Button
      variant="default"
      aria-keyshortcuts="D"
      rightSection={<KeyCap keys="D" />}
      onClick={handleDifferent}
    >
      {t(`duplicates.different.${row.kind}`)}
    </Button>
  )
}

/** Names the cells that the file left to the row above. */
const Dittos = ({ row, columns }: { row: Row; columns: readonly RehearsedColumn[] }) => {
  const { t } = useTranslation('imports')
  const nameOf = useColumnName()
  if (row.dittos.length === 0) return null
  const names = row.dittos.map(({ column }) =>
    nameOf(columns.find(({ index }) => index === column) ?? { index: column, header: '' }),
  )
  const marks = new Set(row.dittos.map(({ mark }) => mark))
  const comma = t('row.comma')
  return (
    <InlineAlert tone="info">
      {t('row.repeats', { marks: [...marks].join(' '), columns: names.join(comma) })}
    </InlineAlert>
  )
}

/** What would happen to one person, and what can be done about it. */
export const RowDetail = ({ row, columns }: { row: Row; columns: readonly RehearsedColumn[] }) => {
  const { t } = useTranslation('imports')
  const match = useMatchWords()
  const isLeftOut = row.group === 'left-out'
  const isNew = row.contactId === null && row.sameAsRow === null
  return (
    <section className={classes.detail} aria-label={row.name}>
      <header className={classes.head}>
        <Avatar name={row.name} company={row.kind === 'company'} size={44} />
        <div className={classes.who}>
          <h2 className="kith-heading">{row.name === '' ? t('problems.noName') : row.name}</h2>
          <p>{match(row)}</p>
        </div>
        <Different row={row} />
        <Button
          variant="default"
          onClick={() => void revise({ leaveOut: [{ row: row.row, isLeftOut: !isLeftOut }] })}
        >
          {isLeftOut ? t('row.takeIn') : t('row.leaveOut')}
        </Button>
      </header>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('row.fields')}>
        <div className={classes.notice}>
          <Decided row={row} />
          <Dittos row={row} columns={columns} />
        </div>
        <ChangeTable row={row} />
        {!isNew && <p className={classes.untouched}>{t('row.untouched')}</p>}
        {!isNew && !isLeftOut && <ColumnRules row={row} columns={columns} />}
      </div>
    </section>
  )
}
