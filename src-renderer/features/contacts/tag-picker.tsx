import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'

const newTag = '\u0000new'

/** Finds a tag or makes one: type, arrows, Enter. */
export const TagPicker = ({
  taken,
  onPick,
  onClose,
}: {
  /** Names that are already there. */
  taken: readonly string[]
  onPick: (name: string) => void
  onClose?: () => void
}) => {
  const { t } = useTranslation('contacts')
  const [typed, setTyped] = useState('')
  const combobox = useCombobox({ opened: true })
  const tags = useApiQuery('tags.list', {})
  const name = typed.trim()
  const fits = (tags.data?.tags ?? []).filter(
    (tag) =>
      !taken.includes(tag.name) && tag.name.toLocaleLowerCase().includes(name.toLocaleLowerCase()),
  )
  const isNew =
    name !== '' &&
    ![...(tags.data?.tags ?? []).map((tag) => tag.name), ...taken].some(
      (other) => other.toLocaleLowerCase() === name.toLocaleLowerCase(),
    )
  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(value) => onPick(value === newTag ? name : value)}
    >
      <Combobox.EventsTarget>
        <TextInput
          aria-label={t('tagPicker.label')}
          placeholder={t('tagPicker.placeholder')}
          // The picker was just opened to type in it.
          autoFocus
          data-autofocus
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            combobox.selectFirstOption()
          }}
          onFocus={() => combobox.selectFirstOption()}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose?.()
            else event.stopPropagation()
          }}
        />
      </Combobox.EventsTarget>
      <Combobox.Options
        mt={4}
        mah={260}
        style={{ overflow: 'auto' }}
        aria-label={t('tagPicker.label')}
      >
        {fits.map((tag) => (
          <Combobox.Option key={tag.id} value={tag.name}>
            {tag.name}
          </Combobox.Option>
        ))}
        {isNew && (
          <Combobox.Option value={newTag}>
            <span style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}>
              <IconPlus size={14} stroke={1.6} aria-hidden="true" />
              {t('tagPicker.create', { name })}
            </span>
          </Combobox.Option>
        )}
        {fits.length === 0 && !isNew && (
          <Combobox.Empty>{t('filter.nothingToChoose')}</Combobox.Empty>
        )}
      </Combobox.Options>
    </Combobox>
  )
}
