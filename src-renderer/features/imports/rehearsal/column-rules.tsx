import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { Segmented } from '#renderer/ui/segmented.tsx'
import { columnsOfRule, rowFieldOf, ruleOf, rulesOf } from '../columns/target-rules.ts'
import { revise } from '../import-jobs.ts'
import type { Change, RehearsedColumn, Row, Rule } from '../import-types.ts'
import classes from './row-detail.module.css'
import { useFieldWords } from './row-words.ts'

/** The names of the fields the owner has, by id. */
type FieldNames = ReadonlyMap<number, string>

const labelOf = ({ target }: RehearsedColumn, names: FieldNames): string | null => {
  const { customField } = target
  if (customField === undefined) return null
  return 'name' in customField ? customField.name : (names.get(customField.id) ?? null)
}

/** The columns behind the values of a row that meet another one in Kith. */
export const columnsInQuestion = (
  row: Row,
  columns: readonly RehearsedColumn[],
  names: FieldNames,
): readonly { readonly column: RehearsedColumn; readonly change: Change }[] => {
  const open = row.changes.filter(({ kind }) => kind === 'overwrites' || kind === 'yours-stays')
  const seen = new Set<string>()
  return open.flatMap((change) => {
    const column = columns.find(
      (one) =>
        rowFieldOf(one.target.field) === change.field &&
        rulesOf(one.target.field).length > 1 &&
        (change.field !== 'custom-field' || labelOf(one, names) === change.label),
    )
    const key = `${change.field} ${change.label ?? ''}`
    if (column === undefined || seen.has(key)) return []
    seen.add(key)
    return [{ column, change }]
  })
}

const RuleLine = ({
  column,
  change,
  columns,
}: {
  column: RehearsedColumn
  change: Change
  columns: readonly RehearsedColumn[]
}) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const words = useFieldWords()
  const now = ruleOf(column.target)
  const [asked, setAsked] = useState<{ readonly from: Rule | null; readonly to: Rule } | null>(null)
  // What was asked for shows at once; the rehearsal of it catches up.
  const rule = asked !== null && asked.from === now ? asked.to : now
  if (rule === null) return null
  const name = words.name(change.field, change.label)
  const choose = (to: Rule): void => {
    setAsked({ from: now, to })
    const targets = columns.map((one) => one.target)
    const rules = columnsOfRule(targets, columns.indexOf(column)).flatMap((at) => {
      const index = columns[at]?.index
      return index === undefined ? [] : [{ column: index, rule: to }]
    })
    void revise({ rules })
  }
  const figures = { count: column.differing, number: formats.number(column.differing) }
  return (
    <div className={classes.rule}>
      <span className={classes.ruleName}>{name}</span>
      <Segmented
        label={t('rule.choose', { name })}
        value={rule}
        onChange={choose}
        segments={rulesOf(column.target.field).map((value) => ({
          value,
          label: t(`rule.${value}`),
        }))}
      />
      <span className={classes.ruleCount}>
        {rule === 'overwrite' ? t('rule.differing', figures) : t('rule.wouldDiffer', figures)}
      </span>
    </div>
  )
}

/** The rule of a whole column, where a value of this row meets another one in Kith. */
export const ColumnRules = ({
  row,
  columns,
}: {
  row: Row
  columns: readonly RehearsedColumn[]
}) => {
  const { t } = useTranslation('imports')
  const fields = useApiQuery('customFields.list', {}).data?.fields ?? []
  const names: FieldNames = new Map(fields.map(({ id, name }) => [id, name]))
  const found = columnsInQuestion(row, columns, names)
  if (found.length === 0) return null
  return (
    <section className={classes.rules} aria-label={t('rule.whole')}>
      <h3>{t('rule.whole')}</h3>
      {found.map(({ column, change }) => (
        <RuleLine key={column.index} column={column} change={change} columns={columns} />
      ))}
    </section>
  )
}
