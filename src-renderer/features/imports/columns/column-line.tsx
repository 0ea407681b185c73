import { IconArrowRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextButton } from '#renderer/ui/text-button.tsx'
import { useColumnName } from '../column-name.ts'
import type { Column, NewField, Rule, Target } from '../import-types.ts'
import classes from './columns-step.module.css'
import { NewFieldDialog } from './new-field-dialog.tsx'
import { useRemarks } from './remark-words.ts'
import { RuleMenu } from './rule-menu.tsx'
import { newFieldOf, suggestedField, targetOfKey } from './target-choices.ts'
import { TargetSelect } from './target-select.tsx'

/** One column: its name, samples and remark, what it becomes, and by which rule. */
export const ColumnLine = ({
  column,
  target,
  onTarget,
  onRule,
}: {
  column: Column
  target: Target
  onTarget: (target: Target) => void
  onRule: (rule: Rule) => void
}) => {
  const { t } = useTranslation('imports')
  const name = useColumnName()(column)
  const remarks = useRemarks()
  const [edited, setEdited] = useState<NewField | null>(null)
  const { text, isWarning } = remarks(column, target, name)
  const created = target.field === 'custom-field' ? newFieldOf(target) : null
  const choose = (key: string): void => {
    onTarget(targetOfKey(key, target, { column, name }))
    if (key === 'new-field') setEdited(suggestedField(column, name))
  }
  return (
    <tr data-left-out={target.field === 'ignore' || undefined}>
      <th scope="row" className={classes.name}>
        {name}
      </th>
      <td>
        <div className={classes.samples} title={column.samples.join('\n')}>
          {column.samples.length === 0 ? t('columns.empty') : column.samples.join(' · ')}
        </div>
        <div className={classes.remark} data-warning={isWarning || undefined}>
          {text}
          {created !== null && (
            <>
              {' '}
              <TextButton
                aria-label={t('newField.editOf', { name: created.name })}
                onClick={() => setEdited(created)}
              >
                {t('newField.edit')}
              </TextButton>
            </>
          )}
        </div>
        <NewFieldDialog
          field={edited}
          onClose={() => setEdited(null)}
          onSave={(customField) => {
            setEdited(null)
            onTarget({ ...target, field: 'custom-field', customField })
          }}
        />
      </td>
      <td className={classes.arrow}>
        <IconArrowRight size={15} stroke={1.6} aria-hidden="true" />
      </td>
      <td className={classes.becomes}>
        <TargetSelect name={name} target={target} onChoose={choose} />
      </td>
      <td className={classes.existing}>
        <RuleMenu name={name} target={target} onChange={onRule} />
      </td>
    </tr>
  )
}
