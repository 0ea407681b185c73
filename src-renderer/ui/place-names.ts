import { countryCodes, currencyCodes } from '#shared/domain/countries.ts'
import { dateFormat, displayNames, numberFormat } from '#shared/domain/intl.ts'
import type { Choice } from './inline-field/inline-select.tsx'
import type { Language } from './view-locale.ts'

const byLabel =
  (language: Language) =>
  (a: Choice<string>, b: Choice<string>): number =>
    a.label.localeCompare(b.label, language)

/** All countries by name. */
export const countryChoices = (language: Language): readonly Choice<string>[] => {
  const names = displayNames(language, { type: 'region' })
  return countryCodes
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .toSorted(byLabel(language))
}

const currencySymbol = (code: string, language: Language): string =>
  numberFormat(language, {
    style: 'currency',
    currency: code,
    currencyDisplay: 'narrowSymbol',
  })
    .formatToParts(0)
    .find((part) => part.type === 'currency')?.value ?? code

/** All currencies by name, with their sign: Euro €. */
export const currencyChoices = (language: Language): readonly Choice<string>[] => {
  const names = displayNames(language, { type: 'currency' })
  return currencyCodes
    .map((value) => {
      const name = names.of(value) ?? value
      const symbol = currencySymbol(value, language)
      return { value, label: name === symbol ? name : `${name} ${symbol}` }
    })
    .toSorted(byLabel(language))
}

/** A time zone in words, as it is now: "Western European Time". */
export const timeZoneName = (timeZone: string, language: Language): string =>
  dateFormat(language, { timeZone, timeZoneName: 'longGeneric' })
    .formatToParts()
    .find((part) => part.type === 'timeZoneName')?.value ?? timeZone
