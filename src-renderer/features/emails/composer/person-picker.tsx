import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useTypedSearch } from '#renderer/ui/use-typed-search.ts'
import type { ContactId } from '#shared/domain/ids.ts'

/** Finds one more person to write to: type, arrows, Enter. */
export const PersonPicker = ({
  taken,
  onPick,
  onClose,
}: {
  taken: readonly ContactId[]
  onPick: (contactId: ContactId) => void
  onClose: () => void
}) => {
  const { t } = useTranslation('emails')
  const { typed, setTyped, search: text } = useTypedSearch()
  const combobox = useCombobox({ opened: true })
  const found = useApiQuery(
    'search.everywhere',
    { text },
    { enabled: text !== '', keepPrevious: true },
  )
  const recent = useApiQuery('search.recent', {})
  const people =
    text === ''
      ? (recent.data?.contacts ?? [])
      : (found.data?.contacts ?? []).map((line) => line.contact)
  const fits = people.filter((person) => !taken.includes(person.id)).slice(0, 8)
  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(value) => {
        const person = fits.find((one) => String(one.id) === value)
        if (person !== undefined) onPick(person.id)
      }}
    >
      <Combobox.EventsTarget>
        <TextInput
          aria-label={t('people.find')}
          placeholder={t('people.find')}
          data-autofocus
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            combobox.selectFirstOption()
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose()
            event.stopPropagation()
          }}
        />
      </Combobox.EventsTarget>
      <Combobox.Options mt={4} aria-label={t('people.find')}>
        {fits.map((person) => (
          <Combobox.Option key={person.id} value={String(person.id)}>
            {person.displayName}
          </Combobox.Option>
        ))}
        {fits.length === 0 && <Combobox.Empty>{t('people.nobody')}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  )
}
