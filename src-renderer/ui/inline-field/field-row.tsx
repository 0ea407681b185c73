import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './inline-field.module.css'
import type { InlineEdit } from './use-inline-edit.ts'

/** A label and what stands beside it, in the measures of the side panel. */
export const FieldRow = ({ label, children }: { label: ReactNode; children: ReactNode }) => (
  <div className={classes.row}>
    <span className={classes.label}>{label}</span>
    <div className={classes.plain}>{children}</div>
  </div>
)

/** The frame of an inline field: label, value or editor, old value, sentence, state. */
export const InlineFrame = ({
  label,
  withLabel,
  edit,
  was,
  editor,
  value,
}: {
  label: string
  withLabel: boolean
  edit: InlineEdit
  /** The value before, shown below the editor. */
  was: string | null
  editor: ReactNode
  value: ReactNode
}) => {
  const { t } = useTranslation('common')
  const { setFrame, isEditing, isSaving, isSaved, error, warning } = edit
  return (
    <div ref={setFrame} className={classes.row} data-bare={!withLabel || undefined}>
      {withLabel && <span className={classes.label}>{label}</span>}
      <div className={classes.cell}>
        {isEditing ? <div className={classes.editor}>{editor}</div> : value}
        {error !== null && (
          <p className={classes.note} data-tone="error" role="alert">
            {error}
          </p>
        )}
        {warning !== null && !isEditing && (
          <p className={classes.note} data-tone="warning">
            {warning}
          </p>
        )}
        {isEditing && error === null && was !== null && (
          <p className={classes.note}>{t('was', { value: was })}</p>
        )}
        <span className={classes.state} aria-live="polite">
          {isSaving && t('saving')}
          {isSaved && !isEditing && <IconCheck size={15} stroke={1.8} aria-label={t('saved')} />}
        </span>
      </div>
    </div>
  )
}

/** The value at rest: plain text until it is clicked. */
export const InlineValue = ({
  edit,
  label,
  text,
  emptyText,
  disabledReason,
  display,
  onStart,
}: {
  edit: InlineEdit
  label: string
  text: string | null
  emptyText: string
  /** Why it cannot be changed here; shown as tooltip. */
  disabledReason: string | undefined
  /** How the value looks, when it is more than its text. */
  display: ReactNode | undefined
  onStart: () => void
}) => {
  const { t } = useTranslation('common')
  const isEmpty = text === null || text === ''
  return (
    <button
      type="button"
      className={classes.value}
      // Enter and Esc lead back from the editor to where it was opened.
      autoFocus={edit.takesFocus}
      data-empty={isEmpty || undefined}
      disabled={disabledReason !== undefined}
      title={disabledReason}
      onClick={onStart}
    >
      <span className="kith-visually-hidden">{t('fieldName', { label })}</span>
      {isEmpty ? emptyText : (display ?? text)}
      <span className="kith-visually-hidden">{t('fieldEdit')}</span>
    </button>
  )
}
