import { useTranslation } from 'react-i18next'
import { readNumber } from '#shared/domain/numbers.ts'
import { type InlineFieldProps, InlineText } from './inline-text.tsx'

/** Signs and words of currencies; 万 and 亿 are parts of the number. */
const currencyWords = /[\p{Sc}a-z]|元|块|圆|円/giu

/**
 * Reads a number as people type it: `1,250`, `1.234,50`, `12,5`, `€ 45`.
 *
 * `1.250` is one and a quarter, as the app prints numbers, but an amount of a currency with fewer
 * `parts` (digits after the mark) is meant in thousands.
 */
const readTyped = (text: string, parts: number | undefined): number | null => {
  if (parts === undefined) return readNumber(text, 'point')
  const amount = text.replace(currencyWords, '').trim()
  const hasTooMany = new RegExp(`\\.\\d{${parts + 1},}$`, 'u').test(amount)
  return readNumber(amount, hasTooMany ? 'comma' : 'point')
}

/** A number as a fact; what is no number is refused with a sentence and stays in the field. */
export const InlineNumber = ({
  value,
  onSave,
  min,
  max,
  parts,
  format,
  ...rest
}: InlineFieldProps<number> & {
  readonly min?: number
  readonly max?: number
  /** An amount of money: digits its currency has after the mark. */
  readonly parts?: number
  /** How the number is printed at rest. */
  readonly format?: (value: number) => string
}) => {
  const { t } = useTranslation('common')
  const save = async (text: string | null) => {
    if (text === null) return onSave(null)
    const number = readTyped(text, parts)
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
