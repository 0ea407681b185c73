import { Button, Menu, TextInput } from '@mantine/core'
import { IconPlus, IconSearch, IconX } from '@tabler/icons-react'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { ariaKeys, KeyCap } from '#renderer/ui/key-cap.tsx'
import { typingRestMs } from '#renderer/ui/use-typed-search.ts'
import type { ContactFilter } from '../contact-types.ts'
import classes from './filter-bar.module.css'
import { FilterChoices } from './filter-choice-menu.tsx'
import {
  type FilterField,
  type FilterToken,
  filterFields,
  toggled,
  tokensOf,
  withValues,
} from './filter-sentence.ts'
import { ImportToken } from './import-token.tsx'
import { useFilterChoices } from './use-filter-choices.ts'

/** Names of chosen values that the choices do not hold (a company beyond the first twenty). */
const useCompanyName = (id: string | undefined): string | undefined => {
  const company = useApiQuery(
    'contacts.get',
    // Only asked when there is an id; ids in the address are parsed by the host.
    { id: Number(id ?? 1) as never },
    { enabled: id !== undefined },
  )
  return company.data?.displayName
}

const Token = ({
  token,
  onToggle,
  onRemove,
}: {
  token: FilterToken
  onToggle: (value: string) => void
  onRemove: () => void
}) => {
  const { t } = useTranslation('contacts')
  const formats = useFormats()
  const { choices } = useFilterChoices(token.field)
  const missing = token.values.find((value) => !choices.some((choice) => choice.value === value))
  const companyName = useCompanyName(token.field === 'company' ? missing : undefined)
  const labels = token.values.map(
    (value) =>
      choices.find((choice) => choice.value === value)?.label ??
      (value === missing ? (companyName ?? '…') : value),
  )
  const glue = formats.language === 'zh-CN' ? '、' : ', '
  const field = t(`filter.field.${token.field}`)
  return (
    <span className={classes.token}>
      <span className={classes.field}>{field}</span>
      <span className="kith-quiet">
        {token.relation === 'is' ? t('filter.is') : t('filter.isAnyOf')}
      </span>
      <Menu position="bottom-start" shadow="none">
        <Menu.Target>
          <button type="button" className={classes.values}>
            {labels.join(glue)}
          </button>
        </Menu.Target>
        <Menu.Dropdown mah={380} style={{ overflow: 'auto' }}>
          <FilterChoices field={token.field} chosen={token.values} onToggle={onToggle} />
        </Menu.Dropdown>
      </Menu>
      <button
        type="button"
        className={classes.remove}
        aria-label={t('filter.remove', { field })}
        onClick={onRemove}
      >
        <IconX size={14} stroke={1.6} aria-hidden="true" />
      </button>
    </span>
  )
}

const AddFilter = ({
  filter,
  isOpen,
  onOpen,
  onToggle,
}: {
  filter: ContactFilter | undefined
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
  onToggle: (field: FilterField, value: string) => void
}) => {
  const { t } = useTranslation('contacts')
  const [field, setField] = useState<FilterField | null>(null)
  const chosen = tokensOf(filter).find((token) => token.field === field)?.values ?? []
  return (
    <Menu
      opened={isOpen}
      onChange={onOpen}
      // Opened by key or by click, it starts with the fields.
      onExitTransitionEnd={() => setField(null)}
      position="bottom-start"
      closeOnItemClick={false}
    >
      <Menu.Target>
        <Button
          variant="subtle"
          aria-keyshortcuts={ariaKeys('list.filter')}
          leftSection={<IconPlus size={15} stroke={1.6} aria-hidden="true" />}
          rightSection={<KeyCap keys="F" />}
        >
          {t('filter.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={400} style={{ overflow: 'auto' }}>
        {field === null ? (
          <>
            <Menu.Label>{t('filter.choose')}</Menu.Label>
            {filterFields.map((one) => (
              <Menu.Item key={one} onClick={() => setField(one)}>
                {t(`filter.field.${one}`)}
              </Menu.Item>
            ))}
          </>
        ) : (
          <>
            <Menu.Label>{t(`filter.field.${field}`)}</Menu.Label>
            <FilterChoices
              field={field}
              chosen={chosen}
              onToggle={(value) => onToggle(field, value)}
            />
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

const SearchField = ({
  value,
  inputRef,
  onChange,
}: {
  value: string
  inputRef: RefObject<HTMLInputElement | null>
  onChange: (text: string) => void
}) => {
  const { t } = useTranslation('contacts')
  const [text, setText] = useState(value)
  const [known, setKnown] = useState({ value, sent: value })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // A value that did not come from here (back, "clear filters") wins over what stands in the field.
  if (value !== known.value) {
    setKnown({ ...known, value })
    if (value !== known.sent) setText(value)
  }
  const change = (next: string): void => {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      setKnown((before) => ({ ...before, sent: next }))
      onChange(next)
    }, typingRestMs)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <TextInput
      ref={inputRef}
      className={classes.search ?? ''}
      type="search"
      aria-label={t('search.label')}
      aria-keyshortcuts={ariaKeys('list.search')}
      placeholder={t('search.placeholder')}
      leftSection={<IconSearch size={15} stroke={1.6} aria-hidden="true" />}
      rightSection={text === '' ? <KeyCap keys="/" /> : undefined}
      value={text}
      onChange={(event) => change(event.target.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') {
          event.stopPropagation()
          if (text === '') event.currentTarget.blur()
          else change('')
        }
      }}
    />
  )
}

/**
 * Where the part of the sentence that had the focus goes, the focus goes to the one that took its
 * place, else to the last, else to what adds one.
 */
const useFocusAfterRemoval = (parts: readonly string[]): RefObject<HTMLDivElement | null> => {
  const sentence = useRef<HTMLDivElement>(null)
  const before = useRef(parts)
  useLayoutEffect(() => {
    const was = before.current
    before.current = parts
    if (parts.length >= was.length || document.activeElement !== document.body) return
    const at = was.findIndex((part, index) => parts[index] !== part)
    const buttons = sentence.current?.querySelectorAll<HTMLElement>('button[aria-haspopup]') ?? []
    buttons[at]?.focus()
  })
  return sentence
}

/** The filter as a sentence, and the search of the list. */
export const FilterBar = ({
  filter,
  isMenuOpen,
  onMenu,
  onFilter,
  onSearch,
  searchRef,
}: {
  filter: ContactFilter | undefined
  isMenuOpen: boolean
  onMenu: (isOpen: boolean) => void
  onFilter: (filter: ContactFilter) => void
  onSearch: (text: string) => void
  searchRef: RefObject<HTMLInputElement | null>
}) => {
  const { t } = useTranslation('contacts')
  const tokens = tokensOf(filter)
  const isOfImport = filter?.importedBy !== undefined
  const sentence = useFocusAfterRemoval([
    ...tokens.map(({ field }) => field),
    ...(isOfImport ? ['import'] : []),
  ])
  const isEverybody = tokens.length === 0 && !isOfImport
  const toggle = (field: FilterField, value: string): void =>
    onFilter(withValues(filter, field, toggled(filter, field, value)))
  return (
    <div className={classes.bar}>
      <div ref={sentence} className={classes.sentence}>
        <span className={classes.words}>
          {isEverybody ? t('filter.show') : t('filter.showAllWhere')}
        </span>
        {isEverybody && <span className={classes.everyone}>{t('filter.everyone')}</span>}
        {tokens.map((token) => (
          <Token
            key={token.field}
            token={token}
            onToggle={(value) => toggle(token.field, value)}
            onRemove={() => onFilter(withValues(filter, token.field, []))}
          />
        ))}
        {filter !== undefined && isOfImport && <ImportToken filter={filter} onFilter={onFilter} />}
        <AddFilter filter={filter} isOpen={isMenuOpen} onOpen={onMenu} onToggle={toggle} />
      </div>
      <SearchField value={filter?.search ?? ''} inputRef={searchRef} onChange={onSearch} />
    </div>
  )
}
