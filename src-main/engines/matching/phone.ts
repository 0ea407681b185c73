import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max'
import { cutExtension } from '#shared/domain/phone-extension.ts'
import { readQuickly } from './quick-phone.ts'
import { vanityDigits } from './vanity-digits.ts'

/** What a number is, when its digits tell. */
export type PhoneKind = 'mobile' | 'landline' | 'other'

/** Why a text could not be read as a phone number. */
export type PhoneProblem = 'too-short' | 'too-long' | 'not-a-number' | 'no-country' | 'lost-digits'

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

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu
/** What people write before a number: `tel:`, `Tel.`, the apostrophe of spreadsheets, `电话：`. */
const leading =
  /^(?:(?:tel|phone|mobil[e]?|handy|fax|fon|t|m|f|p|电话|手机|座机|传真)\s*[.:：]+|')\s*/iu
const openedPlus = /^\(\s*(?=\+)/u
/** `1.39E+10`, as spreadsheets show long numbers. */
const scientific = /^(\d)(?:[.,](\d+))?E\+?(\d{1,2})$/iu

/**
 * Reads a phone number in the form +351912345678.
 *
 * `country` (ISO 3166, two letters) is where numbers without a country belong; null when unknown.
 * A number is accepted when its length is possible in its country: numbering plans move faster
 * than lists of them. Extensions are left out of the result.
 */
export const toE164 = (raw: string, country: string | null): DialledNumber => {
  const text = raw.trim()
  const place = placeOf(country)
  const quick = readQuickly(text, place)
  if (quick !== null) return checked({ e164: quick, problem: null })
  const key = `${place ?? ''} ${text}`
  const known = memo.get(key)
  if (known !== undefined) return known
  const result = checked(readSlowly(text, place))
  if (memo.size >= memoLimit) memo.clear()
  memo.set(key, result)
  return result
}

/**
 * Mobile numbers of China have eleven digits; the library allows ten, which only numbers of other
 * kinds have. A digit too few is the commonest slip there.
 */
const checked = (read: DialledNumber): DialledNumber =>
  read.e164?.startsWith('+861') === true && shortChineseMobile.test(read.e164)
    ? { e164: null, problem: 'too-short' }
    : read

const shortChineseMobile = /^\+861[3-9]\d{0,8}$/u

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

const places = new Map<string, CountryCode | null>()

/** The country as the library names it; null when it knows none of that name. */
const placeOf = (country: string | null): CountryCode | null => {
  if (country === null) return null
  const known = places.get(country)
  if (known !== undefined) return known
  const code = country.toUpperCase()
  const place = isSupportedCountry(code) ? code : null
  if (places.size < 1000) places.set(country, place)
  return place
}

/** The zeros of Arabic, Persian, Devanagari, Bengali and Thai. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50]
const otherDigits = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59]/gu

/** The digits of other scripts as 0-9. */
export const asciiDigits = (text: string): string =>
  text.replace(otherDigits, (sign) => {
    const code = sign.charCodeAt(0)
    return String(code - (zeros.findLast((zero) => code >= zero) ?? code))
  })

const readSlowly = (raw: string, country: CountryCode | null): DialledNumber => {
  const text = asciiDigits(raw)
    .replace(invisible, '')
    .replace(leading, '')
    .replace(openedPlus, '')
    .trim()
  const power = scientific.exec(text)
  if (power !== null) {
    const digits = `${power[1]}${power[2] ?? ''}`
    const length = Number(power[3]) + 1
    // All digits but the zeros at the end are there: 1.391234567E+10.
    if (digits.length < length - 1) return { e164: null, problem: 'lost-digits' }
    return readWithPlan(digits.padEnd(length, '0'), country)
  }
  const withoutPlus = readWithoutPlus(text, country)
  if (withoutPlus !== null) return withoutPlus
  const asTyped = readWithPlan(text, country)
  if (asTyped.e164 !== null) return asTyped
  const bare = cutExtension(text).number.trim()
  const without = bare === text || bare === '' ? asTyped : readWithPlan(bare, country)
  if (without.e164 !== null) return without
  return readVanity(text, country) ?? readForeign(text, without.problem) ?? asTyped
}

/** Kinds of numbers that are sold for the word they spell; elsewhere a word behind is a label. */
const spelledKinds: ReadonlySet<string | undefined> = new Set([
  'TOLL_FREE',
  'SHARED_COST',
  'PREMIUM_RATE',
])

/** `1-800-FLOWERS`; null when the digits of the word are no such number. */
const readVanity = (text: string, country: CountryCode | null): DialledNumber | null => {
  if (!/[a-z]{3}/iu.test(text)) return null
  const isInAmerica = country !== null && getCountryCallingCode(country) === '1'
  const digits = vanityDigits(text, isInAmerica)
  if (digits === null) return null
  const options = country === null ? {} : { defaultCountry: country }
  const number = parsePhoneNumberFromString(digits, options)
  if (number?.isValid() !== true || !spelledKinds.has(number.getType())) return null
  return { e164: number.number, problem: null }
}

/** Spreadsheets drop the + of 4917155432109; such a number is long and exists with it. */
const readWithoutPlus = (text: string, country: CountryCode | null): DialledNumber | null => {
  if (country === null || !/^[1-9][\d\s().-]+$/u.test(text)) return null
  const digits = text.replace(/\D/gu, '')
  if (digits.length < 11 || digits.length > 15) return null
  if (!digits.startsWith(getCountryCallingCode(country))) return null
  const number = parsePhoneNumberFromString(`+${digits}`)
  return number?.isValid() === true ? { e164: number.number, problem: null } : null
}

/** What is too long for the own country may be a mobile of another that lost its +: 31612345678. */
const readForeign = (text: string, problem: PhoneProblem | null): DialledNumber | null => {
  if (problem !== 'too-long' || !/^[2-9][\d\s().-]+$/u.test(text)) return null
  const number = parsePhoneNumberFromString(`+${text.replace(/\D/gu, '')}`)
  const isMobile = number?.isValid() === true && number.getType() === 'MOBILE'
  return isMobile ? { e164: number.number, problem: null } : null
}

/** Mobiles of Mexico had a 1 behind +52 until 2019. */
const oldMexican = /^((?:\+|00)\s*52)[\s-]*1(?=(?:\D*\d){10}$)/u

/** Mobiles of Chile have a 9 in front since 2012; no landline had eight digits that begin so. */
const oldChilean = /^(?:(?:\+|00)\s*56[\s-]*)?([89](?:[\s.-]*\d){7})$/u

const readWithPlan = (text: string, country: CountryCode | null): DialledNumber => {
  const asTyped = parse(text, country)
  const chilean = asTyped.e164 === null ? oldChilean.exec(text)?.[1] : undefined
  if (chilean !== undefined && (country === 'CL' || /^(?:\+|00)/u.test(text))) {
    return parse(`+569${chilean}`, null)
  }
  if (asTyped.e164 === null && oldMexican.test(text)) {
    return parse(text.replace(oldMexican, '$1'), country)
  }
  // 00 is how most of the world writes +, also where the own country dials out otherwise.
  if (asTyped.e164 === null && text.startsWith('00')) {
    const international = parse(`+${text.slice(2)}`, country)
    if (international.e164 !== null) return international
  }
  return asTyped
}

const parse = (text: string, country: CountryCode | null): DialledNumber => {
  const options = country === null ? {} : { defaultCountry: country }
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
