import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import type { Input } from '#shared/contract/index.ts'
import { readOptions } from './read-options.ts'
import classes from './settings-page.module.css'

type FieldType = Input<'customFields.create'>['type']

const types: readonly FieldType[] = ['text', 'number', 'money', 'date', 'boolean', 'choice', 'link']

/** The form that adds a field of one's own. */
export const NewField = () => {
  const { t } = useTranslation(['settings', 'common'])
  const words = useFailureWords()
  const [name, setName] = useState('')
  const [type, setType] = useState<FieldType>('text')
  const [options, setOptions] = useState('')
  const [error, setError] = useState<{ field: 'name' | 'options'; text: string } | null>(null)
  const create = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (name.trim() === '') return setError({ field: 'name', text: t('nameNeeded') })
    const choices = readOptions(options)
    if (type === 'choice' && choices.length === 0) {
      return setError({ field: 'options', text: t('fields.optionsNeeded') })
    }
    const result = await attempt('customFields.create', {
      name: name.trim(),
      type,
      ...(type === 'choice' ? { options: choices } : {}),
    })
    if (result.ok) {
      // The next one may be typed already.
      setName((typed) => (typed === name ? '' : typed))
      setOptions((typed) => (typed === options ? '' : typed))
      setError(null)
      return
    }
    const { code } = result.error
    setError({ field: 'name', text: code === 'name-taken' ? t('fields.taken') : words(code) })
  }
  return (
    <form className={classes.form} onSubmit={(event) => void create(event)}>
      <TextInput
        label={t('fields.new')}
        value={name}
        maxLength={100}
        error={error?.field === 'name' ? error.text : null}
        onChange={(event) => {
          setName(event.target.value)
          setError(null)
        }}
      />
      <Select
        label={t('fields.type')}
        data={types.map((value) => ({ value, label: t(`fields.types.${value}`) }))}
        value={type}
        allowDeselect={false}
        w={140}
        // The list offers these types only.
        onChange={(value) => setType(value as FieldType)}
      />
      {type === 'choice' && (
        <TextInput
          label={t('fields.options')}
          description={t('fields.optionsNote')}
          value={options}
          error={error?.field === 'options' ? error.text : null}
          onChange={(event) => setOptions(event.target.value)}
        />
      )}
      <Button type="submit" variant="default">
        {t('common:add')}
      </Button>
    </form>
  )
}
