import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { Dialog } from '#renderer/ui/dialog.tsx'
import type { NewField } from '../import-types.ts'
import classes from '../imports.module.css'

const types = ['text', 'number', 'money', 'date', 'boolean', 'choice', 'link'] as const
const maxOptions = 200

const optionsIn = (text: string): string[] =>
  [...new Set(text.split('\n').map((line) => line.trim().slice(0, 200)))]
    .filter((line) => line !== '')
    .slice(0, maxOptions)

const Form = ({
  field,
  onSave,
  onClose,
}: {
  field: NewField
  onSave: (field: NewField) => void
  onClose: () => void
}) => {
  const { t } = useTranslation(['imports', 'settings', 'common'])
  const known = useApiQuery('customFields.list', {}).data?.fields ?? []
  const [name, setName] = useState(field.name)
  const [type, setType] = useState(field.type)
  const [options, setOptions] = useState((field.options ?? []).join('\n'))
  const [hasTried, setTried] = useState(false)
  const typed = name.trim()
  const isTaken = known.some((one) => one.name.toLocaleLowerCase() === typed.toLocaleLowerCase())
  const nameError =
    typed === '' ? t('newField.nameNeeded') : isTaken ? t('settings:fields.taken') : null
  const save = (event: FormEvent): void => {
    event.preventDefault()
    // The dialog lies in the wizard, whose forms know nothing of it.
    event.stopPropagation()
    setTried(true)
    if (nameError !== null) return
    const choices = type === 'choice' ? { options: optionsIn(options) } : {}
    onSave({ name: typed, type, ...choices })
  }
  return (
    <form onSubmit={save}>
      <TextInput
        label={t('settings:fields.name')}
        value={name}
        maxLength={100}
        data-autofocus
        error={hasTried ? nameError : null}
        onChange={(event) => setName(event.target.value)}
      />
      <Select
        mt={12}
        label={t('settings:fields.type')}
        description={t('newField.typeNote')}
        data={types.map((value) => ({ value, label: t(`settings:fields.types.${value}`) }))}
        value={type}
        allowDeselect={false}
        onChange={(value) => setType(types.find((one) => one === value) ?? 'text')}
      />
      {type === 'choice' && (
        <Textarea
          mt={12}
          label={t('settings:fields.options')}
          description={t('newField.optionsNote')}
          minRows={4}
          maxRows={10}
          value={options}
          onChange={(event) => setOptions(event.target.value)}
        />
      )}
      <div className={classes.dialogActs}>
        <Button variant="default" onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button type="submit">{t('newField.save')}</Button>
      </div>
    </form>
  )
}

/** A field that the import will create: its name, its kind and, for a choice, what can be chosen. */
export const NewFieldDialog = ({
  field,
  onSave,
  onClose,
}: {
  /** Null while the dialog is closed. */
  field: NewField | null
  onSave: (field: NewField) => void
  onClose: () => void
}) => {
  const { t } = useTranslation('imports')
  return (
    <Dialog title={t('newField.title')} isOpen={field !== null} onClose={onClose}>
      {field !== null && <Form field={field} onSave={onSave} onClose={onClose} />}
    </Dialog>
  )
}
