import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { focusBeside } from '#renderer/ui/focus-beside.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { InlineText } from '#renderer/ui/inline-field/inline-text.tsx'
import type { FieldOutcome } from '#renderer/ui/inline-field/use-inline-edit.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import { useUndoToast } from '#renderer/ui/use-undo-toast.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import { NewField } from './new-field.tsx'
import { readOptions } from './read-options.ts'
import classes from './settings-page.module.css'

type Field = Output<'customFields.list'>['fields'][number]

const useUpdate = (field: Field) => {
  const { t } = useTranslation('settings')
  const words = useFailureWords()
  return async (
    changes: Omit<Input<'customFields.update'>, 'id'>,
  ): Promise<FieldOutcome | undefined> => {
    const result = await attempt('customFields.update', { id: field.id, ...changes })
    if (result.ok) return undefined
    const { code } = result.error
    return { error: code === 'name-taken' ? t('fields.taken') : words(code) }
  }
}

const FieldWords = ({ field }: { field: Field }) => {
  const { t } = useTranslation('settings')
  const update = useUpdate(field)
  return (
    <div className={classes.grow}>
      <InlineText
        label={t('fields.name')}
        withLabel={false}
        value={field.name}
        required
        onSave={(name) => update(name === null ? {} : { name })}
      />
      {field.type === 'choice' && (
        <InlineText
          label={t('fields.options')}
          withLabel={false}
          value={field.options.join(t('fields.optionsComma'))}
          onSave={async (text) => {
            const options = readOptions(text ?? '')
            return options.length === 0 ? { error: t('fields.optionsNeeded') } : update({ options })
          }}
        />
      )}
    </div>
  )
}

const FieldLine = ({
  field,
  onMove,
  isFirst,
  isLast,
}: {
  field: Field
  onMove: (step: -1 | 1) => void
  isFirst: boolean
  isLast: boolean
}) => {
  const { t } = useTranslation('settings')
  const words = useFailureWords()
  const undoToast = useUndoToast()
  const { name } = field
  const remove = async (): Promise<void> => {
    const beside = focusBeside()
    const result = await attempt('customFields.delete', { id: field.id })
    if (!result.ok) return showToast({ text: () => words(result.error.code) })
    beside?.focus()
    undoToast(() => t('fields.deleted', { name }))
  }
  return (
    <li className={classes.line}>
      <FieldWords field={field} />
      <span className="kith-note">{t(`fields.types.${field.type}`)}</span>
      <span className="kith-note">
        {field.valueCount === 0
          ? t('fields.unused')
          : t('fields.values', { count: field.valueCount })}
      </span>
      <span>
        {!isFirst && (
          <IconButton
            icon={IconArrowUp}
            label={t('fields.up', { name })}
            onClick={() => onMove(-1)}
          />
        )}
        {!isLast && (
          <IconButton
            icon={IconArrowDown}
            label={t('fields.down', { name })}
            onClick={() => onMove(1)}
          />
        )}
        <IconButton
          icon={IconTrash}
          label={t('fields.delete', { name })}
          onClick={() => void remove()}
        />
      </span>
    </li>
  )
}

/** The owner's own fields: rename, choices, order, delete, add. */
export const FieldsSection = () => {
  const { t } = useTranslation('settings')
  const words = useFailureWords()
  const fields = useApiQuery('customFields.list', {}).data?.fields
  if (fields === undefined) return null
  const move = async (index: number, step: -1 | 1): Promise<void> => {
    const ids = fields.map((field) => field.id)
    const [moved] = ids.splice(index, 1)
    if (moved === undefined) return
    ids.splice(index + step, 0, moved)
    const result = await attempt('customFields.reorder', { ids })
    if (!result.ok) showToast({ text: () => words(result.error.code) })
  }
  return (
    <>
      <p className={classes.note}>{t('fields.note')}</p>
      {fields.length === 0 && <p className={classes.note}>{t('fields.empty')}</p>}
      <ul className={classes.list}>
        {fields.map((field, index) => (
          <FieldLine
            key={field.id}
            field={field}
            isFirst={index === 0}
            isLast={index === fields.length - 1}
            onMove={(step) => void move(index, step)}
          />
        ))}
      </ul>
      <NewField />
    </>
  )
}
