import { Select } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { InlineFrame, InlineValue } from './field-row.tsx'
import type { InlineFieldProps } from './inline-text.tsx'
import { useInlineEdit } from './use-inline-edit.ts'

/** One choice of a select. */
export interface Choice<Value extends string> {
  readonly value: Value
  readonly label: string
}

/** A fact out of a list; choosing saves at once. */
export const InlineSelect = <Value extends string>({
  withLabel = true,
  ...props
}: InlineFieldProps<Value> & {
  readonly options: readonly Choice<Value>[]
  /** True unless it must have a value. */
  readonly clearable?: boolean
}) => {
  const { t } = useTranslation('common')
  const edit = useInlineEdit<Value | null>(props.onSave, t('failures.other'), props.startsEditing)
  const isLeaving = useRef(false)
  const { value } = props
  const isOffered = value === null || props.options.some((option) => option.value === value)
  // What stands there can be seen and kept, though it is not offered any more.
  const options = isOffered ? props.options : [{ value, label: value }, ...props.options]
  const chosen = props.options.find((option) => option.value === props.value)
  const start = (): void => {
    isLeaving.current = false
    edit.start()
  }
  // Choosing closes the list, and that closes the editor: it is left once.
  const leave = (isKept: boolean): void => {
    if (isLeaving.current) return
    isLeaving.current = true
    edit.stop()
    props.onClose?.(isKept)
  }
  const choose = (value: Value | null): void => {
    leave(value !== props.value)
    if (value !== props.value) void edit.keep(value)
  }
  return (
    <InlineFrame
      label={props.label}
      withLabel={withLabel}
      edit={edit}
      was={null}
      editor={
        <Select
          aria-label={props.label}
          data={[...options]}
          value={props.value}
          // The values of the list are of the type by construction.
          onChange={(value) => choose(value as Value | null)}
          clearable={props.clearable ?? true}
          searchable
          defaultDropdownOpened
          autoFocus={edit.takesFocus}
          // What is typed takes the place of the choice before.
          onFocus={(event) => event.currentTarget.select()}
          onDropdownClose={() => leave(false)}
          onBlur={() => leave(false)}
        />
      }
      value={
        <InlineValue
          edit={edit}
          label={props.label}
          text={chosen?.label ?? props.value}
          emptyText={props.emptyText ?? t('empty')}
          disabledReason={props.disabledReason}
          display={props.display}
          onStart={start}
        />
      }
    />
  )
}
