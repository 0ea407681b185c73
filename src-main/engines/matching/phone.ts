import {
  type CountryCode,
  isSupportedCountry,
  Metadata,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max'

/** What a number is, when its digits tell. */
export type PhoneKind = 'mobile' | 'landline' | 'other'

/** Why a text could not be read as a phone number. */
export type PhoneProblem = 'too-short' | 'too-long' | 'not-a-number' | 'no-country'

/** A phone number as it is compared and dialled; `e164` is null exactly when there is a problem. */
export interface DialledNumber {
  readonly e164: string | null
  readonly problem: PhoneProblem | null
}

/** As `DialledNumber`, with what kind of number it is (null when unknown). */
export interface NormalizedPhone extends DialledNumber {
  readonly kind: PhoneKind | null
}

const memoLimit = 20_000
const memo = new Map<string, DialledNumber>()
const lengthsOfCallingCode = new Map<string, ReadonlySet<number> | null>()
const metadata = new Metadata()

const plainInternational = /^\+[\d\s().\-/\u00a0\u2010-\u2013]+$/u
const leadingScheme = /^(?:tel:|')\s*/iu
const notDigits = /\D+/gu

/**
 * Reads a phone number in the form +351912345678.
 *
 * `country` (ISO 3166, two letters) is where numbers without a country belong; null when unknown.
 * A number is accepted when its length is possible in its country: numbering plans move faster
 * than lists of them. Extensions are left out of the result.
 */
export const toE164 = (raw: string, country: string | null): DialledNumber => {
  const text = raw.trim().replace(leadingScheme, '')
  const quick = readInternational(text)
  if (quick !== null) return quick
  const key = `${country ?? ''} ${text}`
  const known = memo.get(key)
  if (known !== undefined) return known
  const result = readWithPlan(text, country)
  if (memo.size >= memoLimit) memo.clear()
  memo.set(key, result)
  return result
}

/** As `toE164`, and tells mobile from landline where the numbering plan does. */
export const normalizePhone = (raw: string, country: string | null): NormalizedPhone => {
  const { e164, problem } = toE164(raw, country)
  return { e164, problem, kind: e164 === null ? null : kindOf(e164) }
}

const kindOf = (e164: string): PhoneKind | null => {
  const type = parsePhoneNumberFromString(e164)?.getType()
  if (type === undefined || type === 'FIXED_LINE_OR_MOBILE') return null
  if (type === 'MOBILE') return 'mobile'
  return type === 'FIXED_LINE' ? 'landline' : 'other'
}

/** The way without the library (25 times quicker) for numbers written with their country. */
const readInternational = (text: string): DialledNumber | null => {
  if (!plainInternational.test(text) || text.includes('(0)')) return null
  const digits = text.replace(notDigits, '')
  const code = callingCodeOf(digits)
  // A zero after the code may be a trunk prefix or, as in Italy, part of the number.
  if (code === null || digits[code.length] === '0') return null
  const isPossible = lengthsOf(code)?.has(digits.length - code.length) === true
  return isPossible ? { e164: `+${digits}`, problem: null } : null
}

const callingCodeOf = (digits: string): string | null => {
  for (const length of [1, 2, 3]) {
    const code = digits.slice(0, length)
    if (lengthsOf(code) !== null) return code
  }
  return null
}

const lengthsOf = (code: string): ReadonlySet<number> | null => {
  const known = lengthsOfCallingCode.get(code)
  if (known !== undefined) return known
  const found = readLengths(code)
  lengthsOfCallingCode.set(code, found)
  return found
}

const readLengths = (code: string): ReadonlySet<number> | null => {
  try {
    // The library takes calling codes here too; its types name only countries.
    metadata.selectNumberingPlan(code as CountryCode)
    return new Set(metadata.numberingPlan?.possibleLengths() ?? [])
  } catch {
    // The library throws for a calling code that no country has.
    return null
  }
}

const readWithPlan = (text: string, country: string | null): DialledNumber => {
  const asTyped = parse(text, country)
  // 00 is how most of the world writes +, also where the own country dials out otherwise.
  if (asTyped.e164 === null && text.startsWith('00')) {
    const international = parse(`+${text.slice(2)}`, country)
    if (international.e164 !== null) return international
  }
  return asTyped
}

const parse = (text: string, country: string | null): DialledNumber => {
  const options = defaultCountry(country)
  const number = parsePhoneNumberFromString(text, { ...options, extract: false })
  if (number?.isPossible() === true) return { e164: number.number, problem: null }
  return { e164: null, problem: problemOf(text, options) }
}

const problemOf = (
  text: string,
  options: { readonly defaultCountry?: CountryCode },
): PhoneProblem => {
  switch (validatePhoneNumberLength(text, options)) {
    case 'TOO_SHORT':
    case 'INVALID_LENGTH':
      return 'too-short'
    case 'TOO_LONG':
      return 'too-long'
    case 'INVALID_COUNTRY':
      return 'no-country'
    case 'NOT_A_NUMBER':
    case undefined:
      return 'not-a-number'
  }
}

const defaultCountry = (country: string | null): { readonly defaultCountry?: CountryCode } => {
  const code = country?.toUpperCase()
  return code !== undefined && isSupportedCountry(code) ? { defaultCountry: code } : {}
}
