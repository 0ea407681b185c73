import { useCallback, useEffect, useRef, useState } from 'react'

/** What saving a field answered; nothing means it is saved. */
export interface FieldOutcome {
  /** The sentence under the field; the typed text stays in it. */
  readonly error?: string
  /** Kept as typed, with this remark. */
  readonly warning?: string
  /** Not saved: the text that stands there by now, where it was changed in another window. */
  readonly elsewhere?: { readonly now: string | null }
}

/** What a longer text was before it was changed here, and whether nobody can be asked any more. */
export interface SaveSince {
  readonly before: string | null
  readonly isLeaving: boolean
}

/** Saves a value; rejects or answers an error sentence when that fails. */
export type SaveField<Value> = (
  value: Value,
  since?: SaveSince,
) => Promise<FieldOutcome | undefined | void>

/** Where an inline field stands. */
export interface InlineEdit {
  /** Told the element around the value and its editor. */
  readonly setFrame: (frame: HTMLElement | null) => void
  /**
   * Whether what is shown next, the editor or the value at rest, takes the focus: only where the
   * owner is still here. A field that could not be saved never calls back somebody who went on.
   */
  readonly takesFocus: boolean
  readonly isEditing: boolean
  readonly isSaving: boolean
  readonly isSaved: boolean
  readonly error: string | null
  readonly warning: string | null
  readonly elsewhere: NonNullable<FieldOutcome['elsewhere']> | null
  readonly start: () => void
  readonly stop: () => void
  readonly fail: (sentence: string) => void
}

const savingAfterMs = 300
const savedForMs = 2000

const hasFocus = (frame: HTMLElement | null): boolean =>
  frame?.contains(document.activeElement) ?? false

/** The life of an inline field: rest, editing, saving (shown after 300 ms), saved (2 s), error. */
export const useInlineEdit = <Value>(
  onSave: SaveField<Value>,
  failureText: string,
  startsEditing = false,
): InlineEdit & { readonly keep: (value: Value, since?: SaveSince) => Promise<boolean> } => {
  const [isEditing, setEditing] = useState(startsEditing)
  const [isSaving, setSaving] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const [answer, setAnswer] = useState<FieldOutcome>({})
  const [takesFocus, setTakesFocus] = useState(startsEditing)
  const [frame, setFrame] = useState<HTMLElement | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const keep = useCallback(
    async (value: Value, since?: SaveSince): Promise<boolean> => {
      clearTimeout(timer.current)
      setAnswer(({ elsewhere }) => (elsewhere === undefined ? {} : { elsewhere }))
      timer.current = setTimeout(() => setSaving(true), savingAfterMs)
      const saved = since === undefined ? onSave(value) : onSave(value, since)
      const outcome = await saved.catch((): FieldOutcome => ({ error: failureText }))
      clearTimeout(timer.current)
      setSaving(false)
      setAnswer(outcome ?? {})
      if (outcome?.error !== undefined || outcome?.elsewhere !== undefined) {
        setTakesFocus(hasFocus(frame))
        setEditing(true)
        return false
      }
      setSaved(true)
      timer.current = setTimeout(() => setSaved(false), savedForMs)
      return true
    },
    [onSave, failureText, frame],
  )

  return {
    setFrame,
    takesFocus,
    isEditing,
    isSaving,
    isSaved,
    error: answer.error ?? null,
    warning: answer.warning ?? null,
    elsewhere: answer.elsewhere ?? null,
    keep,
    start: () => {
      setTakesFocus(true)
      setEditing(true)
    },
    stop: () => {
      setTakesFocus(hasFocus(frame))
      setEditing(false)
      setAnswer(({ warning }) => (warning === undefined ? {} : { warning }))
    },
    fail: (error) => setAnswer({ error }),
  }
}
