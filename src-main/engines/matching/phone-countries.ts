import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'

/** Countries that are tried where a file says nothing about its own, the likeliest first. */
export const usualCountries: readonly string[] =
  'US GB DE FR ES PT IT NL CN IN BR MX CA AU CH AT JP PL BE IE'.split(' ')

/** Whether a number exists in a country (two letters), or anywhere when it says which it is of. */
export const isPhoneOf = (text: string, country: string): boolean =>
  isSupportedCountry(country) &&
  parsePhoneNumberFromString(text, { defaultCountry: country, extract: false })?.isValid() === true

/** As `isPhoneOf`, and somebody may carry it about. */
export const isMobileOf = (text: string, country: string): boolean => {
  if (!isSupportedCountry(country)) return false
  const number = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false })
  const type = number?.isValid() === true ? number.getType() : undefined
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE'
}

/** The country of a number that begins with a plus; null when it is none. */
export const countryOfPhone = (text: string): string | null =>
  parsePhoneNumberFromString(text)?.country ?? null

/** How a list of numbers fits a country, both 0-1. */
export interface PhoneFit {
  /** Numbers that exist there. */
  readonly share: number
  /** Numbers that somebody may carry about there; large plans have landlines of any kind. */
  readonly mobile: number
}

/** How the numbers fit a country; nothing fits without numbers. */
export const fitOfPhones = (numbers: readonly string[], country: string): PhoneFit => {
  const count = (test: typeof isPhoneOf) => numbers.filter((number) => test(number, country)).length
  const total = Math.max(1, numbers.length)
  return { share: count(isPhoneOf) / total, mobile: count(isMobileOf) / total }
}
