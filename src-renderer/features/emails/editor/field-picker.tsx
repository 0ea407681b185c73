import { Combobox, Popover, TextInput, useCombobox } from '@mantine/core'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type MergeField, mergeFields } from '#shared/domain/merge-fields.ts'
import type { CaretPlace } from './field-node.ts'
import { knownField } from './field-text.ts'
import { useFieldWords } from './field-words.ts'

const Choice = ({
  onPick,
  onClose,
}: {
  onPick: (field: MergeField) => void
  onClose: () => void
}) => {
  const { t } = useTranslation('emails')
  const words = useFieldWords()
  const [typed, setTyped] = useState('')
  const combobox = useCombobox({ opened: true })
  const input = useRef<HTMLInputElement>(null)
  // Before the next key, which would stand in the text.
  useLayoutEffect(() => {
    input.current?.focus({ preventScroll: true })
  }, [])
  const wanted = typed.trim().toLocaleLowerCase()
  const fits = mergeFields.filter((field) => words.name(field).toLocaleLowerCase().includes(wanted))
  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(value) => {
        const field = knownField(value)
        if (field !== undefined) onPick(field)
      }}
    >
      <Combobox.EventsTarget>
        <TextInput
          ref={input}
          aria-label={t('fieldPicker')}
          placeholder={t('fieldPicker')}
          data-autofocus
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            combobox.selectFirstOption()
          }}
          onFocus={() => combobox.selectFirstOption()}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose()
            event.stopPropagation()
          }}
        />
      </Combobox.EventsTarget>
      <Combobox.Options mt={4} mah={300} style={{ overflow: 'auto' }} aria-label={t('fieldPicker')}>
        {fits.map((field) => (
          <Combobox.Option key={field} value={field}>
            {words.name(field)}
          </Combobox.Option>
        ))}
        {fits.length === 0 && <Combobox.Empty>{t('noSuchField')}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  )
}

/** The facts a mail can name, at the caret: type, arrows, Enter; Esc leaves a brace behind. */
export const FieldPicker = ({
  place,
  onPick,
  onClose,
}: {
  /** Null while it is closed. */
  place: CaretPlace | null
  onPick: (field: MergeField) => void
  onClose: () => void
}) => (
  <Popover
    opened={place !== null}
    onChange={(isOpen) => {
      if (!isOpen) onClose()
    }}
    position="bottom-start"
    width={240}
    trapFocus
    withRoles={false}
    closeOnEscape={false}
    transitionProps={{ duration: 0 }}
  >
    <Popover.Target>
      <span
        aria-hidden="true"
        style={{
          position: 'fixed',
          pointerEvents: 'none',
          left: place?.left ?? 0,
          top: place?.top ?? 0,
          width: 1,
          height: (place?.bottom ?? 0) - (place?.top ?? 0),
        }}
      />
    </Popover.Target>
    <Popover.Dropdown p={8}>
      <Choice onPick={onPick} onClose={onClose} />
    </Popover.Dropdown>
  </Popover>
)
