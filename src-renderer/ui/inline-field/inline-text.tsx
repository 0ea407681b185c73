import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useUnsaved } from '../use-text-keeping.ts'
import { InlineFrame, InlineValue } from './field-row.tsx'
import classes from './inline-field.module.css'
import { type SaveField, useInlineEdit } from './use-inline-edit.ts'

/** What every inline field takes. */
export interface InlineFieldProps<Value> {
  readonly label: string
  readonly value: Value | null
  /** Saves the new value (null blanks it); answers an error or warning sentence, or nothing. */
  readonly onSave: SaveField<Value | null>
  /** Shown in place of a missing value; "empty" when absent. */
  readonly emptyText?: string
  /** False: the label is only for screen readers. */
  readonly withLabel?: boolean
  /** Why it cannot be changed here. */
  readonly disabledReason?: string
  /** How the value looks at rest, when it is more than its text. */
  readonly display?: ReactNode
  /** Starts in the editor (a fact that was just added). */
  readonly startsEditing?: boolean
  /** Called when the editor closes; true when another value is being saved. */
  readonly onClose?: (isKept: boolean) => void
}

/** Extra ways of a text field. */
export interface InlineTextProps extends InlineFieldProps<string> {
  readonly multiline?: boolean
  readonly type?: 'text' | 'email' | 'tel' | 'url'
  readonly required?: boolean
}

const idleMs = 1000

const composes = (event: KeyboardEvent): boolean =>
  event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229

/** A fact as text: plain until clicked; Enter or leaving keeps, Esc restores. */
export const InlineText = ({ withLabel = true, ...props }: InlineTextProps) => {
  const { t } = useTranslation('common')
  const edit = useInlineEdit<string | null>(props.onSave, t('failures.other'), props.startsEditing)
  const [draft, setDraft] = useState(props.value ?? '')
  const [before, setBefore] = useState(props.value)
  // What was last saved from here; what another window saves meanwhile stays.
  const kept = useRef(props.value ?? '')
  const isLeaving = useRef(false)
  const idle = useRef<ReturnType<typeof setTimeout>>(undefined)

  const start = (): void => {
    setDraft(props.value ?? '')
    setBefore(props.value)
    kept.current = props.value ?? ''
    isLeaving.current = false
    edit.start()
  }
  const setUnsaved = useUnsaved()
  useEffect(() => () => clearTimeout(idle.current), [])

  const keep = async (text: string): Promise<void> => {
    clearTimeout(idle.current)
    setUnsaved(null)
    const trimmed = text.trim()
    const last = kept.current
    if (trimmed === last || (trimmed === '' && props.required === true)) return
    kept.current = trimmed
    if (!(await edit.keep(trimmed === '' ? null : trimmed))) kept.current = last
  }
  const leave = (keeps: boolean): void => {
    if (isLeaving.current) return
    isLeaving.current = true
    edit.stop()
    const text = keeps ? draft : (before ?? '')
    const isKept = text.trim() !== kept.current
    void keep(text).then(() => {
      isLeaving.current = false
    })
    props.onClose?.(isKept)
  }
  const handleKeyDown = (event: KeyboardEvent): void => {
    if (composes(event)) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      leave(false)
    } else if (
      event.key === 'Enter' &&
      (props.multiline !== true || event.ctrlKey || event.metaKey)
    ) {
      event.preventDefault()
      leave(true)
    }
  }
  const handleChange = (text: string): void => {
    setDraft(text)
    clearTimeout(idle.current)
    setUnsaved(() => keep(text))
    if (props.multiline === true) idle.current = setTimeout(() => void keep(text), idleMs)
  }
  const shared = {
    className: classes.input,
    value: draft,
    'aria-label': props.label,
    'aria-invalid': edit.error !== null,
    // The owner has just clicked the fact: the caret belongs here.
    autoFocus: edit.takesFocus,
    onBlur: () => leave(true),
    onKeyDown: handleKeyDown,
  }
  return (
    <InlineFrame
      label={props.label}
      withLabel={withLabel}
      edit={edit}
      was={before !== null && before !== draft ? before : null}
      editor={
        props.multiline === true ? (
          <textarea {...shared} rows={4} onChange={(event) => handleChange(event.target.value)} />
        ) : (
          <input
            {...shared}
            type={props.type ?? 'text'}
            onChange={(event) => handleChange(event.target.value)}
          />
        )
      }
      value={
        <InlineValue
          edit={edit}
          label={props.label}
          text={props.value}
          emptyText={props.emptyText ?? t('empty')}
          disabledReason={props.disabledReason}
          display={props.display}
          onStart={start}
        />
      }
    />
  )
}
