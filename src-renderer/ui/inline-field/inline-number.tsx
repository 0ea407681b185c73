import { useTranslation } from 'react-i18next'
import { readNumber } from '#shared/domain/numbers.ts'
import { type InlineFieldProps, InlineText } from './inline-text.tsx'

/**
 * A number as a fact, as people type it: `1,250`, `1.234,50`, `12,5`; `1.250` is one and a quarter,
 * as the app prints numbers. What is no number is refused with a sentence and stays in the field.
 */
export const InlineNumber = ({
  value,
  onSave,
  min,
  max,
  format,
  ...rest
}: InlineFieldProps<number> & {
  readonly min?: number
  readonly max?: number
  /** How the number is printed at rest. */
  readonly format?: (value: number) => string
}) => {
  const { t } = useTranslation('common')
  const save = async (text: string | null) => {
    if (text === null) return onSave(null)
    const number = readNumber(text, 'point')
    if (number === null || number < (min ?? -Infinity) || number > (max ?? Infinity)) {
      return { error: t('notANumber') }
    }
    return onSave(number)
  }
  return (
    <InlineText
      {...rest}
      value={value === null ? null : String(value)}
      display={value === null || format === undefined ? rest.display : format(value)}
      onSave={save}
    />
  )
}
