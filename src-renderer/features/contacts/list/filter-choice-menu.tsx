import { Menu, TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import type { FilterField } from './filter-sentence.ts'
import { useFilterChoices } from './use-filter-choices.ts'

/** The values of one filter, with a check at those chosen. */
export const FilterChoices = ({
  field,
  chosen,
  onToggle,
}: {
  field: FilterField
  chosen: readonly string[]
  onToggle: (value: string) => void
}) => {
  const { t } = useTranslation('contacts')
  const formats = useFormats()
  const { choices, typed, setTyped, hasSearch } = useFilterChoices(field)
  const box = useRef<HTMLDivElement>(null)
  const isThere = hasSearch || choices.length > 0
  // The line that led here is gone, and the focus with it.
  useEffect(() => {
    const isFree = document.activeElement === null || document.activeElement === document.body
    if (isThere && isFree) {
      box.current?.querySelector<HTMLElement>('input, [role=menuitemcheckbox]')?.focus()
    }
  }, [isThere])
  return (
    <div ref={box}>
      {hasSearch && (
        <TextInput
          m={4}
          data-autofocus
          aria-label={t('filter.find', { field: t(`filter.field.${field}`) })}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) =>
            event.key !== 'ArrowDown' && event.key !== 'Escape' && event.stopPropagation()
          }
        />
      )}
      {choices.length === 0 && <Menu.Label>{t('filter.nothingToChoose')}</Menu.Label>}
      {choices.map((choice) => {
        const isChosen = chosen.includes(choice.value)
        return (
          <Menu.CheckboxItem
            key={choice.value}
            checked={isChosen}
            onChange={() => onToggle(choice.value)}
            rightSection={
              choice.count === undefined ? undefined : (
                <span
                  className="kith-figures"
                  style={{ marginInlineStart: 16, color: 'var(--mantine-color-dimmed)' }}
                >
                  {formats.number(choice.count)}
                </span>
              )
            }
          >
            {choice.label}
          </Menu.CheckboxItem>
        )
      })}
    </div>
  )
}
