import {
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'

/** Countries that are tried where a file says nothing about its own, the likeliest first. */
export const usualCountries: readonly string[] =
  'US GB DE FR ES PT IT NL CN IN BR MX CA AU CH AT JP PL BE IE'.split(' ')

/** The area or the exchange 555 of North America: numbers of films and of examples, and some real. */
const exchange555 = /^\+1(?:555|[2-9]\d{2}555)\d/u

/** Whether a number exists in a country (two letters), or anywhere when it says which it is of. */
export const isPhoneOf = (text: string, country: string): boolean =>
  existing(text, country) !== null

/** The number of that country; one of the exchange 555 counts, for lists of samples are full of them. */
const existing = (text: string, country: string): PhoneNumber | null => {
  if (!isSupportedCountry(country)) return null
  const number = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false })
  if (number === undefined) return null
  const isSample = exchange555.test(number.number) && number.isPossible()
  return number.isValid() || isSample ? number : null
}

/** As `isPhoneOf`, and somebody may carry it about. */
export const isMobileOf = (text: string, country: string): boolean => {
  const number = existing(text, country)
  if (number === null) return false
  const type = number.getType()
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE' || exchange555.test(number.number)
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
