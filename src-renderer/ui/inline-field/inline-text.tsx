import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChangedElsewhere } from '../changed-elsewhere.tsx'
import { SuggestedInput, takesSuggestion } from '../suggested-input.tsx'
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
  /** Of a single line: values to choose from. */
  readonly suggestions?: readonly string[]
  /** Told what is typed, as it is. */
  readonly onType?: (text: string) => void
}

const idleMs = 1000

const composes = (event: KeyboardEvent): boolean =>
  event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229

/** What is typed into a field and how it is saved: after a rest, on leaving, and with its page. */
const useTypedText = (
  props: Pick<InlineTextProps, 'value' | 'onSave' | 'required' | 'multiline' | 'startsEditing'>,
) => {
  const { t } = useTranslation('common')
  const edit = useInlineEdit<string | null>(props.onSave, t('failures.other'), props.startsEditing)
  const [draft, setDraft] = useState(props.value ?? '')
  // What was last saved from here; what another window saves meanwhile stays.
  const kept = useRef(props.value ?? '')
  const idle = useRef<ReturnType<typeof setTimeout>>(undefined)
  const setUnsaved = useUnsaved()
  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
      clearTimeout(idle.current)
    }
  }, [])

  const keep = async (text: string, isLeaving = false): Promise<void> => {
    clearTimeout(idle.current)
    setUnsaved(null)
    const trimmed = text.trim()
    const last = kept.current
    if (trimmed === last || (trimmed === '' && props.required === true)) return
    kept.current = trimmed
    const before = last === '' ? null : last
    const since = props.multiline === true ? { before, isLeaving } : undefined
    if (await edit.keep(trimmed === '' ? null : trimmed, since)) return
    kept.current = last
    if (props.multiline !== true || isLeaving) return
    // Nobody is there to be asked any more.
    if (isGone.current) await keep(text, true)
    else setUnsaved(() => keep(text, true))
  }
  return {
    edit,
    draft,
    kept,
    keep,
    begin: (text: string): void => {
      setDraft(text)
      kept.current = text
    },
    /** Goes on with one of two texts, or with both. */
    settle: (text: string): void => {
      kept.current = edit.elsewhere?.now ?? ''
      setDraft(text)
      edit.stop()
      void keep(text)
    },
    type: (text: string): void => {
      setDraft(text)
      clearTimeout(idle.current)
      setUnsaved(() => keep(text, true))
      if (props.multiline === true) idle.current = setTimeout(() => void keep(text), idleMs)
    },
  }
}

/** A fact as text: plain until clicked; Enter or leaving keeps, Esc restores. */
export const InlineText = ({ withLabel = true, ...props }: InlineTextProps) => {
  const { t } = useTranslation('common')
  const { edit, draft, kept, keep, begin, settle, type } = useTypedText(props)
  const [before, setBefore] = useState(props.value)
  const isLeaving = useRef(false)

  const start = (): void => {
    begin(props.value ?? '')
    setBefore(props.value)
    isLeaving.current = false
    edit.start()
  }
  const leave = (keeps: boolean): void => {
    // Whoever has to choose between two texts is not done.
    if (keeps && edit.elsewhere !== null) return
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
  const typeOn = (text: string): void => {
    type(text)
    props.onType?.(text)
  }
  const choose = (text: string): void => {
    settle(text)
    props.onClose?.(true)
  }
  const handleKeyDown = (event: KeyboardEvent): void => {
    if (composes(event) || takesSuggestion(event)) return
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
          <>
            <textarea {...shared} rows={4} onChange={(event) => typeOn(event.target.value)} />
            {edit.elsewhere !== null && (
              <ChangedElsewhere now={edit.elsewhere.now} own={draft} onKeep={choose} />
            )}
          </>
        ) : props.suggestions === undefined ? (
          <input
            {...shared}
            type={props.type ?? 'text'}
            onChange={(event) => typeOn(event.target.value)}
          />
        ) : (
          <SuggestedInput {...shared} suggestions={props.suggestions} onChange={typeOn} />
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
