import { Popover, Select } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { KeyCap } from '#renderer/ui/key-cap.tsx'
import { SuggestedInput, takesSuggestion } from '#renderer/ui/suggested-input.tsx'
import { useUnsaved } from '#renderer/ui/use-text-keeping.ts'
import type { ContactColumn } from '#shared/domain/contact-columns.ts'
import { stages } from '#shared/domain/stages.ts'
import { useCompanyNames } from '../company-field.tsx'
import type { ContactRow } from '../contact-types.ts'
import { useReadStep } from '../steps/use-read-step.ts'
import classes from './contacts-grid.module.css'

/** Where the editor goes after it closes: stays, or on to the next or previous cell. */
export type AfterEdit = 'stay' | 'next' | 'previous'

/** What a cell editor needs. */
export interface CellEditorProps {
  readonly row: ContactRow
  readonly column: ContactColumn
  readonly onKeep: (value: string | null, after: AfterEdit) => void
  readonly onKeepStep: (step: CellStep, after: AfterEdit) => void
  readonly onCancel: () => void
}

/** A next step as typed into a cell; without a day the planned one stays. */
export interface CellStep {
  readonly title: string
  readonly dueDay: string | null
  readonly dueTime: string | null
}

const composes = (event: KeyboardEvent): boolean =>
  event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229

const afterOf = (event: KeyboardEvent): AfterEdit | null => {
  if (event.key === 'Enter') return 'stay'
  if (event.key === 'Tab') return event.shiftKey ? 'previous' : 'next'
  return null
}

interface TextCellProps {
  readonly label: string
  readonly start: string
  readonly placeholder: string
  readonly onKeep: (text: string, after: AfterEdit, withAlt: boolean) => void
  readonly onCancel: () => void
  readonly onChange?: (text: string) => void
  readonly suggestions?: readonly string[]
}

const TextCell = ({
  label,
  start,
  placeholder,
  onKeep,
  onCancel,
  onChange,
  suggestions,
}: TextCellProps) => {
  const [text, setText] = useState(start)
  const isClosed = useRef(false)
  const setUnsaved = useUnsaved()
  const close = (act: () => void): void => {
    if (isClosed.current) return
    isClosed.current = true
    act()
  }
  const handleKeyDown = (event: KeyboardEvent): void => {
    if (composes(event)) return
    event.stopPropagation()
    if (takesSuggestion(event)) return
    const after = afterOf(event)
    if (event.key === 'Escape') close(onCancel)
    else if (after !== null) {
      event.preventDefault()
      close(() => onKeep(text, after, event.altKey))
    }
  }
  const type = (typed: string): void => {
    setText(typed)
    onChange?.(typed)
    setUnsaved(async () => close(() => onKeep(typed, 'stay', false)))
  }
  const shared = {
    className: classes.input,
    'aria-label': label,
    placeholder,
    // F2 was pressed on this cell: the caret belongs here.
    autoFocus: true,
    value: text,
    onFocus: (event: FocusEvent<HTMLInputElement>) => event.target.select(),
    onKeyDown: handleKeyDown,
    onBlur: () => close(() => onKeep(text, 'stay', false)),
  }
  return suggestions === undefined ? (
    <input {...shared} onChange={(event) => type(event.target.value)} />
  ) : (
    <SuggestedInput {...shared} suggestions={suggestions} onChange={type} />
  )
}

/** The company of a person, known ones to choose from. */
const CompanyCell = (props: Omit<TextCellProps, 'suggestions' | 'onChange'>) => {
  const [typed, setTyped] = useState(props.start)
  const names = useCompanyNames(typed === props.start ? '' : typed)
  return <TextCell {...props} suggestions={names} onChange={setTyped} />
}

const StageCell = ({ row, label, onKeep, onCancel }: CellEditorProps & { label: string }) => {
  const { t } = useTranslation('common')
  return (
    <Select
      aria-label={label}
      data={stages.map((stage) => ({ value: stage, label: t(`stages.${stage}`) }))}
      value={row.stage}
      clearable
      defaultDropdownOpened
      autoFocus
      comboboxProps={{ width: 160, position: 'bottom-start' }}
      onChange={(value) => onKeep(value, 'stay')}
      onDropdownClose={onCancel}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') onCancel()
      }}
    />
  )
}

const Reading = ({
  children,
  isFirst,
  keys,
}: {
  children: ReactNode
  isFirst?: boolean
  keys: string
}) => (
  <div className={classes.option} data-first={isFirst || undefined}>
    {children}
    <span className={classes.optionKeys}>
      <KeyCap keys={keys} joined />
    </span>
  </div>
)

const StepCell = ({ row, label, onKeepStep, onCancel }: CellEditorProps & { label: string }) => {
  const { t } = useTranslation('contacts')
  const formats = useFormats()
  const start = row.nextStep?.title ?? ''
  const [text, setText] = useState(start)
  const { read, readNow } = useReadStep(text === start ? '' : text)
  const keep = async (typed: string, after: AfterEdit, withAlt: boolean): Promise<void> => {
    const plain = { title: typed.trim(), dueDay: null, dueTime: null }
    if (plain.title === '' || typed === start) return onCancel()
    const step = withAlt ? null : await readNow(typed)
    onKeepStep(step ?? plain, after)
  }
  return (
    <Popover opened={text !== start && text.trim() !== ''} position="bottom-start" offset={4}>
      <Popover.Target>
        <div style={{ width: '100%' }}>
          <TextCell
            label={label}
            start={start}
            placeholder={t('edit.stepPlaceholder')}
            onChange={setText}
            onCancel={onCancel}
            onKeep={(typed, after, withAlt) => void keep(typed, after, withAlt)}
          />
        </div>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        <div className={classes.reading} role="status">
          <Reading isFirst keys="Enter">
            <IconCalendarPlus size={16} stroke={1.6} aria-hidden="true" />
            <span>
              <b>{read?.title ?? text.trim()}</b>{' '}
              {read === null ? t('edit.noDateRead') : formats.day(read.dueDay, 'weekday')}{' '}
              {read?.dueTime}
            </span>
          </Reading>
          {read !== null && row.nextStep !== null && (
            <Reading keys="Alt+Enter">{t('edit.keepDate')}</Reading>
          )}
          <p className={classes.readingHint}>{t('edit.stepHint')}</p>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

/** The editor inside a cell of the list: Enter and leaving keep, Tab goes on, Esc restores. */
export const CellEditor = (props: CellEditorProps) => {
  const { t } = useTranslation('contacts')
  const { row, column, onKeep, onCancel } = props
  const label = t('edit.cell', { column: t(`column.${column}`), name: row.displayName })
  switch (column) {
    case 'stage':
      return <StageCell {...props} label={label} />
    case 'next-step':
      return <StepCell {...props} label={label} />
    case 'company':
    case 'name': {
      const start = column === 'name' ? row.displayName : (row.company?.name ?? '')
      const Cell = column === 'name' ? TextCell : CompanyCell
      return (
        <Cell
          label={label}
          start={start}
          placeholder={t(`column.${column}`)}
          onCancel={onCancel}
          onKeep={(text, after) =>
            text.trim() === start || (column === 'name' && text.trim() === '')
              ? onCancel()
              : onKeep(text.trim() === '' ? null : text.trim(), after)
          }
        />
      )
    }
    default:
      return null
  }
}
