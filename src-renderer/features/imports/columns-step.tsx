import { Select } from '@mantine/core'
import { IconArrowRight, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Segmented } from '#renderer/ui/segmented.tsx'
import { columnTarget } from '#shared/contract/imports.ts'
import type { Column, Target, Unreadable } from './import-types.ts'
import classes from './imports.module.css'
import rowClasses from './rows.module.css'

/** What the owner may choose: every target of the contract, in its order. */
const fields: readonly Target['field'][] = columnTarget.shape.field.options

/** The target a column gets by a choice; what belongs together stays together. */
export const chosenTarget = (field: Target['field'], before: Target): Target =>
  field === before.field
    ? before
    : { field, ...(before.group === undefined ? {} : { group: before.group }) }

const ColumnLine = ({
  column,
  target,
  onChange,
}: {
  column: Column
  target: Target
  onChange: (target: Target) => void
}) => {
  const { t } = useTranslation('imports')
  const name =
    column.header === '' ? t('columns.unnamed', { number: column.index + 1 }) : column.header
  const options = fields.map((field) => ({ value: field, label: t(`target.${field}`) }))
  return (
    <tr>
      <th scope="row" className={rowClasses.columnName}>
        {name}
      </th>
      <td>
        <div className={rowClasses.samples}>
          {column.samples.length === 0 ? t('columns.empty') : column.samples.join(' · ')}
        </div>
        <div className={classes.note}>{t(`remark.${target.field}`, { name })}</div>
      </td>
      <td className={rowClasses.arrow}>
        <IconArrowRight size={15} stroke={1.6} aria-hidden="true" />
      </td>
      <td className={rowClasses.becomes}>
        <Select
          aria-label={t('columns.becomesOf', { name })}
          data={options}
          value={target.field}
          allowDeselect={false}
          searchable
          // The list itself scrolls, so that it needs no focus of its own.
          withScrollArea={false}
          classNames={{ options: classes.options ?? '' }}
          data-left-out={target.field === 'ignore' || undefined}
          onChange={(value) => {
            const field = fields.find((one) => one === value)
            if (field !== undefined) onChange(chosenTarget(field, target))
          }}
        />
      </td>
    </tr>
  )
}

const Rule = ({ children }: { children: string }) => (
  <li className={classes.rule}>
    <IconCheck size={15} stroke={2} aria-hidden="true" />
    {children}
  </li>
)

const Rules = ({
  unreadable,
  onUnreadable,
}: {
  unreadable: Unreadable
  onUnreadable: (unreadable: Unreadable) => void
}) => {
  const { t } = useTranslation('imports')
  return (
    <aside className={classes.rules} aria-label={t('columns.rules')}>
      <h3>{t('same.title')}</h3>
      <ul>
        <Rule>{t('same.email')}</Rule>
        <Rule>{t('same.phone')}</Rule>
        <Rule>{t('same.name')}</Rule>
      </ul>
      <p className={classes.note}>{t('same.note')}</p>
      <hr />
      <h3>{t('existing.title')}</h3>
      <p className={classes.ruleText}>{t('existing.text')}</p>
      <hr />
      <h3>{t('unreadable.title')}</h3>
      <Segmented
        label={t('unreadable.title')}
        value={unreadable}
        onChange={onUnreadable}
        wide
        segments={[
          { value: 'set-aside', label: t('unreadable.set-aside') },
          { value: 'keep-as-note', label: t('unreadable.keep-as-note') },
        ]}
      />
      <p className={classes.note}>{t(`unreadable.note.${unreadable}`)}</p>
    </aside>
  )
}

/** Which column is what: name, samples, target; how people are recognised at the right. */
export const ColumnsStep = ({
  columns,
  targets,
  unreadable,
  onTarget,
  onUnreadable,
}: {
  columns: readonly Column[]
  targets: readonly Target[]
  unreadable: Unreadable
  onTarget: (index: number, target: Target) => void
  onUnreadable: (unreadable: Unreadable) => void
}) => {
  const { t } = useTranslation('imports')
  const count = (field: Target['field']) => targets.filter((one) => one.field === field).length
  const notes = count('named-note')
  const left = count('ignore')
  const parts = [
    t('columns.recognised', { count: targets.length - notes - left }),
    ...(notes > 0 ? [t('columns.toNotes', { count: notes })] : []),
    ...(left > 0 ? [t('columns.leftOut', { count: left })] : []),
  ]
  return (
    <div className={classes.split}>
      <section className={classes.main}>
        <div className={classes.heading}>
          <h2>{t('columns.title', { count: columns.length })}</h2>
          <p>{t('columns.summary', { parts: parts.join(t('columns.and')) })}</p>
        </div>
        <div className={classes.scroll}>
          <table className={rowClasses.columns}>
            <thead>
              <tr>
                <th scope="col">{t('columns.inFile')}</th>
                <th scope="col">{t('columns.samples')}</th>
                <td />
                <th scope="col">{t('columns.becomes')}</th>
              </tr>
            </thead>
            <tbody>
              {columns.map((column) => (
                <ColumnLine
                  key={column.index}
                  column={column}
                  target={targets[column.index] ?? column.target}
                  onChange={(target) => onTarget(column.index, target)}
                />
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <Rules unreadable={unreadable} onUnreadable={onUnreadable} />
    </div>
  )
}
