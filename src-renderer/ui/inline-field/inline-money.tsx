import { useTranslation } from 'react-i18next'
import { type Money, minorDigitsOf, readMoney } from '#shared/domain/money.ts'
import { useFormats } from '../format.ts'
import { type InlineFieldProps, InlineText } from './inline-text.tsx'

/**
 * Reads an amount as people type it: `1.250` is in thousands where no amount of the currency has
 * three digits behind the mark.
 */
const readTyped = (text: string, currency: string): Money | null =>
  readMoney(text, { decimal: 'point', currency }) ?? readMoney(text, { decimal: 'comma', currency })

/**
 * An amount as a fact: `1.250,50`, `45 EUR`, `$ 12`, `1.5万元`. What names a currency is kept in it;
 * what is no amount is refused with a sentence and stays in the field.
 */
export const InlineMoney = ({
  value,
  onSave,
  currency: own,
  ...rest
}: InlineFieldProps<Money> & {
  /** Of amounts that do not name one, before there is any. */
  readonly currency: string
}) => {
  const { t } = useTranslation('common')
  const formats = useFormats()
  const currency = value?.currency ?? own
  const save = async (text: string | null) => {
    const money = text === null ? null : readTyped(text, currency)
    if (text !== null && money === null) return { error: t('notANumber') }
    return onSave(money)
  }
  return (
    <InlineText
      {...rest}
      value={value === null ? null : String(value.amountMinor / 10 ** minorDigitsOf(currency))}
      display={value === null ? rest.display : formats.money(value.amountMinor, currency)}
      onSave={save}
    />
  )
}
