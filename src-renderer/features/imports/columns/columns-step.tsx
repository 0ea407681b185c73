import { useTranslation } from 'react-i18next'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import { setTarget } from '../import-acts.ts'
import type { Column, Rule, Rules, Target } from '../import-types.ts'
import layout from '../step-layout.module.css'
import tables from '../table.module.css'
import { ColumnLine } from './column-line.tsx'
import { ColumnsPanel } from './columns-panel.tsx'
import classes from './columns-step.module.css'
import { newFieldOf } from './target-choices.ts'
import { columnsOfRule } from './target-rules.ts'

const named: ReadonlySet<Target['field']> = new Set([
  'display-name',
  'given-name',
  'family-name',
  'nickname',
  'company',
  'email',
])

const useSummary = (targets: readonly Target[]): string => {
  const { t } = useTranslation('imports')
  const count = (isOne: (target: Target) => boolean) => targets.filter(isOne).length
  const notes = count(({ field }) => field === 'named-note')
  const left = count(({ field }) => field === 'ignore')
  const created = count((one) => one.field === 'custom-field' && newFieldOf(one) !== null)
  const parts = [
    t('columns.recognised', { count: targets.length - notes - left - created }),
    ...(created > 0 ? [t('columns.created', { count: created })] : []),
    ...(notes > 0 ? [t('columns.toNotes', { count: notes })] : []),
    ...(left > 0 ? [t('columns.leftOut', { count: left })] : []),
  ]
  return t('columns.summary', { parts: parts.join(t('columns.and')) })
}

/** Which column is what: name, samples, target, rule; what holds for everybody at the right. */
export const ColumnsStep = ({
  columns,
  targets,
  rules,
}: {
  columns: readonly Column[]
  targets: readonly Target[]
  rules: Rules
}) => {
  const { t } = useTranslation('imports')
  const summary = useSummary(targets)
  const setRule = (index: number, rule: Rule): void => {
    for (const at of columnsOfRule(targets, index)) {
      const target = targets[at]
      if (target !== undefined) setTarget(at, { ...target, rule })
    }
  }
  return (
    <div className={layout.split}>
      <section className={layout.main}>
        <div className={layout.heading}>
          <h2 className="kith-heading">{t('columns.title', { count: columns.length })}</h2>
          <p>{summary}</p>
        </div>
        {!targets.some(({ field }) => named.has(field)) && (
          <div className={classes.notice}>
            <InlineAlert tone="warning">{t('columns.nobody')}</InlineAlert>
          </div>
        )}
        <div className={layout.scroll}>
          <table className={`${tables.table} ${classes.columns}`}>
            <thead>
              <tr>
                <th scope="col">{t('columns.inFile')}</th>
                <th scope="col">{t('columns.samples')}</th>
                <td />
                <th scope="col">{t('columns.becomes')}</th>
                <th scope="col">{t('columns.existing')}</th>
              </tr>
            </thead>
            <tbody>
              {columns.map((column) => (
                <ColumnLine
                  key={column.index}
                  column={column}
                  target={targets[column.index] ?? column.target}
                  onTarget={(target) => setTarget(column.index, target)}
                  onRule={(rule) => setRule(column.index, rule)}
                />
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <ColumnsPanel rules={rules} hasOwnId={targets.some(({ field }) => field === 'own-id')} />
    </div>
  )
}
