import { type FocusEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../format.ts'
import { InlineFrame, InlineValue } from './field-row.tsx'
import classes from './inline-field.module.css'
import type { InlineFieldProps } from './inline-text.tsx'
import { type PartialDate, readPartialDate } from './partial-date.ts'
import { useInlineEdit } from './use-inline-edit.ts'

const asText = (date: PartialDate | null) => ({
  year: String(date?.year ?? ''),
  month: date === null ? '' : String(date.month),
  day: date === null ? '' : String(date.day),
})

/** A day as a fact; the year may stay open unless `requiresYear`. */
export const InlineDate = ({
  withLabel = true,
  requiresYear = false,
  ...props
}: InlineFieldProps<PartialDate> & { readonly requiresYear?: boolean }) => {
  const { t } = useTranslation('common')
  const formats = useFormats()
  const edit = useInlineEdit<PartialDate | null>(
    props.onSave,
    t('failures.other'),
    props.startsEditing,
  )
  const [draft, setDraft] = useState(asText(props.value))
  // What stood here when it was opened; what another window saves meanwhile stays.
  const [before, setBefore] = useState(draft)
  const two = (value: number): string => String(value).padStart(2, '0')
  const print = (date: PartialDate): string =>
    date.year === null
      ? formats.monthDay(date.month, date.day)
      : formats.day(
          `${String(date.year).padStart(4, '0')}-${two(date.month)}-${two(date.day)}`,
          'long',
        )

  const start = (): void => {
    setDraft(asText(props.value))
    setBefore(asText(props.value))
    edit.start()
  }

  const close = (isKept = false): void => {
    edit.stop()
    props.onClose?.(isKept)
  }
  const keep = (): void => {
    const isSame =
      before.year === draft.year && before.month === draft.month && before.day === draft.day
    if (isSame) return close()
    if (draft.year + draft.month + draft.day === '') {
      close(true)
      void edit.keep(null)
      return
    }
    const date = readPartialDate(draft)
    if (date === null || (requiresYear && date.year === null)) {
      return edit.fail(t('thisDayDoesNotExist'))
    }
    close(true)
    void edit.keep(date)
  }
  const handleKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    } else if (event.key === 'Enter') {
      event.preventDefault()
      keep()
    }
  }
  const handleBlur = (event: FocusEvent): void => {
    const isInside = event.currentTarget.contains(event.relatedTarget)
    if (!isInside) keep()
  }
  const order =
    formats.language === 'zh-CN'
      ? (['year', 'month', 'day'] as const)
      : (['day', 'month', 'year'] as const)
  return (
    <InlineFrame
      label={props.label}
      withLabel={withLabel}
      edit={edit}
      was={props.value === null ? null : print(props.value)}
      editor={
        <div className={classes.parts} onBlur={handleBlur} onKeyDown={handleKeyDown}>
          {order.map((part, index) => (
            <input
              key={part}
              className={`${classes.input} ${part === 'year' ? classes.long : classes.short}`}
              inputMode="numeric"
              aria-label={`${props.label}: ${t(part)}`}
              aria-invalid={edit.error !== null}
              placeholder={part === 'year' && !requiresYear ? t('optionalYear') : t(part)}
              // The owner has just clicked the fact: the caret belongs in its first part.
              autoFocus={index === 0 && edit.takesFocus}
              value={draft[part]}
              onChange={(event) => setDraft({ ...draft, [part]: event.target.value })}
            />
          ))}
        </div>
      }
      value={
        <InlineValue
          edit={edit}
          label={props.label}
          text={props.value === null ? null : print(props.value)}
          emptyText={props.emptyText ?? t('empty')}
          disabledReason={props.disabledReason}
          display={props.display}
          onStart={start}
        />
      }
    />
  )
}
