import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/min'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { countryChoices } from '#renderer/ui/place-names.ts'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import { textEncodings } from '#shared/domain/text-encodings.ts'
import type { TableOptions } from '../import-types.ts'

/** A choice of a menu. */
export interface Choice<Value extends string = string> {
  readonly value: Value
  readonly label: string
}

type Encoding = NonNullable<TableOptions['encoding']>
type Order = NonNullable<TableOptions['dayOrder']>
type Decimal = NonNullable<TableOptions['decimal']>

/** The encodings by name, the usual ones first; `withMark` says that the file has a byte mark. */
export const useEncodingChoices = (withMark: boolean): readonly Choice<Encoding>[] => {
  const { t } = useTranslation('imports')
  return textEncodings.map((value) => ({
    value,
    label:
      withMark && value.startsWith('utf')
        ? t('encoding.withMark', { name: t(`encoding.${value}`) })
        : t(`encoding.${value}`),
  }))
}

/** How days and numbers may be written, in one choice: `day-first comma` … */
export type DayForm = `${Order} ${Decimal}`

const dayForms: readonly { readonly value: DayForm; readonly sample: string }[] = [
  { value: 'day-first comma', sample: '31.12.2026|1.234,56' },
  { value: 'day-first point', sample: '31/12/2026|1,234.56' },
  { value: 'month-first point', sample: '12/31/2026|1,234.56' },
  { value: 'month-first comma', sample: '12/31/2026|1.234,56' },
  { value: 'year-first point', sample: '2026-12-31|1,234.56' },
  { value: 'year-first comma', sample: '2026-12-31|1.234,56' },
]

/** Days and numbers by example. */
export const useDayForms = (): readonly Choice<DayForm>[] => {
  const { t } = useTranslation('imports')
  return dayForms.map(({ value, sample }) => {
    const [day = '', number = ''] = sample.split('|')
    return { value, label: t('days.sample', { day, number }) }
  })
}

/** The two settings of a choice of days and numbers. */
export const dayFormOptions = (form: DayForm): { dayOrder: Order; decimal: Decimal } => {
  const [dayOrder, decimal] = form.split(' ')
  // The type of a form says what its halves are.
  return { dayOrder: dayOrder as Order, decimal: decimal as Decimal }
}

/** A country with the code its phones begin with: Portugal +351. */
export const withCallingCode = (country: string, name: string): string =>
  isSupportedCountry(country) ? `${name} +${getCountryCallingCode(country)}` : name

/** Countries with the code their phones begin with: Portugal +351. */
export const useCallingCodes = (): readonly Choice[] => {
  const language = useViewLocale((locale) => locale.language)
  return useMemo(
    () =>
      countryChoices(language).map(({ value, label }) => ({
        value,
        label: withCallingCode(value, label),
      })),
    [language],
  )
}

const bothWays = /^\s*(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}\s*$/u

/** Day and month of a text that can be read both ways; null when it cannot. */
export const openDay = (text: string): { first: number; second: number } | null => {
  const match = bothWays.exec(text)
  const first = Number(match?.[1] ?? 0)
  const second = Number(match?.[2] ?? 0)
  const isOpen = first >= 1 && first <= 12 && second >= 1 && second <= 12 && first !== second
  return isOpen ? { first, second } : null
}
