import { isBlankText, visible } from '#main/engines/file-formats/cells/cell-values.ts'
import { countryCodeOf } from '#main/engines/file-formats/cells/country-names.ts'
import type { ColumnTarget } from '#main/engines/file-formats/columns/column-words.ts'
import { asciiDigits, toE164 } from '#main/engines/matching/phone.ts'
import {
  fitOfPhones,
  isMobileOf,
  isPhoneOf,
  type PhoneFit,
  usualCountries,
} from '#main/engines/matching/phone-countries.ts'

const lookedAt = 120
/** This share of the numbers must exist in a country for it to be theirs. */
const nearlyAll = 0.9
/** Numbers without which a country that nothing hints at is a guess. */
const enoughNumbers = 5
/** Weight below which a hint is none. */
const leastHint = 0.4
/** Weight from which the file itself says where it is from. */
const strongHint = 1.5
/** Weight that only several hints have together. */
const certainHint = 3

/** A file's phones and what it says of its country. */
export interface PhoneFile {
  readonly rows: readonly (readonly string[])[]
  readonly targets: readonly ColumnTarget[]
  /** Countries the file speaks of, by weight. */
  readonly hints: ReadonlyMap<string, number>
  /** Where the business is; null when unknown. */
  readonly country: string | null
}

/**
 * The country whose numbers the phones of a file are, where they are not the business's own; null
 * when they are or when nothing is certain.
 *
 * Numbers with a plus and those of rows that name a country say nothing. A country must have nine
 * of ten numbers, and the business's must not; among those the file speaks of the one that fits
 * best wins, another one only where no second one comes near and home cannot dial them.
 */
export const findPhoneCountry = ({ rows, targets, hints, country }: PhoneFile): string | null => {
  const numbers = nationalNumbers(rows, targets)
  if (numbers.length === 0) return null
  const own = country === null ? nowhere : fitOfPhones(numbers, country)
  const isOwn = own.share >= nearlyAll
  // Plans of large countries have room for half of any foreign list, or for all as landlines.
  const isBetter = ({ weight, mobile }: Fitting) =>
    own.share < 0.5 || (weight >= strongHint && (!isOwn || mobile - own.mobile >= 0.5))
  const hinted = [...hints]
    .filter(([code, weight]) => code !== country && weight >= leastHint)
    .map(([code, weight]) => ({ code, weight, ...fitOfPhones(numbers, code) }))
    .filter((fitting) => fitting.share >= nearlyAll && isBetter(fitting))
    .toSorted((a, b) => b.share * 10 + b.weight - a.share * 10 - a.weight)
  if (hinted[0] !== undefined) return hinted[0].code
  if (own.share >= 0.5) return null
  const spoken = byLength(numbers, { hints, country })
  if (spoken !== null) return spoken
  // What can be dialled at home is somebody else's only where the file speaks of them.
  const isHome = dialledIn(numbers, country) >= numbers.length / 2
  return isHome || numbers.length < enoughNumbers ? null : onlyOne(numbers)
}

/** The country a file speaks of in several ways, when its numbers can at least be dialled there. */
const byLength = (
  numbers: readonly string[],
  { hints, country }: Pick<PhoneFile, 'hints' | 'country'>,
): string | null => {
  const own = dialledIn(numbers, country)
  const [first] = [...hints]
    .filter(([code, weight]) => code !== country && weight >= certainHint)
    .filter(
      ([code]) =>
        dialledIn(numbers, code) > own && dialledIn(numbers, code) >= numbers.length * nearlyAll,
    )
    .toSorted(([, a], [, b]) => b - a)
  return first?.[0] ?? null
}

const dialledIn = (numbers: readonly string[], country: string | null): number =>
  numbers.filter((number) => toE164(number, country).problem === null).length

const nowhere: PhoneFit = { share: 0, mobile: 0 }

interface Fitting extends PhoneFit {
  readonly weight: number
}

/** The one usual country whose numbers they are. */
const onlyOne = (numbers: readonly string[]): string | null => {
  const [best, next] = usualCountries
    // Canada shares the numbers of the United States.
    .filter((code) => code !== 'CA')
    .map((code) => ({ code, ...fitOfPhones(numbers, code) }))
    .map((fit) => ({ ...fit, score: fit.share + fit.mobile / 2 }))
    .toSorted((a, b) => b.score - a.score)
  if (best === undefined || best.share < nearlyAll) return null
  return best.score - (next?.score ?? 0) >= 0.4 ? best.code : null
}

const separators = /[,;|，；、\n]|:::/u

/** Different numbers without a plus of rows that name no country. */
const nationalNumbers = (
  rows: readonly (readonly string[])[],
  targets: readonly ColumnTarget[],
): readonly string[] => {
  const phones = targets.flatMap(({ field }, index) => (field === 'phone' ? [index] : []))
  const places = targets.flatMap(({ field }, index) => (field === 'address-country' ? [index] : []))
  const numbers = new Set<string>()
  for (const row of rows) {
    if (places.some((index) => countryCodeOf(row[index] ?? '') !== null)) continue
    for (const index of phones) {
      for (const part of visible(row[index] ?? '').split(separators)) {
        const text = asciiDigits(part.normalize('NFKC').trim())
        if (!isBlankText(text) && isNational(text)) numbers.add(text)
      }
    }
    if (numbers.size >= lookedAt) break
  }
  return [...numbers]
}

const isNational = (text: string): boolean => {
  if (/^\(?\s*(?:\+|00)/u.test(text)) return false
  const digits = text.replace(/\D/gu, '').length
  return digits >= 6 && digits <= 15
}

const phoneSigns = /^[+(]?[\d\s().\-/]{7,24}$/u
const dayLike = /^\d{1,4}([./-])\d{1,2}\1\d{1,4}\.?$/u
/** `2020/08-2020/10`: from a month to another. */
const monthLike = /^(?:19|20)\d{2}[./-](?:0?[1-9]|1[0-2])(?!\d)/u
/** A ZIP code with its route. */
const zipCode = /^\d{5}-\d{4}$/u
/** A place on a map: degrees and their parts. */
const degrees = /^-?\d{1,3}[.,]\d{4,}$/u
const compactDay = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u
const judged = 100
const mostly = 0.8

/**
 * Whether the cells of a column nobody knows by name are phone numbers: four of five exist in one
 * of the countries. Bare digits, which may be anybody's numbers of customers, must be of mobiles
 * and alike in length.
 */
export const arePhones = (cells: readonly string[], countries: readonly string[]): boolean => {
  const looked = cells.slice(0, judged).map((cell) => cell.normalize('NFKC').trim())
  const likely = looked.filter((cell) => {
    const digits = cell.replace(/\D/gu, '').length
    const isPhone = phoneSigns.test(cell) && digits >= 7 && digits <= 15
    return (
      isPhone &&
      ![dayLike, monthLike, compactDay, zipCode, degrees].some((pattern) => pattern.test(cell))
    )
  })
  if (likely.length < 2 || likely.length < looked.length * mostly) return false
  const needed = looked.length * mostly
  const lengths = new Set(likely.filter(isBare).map((cell) => cell.replace(/\D/gu, '').length))
  if (lengths.size > 2) return false
  const isOf = (cell: string, code: string) =>
    isBare(cell) ? isMobileOf(cell, code) : isPhoneOf(cell, code)
  return countries.some((code) => likely.filter((cell) => isOf(cell, code)).length >= needed)
}

/** Digits alone or in groups of three, as amounts are written too. */
const isBare = (cell: string): boolean => /^\d+$|^\d{1,3}(?:[ .]\d{3})+$/u.test(cell)
