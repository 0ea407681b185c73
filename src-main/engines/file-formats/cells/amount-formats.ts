import { currencyByCountry } from '#shared/domain/countries.ts'
import { currencyOf, minorDigitsOf, sharedSign } from '#shared/domain/money.ts'
import { plainNumber } from '../workbook/sheet-values.ts'
import { countryOfLocale } from './locale-countries.ts'

/** What the number format of a cell says about its amount. */
export interface AmountFormat {
  /** Stands before the amount: a code (ISO 4217), else the sign as the format has it; `%` behind. */
  readonly currency: string
  /** Digits after the mark that are worth keeping; null keeps them all. */
  readonly places: number | null
}

/** Quoted text, an escaped sign, brackets, a blank as wide as a sign, a filling sign, any sign. */
const token = /"([^"]*)"|\\(.)|\[([^\]]*)\]|_.|\*.|[^]/gu
const bracketed = /^\$([^-]*)(?:-(.+))?$/u
/** Feet, where the forint is `Ft`. */
const noCurrency: ReadonlySet<string> = new Set(['ft'])

/**
 * The currency that a number format shows beside its amounts: `[$CHF-807] #,##0.00`, `"$"#,##0`,
 * `_-[$£-809]* #,##0.00_-`, `#,##0\ "Ft"`. Null when it shows none, as `[$-409]`, which is a
 * language alone.
 */
export const amountFormat = (code: string): AmountFormat | null => {
  let literal = ''
  let digits = ''
  for (const [whole, quoted, escaped, inBrackets] of code.matchAll(token)) {
    if (whole === ';') break
    const sign = bracketed.exec(inBrackets ?? '')
    if (sign !== null && sign[1] !== '') {
      return withPlaces(signOf(sign[1] ?? '', sign[2]), placesOf(code))
    }
    if (quoted !== undefined || escaped !== undefined) literal += quoted ?? escaped ?? ''
    else if (/^[\p{Sc}\s]$/u.test(whole)) literal += whole
    else if (/^[%E]$/iu.test(whole)) return null
    else digits += inBrackets === undefined && whole.length === 1 ? whole : ''
  }
  const word = literal.trim()
  if (!/[0#?]/u.test(digits) || noCurrency.has(word)) return null
  const currency = sharedSign(word) === null ? currencyOf(word, '') : word
  return currency === null ? null : withPlaces(currency, placesOf(code))
}

const percent = /^(?:0|#|\?|\.|,)+\s*%$/u

/** The format of a share, `0%` or `0.0 %`: what is stored as 0.125 is shown as 12.5 %. */
export const percentFormat = (code: string): AmountFormat | null =>
  percent.test(code.split(';')[0] ?? '') ? { currency: '%', places: null } : null

/** Digits that the first part of a format shows after the mark. */
const placesOf = (code: string): number => {
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./gu, '').split(';')[0] ?? ''
  return /\.([0#?]+)/u.exec(bare)?.[1]?.length ?? 0
}

/** What formulas leave behind the last digit that is seen and that the currency has says nothing. */
const withPlaces = (currency: string, shown: number): AmountFormat => {
  const isShared = sharedSign(currency) !== null
  if (!isShared && currencyOf(currency, '') === null) return { currency, places: null }
  return { currency, places: Math.max(shown, isShared ? 2 : minorDigitsOf(currency)) }
}

/**
 * The code of a sign, by the language beside it where several currencies share the sign; else the
 * sign itself. An unknown sign is the money of its country, but not where that has the euro now:
 * then it is older money, and the amount must not become euros.
 */
const signOf = (sign: string, locale: string | undefined): string => {
  const word = sign.trim()
  const country = locale === undefined ? null : countryOfLocale(locale)
  const local = country === null ? undefined : currencyByCountry[country]
  const several = sharedSign(word)
  if (several === null) {
    const named = currencyOf(word, '')
    if (named !== null) return named
  }
  return local === undefined || local === 'EUR' ? word : local
}

/** The amount with its currency before it; `text` is a plain number. */
export const amountText = (text: string, { currency, places }: AmountFormat): string =>
  currency === '%'
    ? `${plainNumber(String(Number(text) * 100))} %`
    : `${currency} ${places === null ? text : rounded(text, places)}`

const rounded = (text: string, places: number): string => {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)\.?(\d*)$/u.exec(text) ?? []
  if (fraction.length <= places) return text
  const up = Number(fraction[places]) >= 5 ? 1n : 0n
  const minor = String(BigInt(whole + fraction.slice(0, places)) + up).padStart(places + 1, '0')
  const cut = minor.length - places
  return `${sign}${minor.slice(0, cut)}${places > 0 ? '.' : ''}${minor.slice(cut)}`
}
