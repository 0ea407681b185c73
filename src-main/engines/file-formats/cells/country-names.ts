import { twoLetterCodes } from './country-codes.ts'
import { countryNicknames } from './country-nicknames.ts'

const languages = [
  'en',
  'zh-Hans',
  'de',
  'fr',
  'es',
  'pt',
  'it',
  'nl',
  'zh-Hant',
  'ca',
  'pl',
  'tr',
  'sv',
  'da',
  'ru',
  'ja',
  'ko',
  'uk',
  'cs',
  'hu',
  'ro',
  'el',
  'fi',
  'nb',
  'vi',
  'th',
  'ar',
  'he',
  'sk',
  'hr',
  'sl',
  'sr',
  'sr-Latn',
  'bg',
  'lt',
  'lv',
  'et',
  'fa',
  'id',
  'mk',
  'sq',
  'ka',
  'hy',
  'az',
]
/**
 * The country (ISO 3166, two letters) that a cell names, by code (two letters or three) or by
 * name in some thirty languages; null when it names none.
 */
export const countryCodeOf = (cell: string): string | null => {
  const known = memo.get(cell)
  if (known !== undefined) return known
  const found = lookUp(cell)
  if (memo.size >= 5000) memo.clear()
  memo.set(cell, found)
  return found
}

const memo = new Map<string, string | null>()

const lookUp = (cell: string): string | null => {
  if (cell.length > 100 || /\d/u.test(cell)) return null
  return named(cell) ?? inFull(cell) ?? saidTwice(cell)
}

/** What letters with accents would be a code without them: `Sí` is not Slovenia. */
const exact: ReadonlyMap<string, string | null> = new Map([['čr', 'CZ']])

const named = (cell: string): string | null => {
  const folded = fold(cell)
  if (folded === '') return null
  const found = countryNames().get(folded)
  if (folded.length > 3 || found === undefined) {
    return found ?? countryNames().get(folded.replace(/^the /u, '')) ?? null
  }
  const plain = cell.normalize('NFKC').trim().toLowerCase()
  return /^[a-z]/u.test(folded) && !/^[a-z.\s]+$/u.test(plain) ? (exact.get(plain) ?? null) : found
}

/** `Iran, Islamic Republic of`, `Kingdom of Saudi Arabia`. */
const inFull = (cell: string): string | null => {
  const turned = cell.replace(/^(?<name>[^,]+),\s*(?<form>[^,]+)$/u, '$<form> $<name>')
  const found = turned === cell ? null : named(turned)
  if (found !== null) return found
  const [, name] =
    /\b(?:republic|kingdom|sultanate|principality) of (?:the )?(.+)$/iu.exec(turned) ?? []
  return name === undefined ? null : named(name)
}

/** `Germany (DE)`, `DE - Deutschland`, `中国 China`: two names of one country. */
const saidTwice = (cell: string): string | null => {
  const { one, other } = twoNames.exec(cell.trim())?.groups ?? {}
  const found = one === undefined ? null : named(one)
  return found !== null && other !== undefined && named(other) === found ? found : null
}

const twoNames =
  /^(?<one>[^(/]+?)(?:\s*[(（]|\s+[-–—]\s+|\s*\/\s*|(?<=\p{Script=Han})\s*(?=\p{Script=Latin}))(?<other>[^()（）]+)[)）]?$/u

let names: ReadonlyMap<string, string> | undefined

const countryNames = (): ReadonlyMap<string, string> => {
  names ??= readNames()
  return names
}

/** Languages whose short names of countries are others than the long ones: `한국`, `Macao`. */
const shortIn = ['en', 'ko', 'zh-Hans', 'zh-Hant', 'he']

/** All names the platform knows; two letters that name no country come back as they are. */
const readNames = (): ReadonlyMap<string, string> => {
  const found = new Map<string, string>(countryNicknames.map(([name, code]) => [fold(name), code]))
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  const english = new Intl.DisplayNames('en', { type: 'region' })
  const countries = codes.filter((code) => english.of(code) !== code && !notCountries.has(code))
  for (const language of languages) {
    const inLanguage = new Intl.DisplayNames(language, { type: 'region' })
    for (const code of countries) {
      const name = fold(inLanguage.of(code) ?? code)
      if (!found.has(name)) found.set(name, code)
    }
  }
  for (const language of shortIn) {
    const inLanguage = new Intl.DisplayNames(language, { type: 'region' })
    const inShort = new Intl.DisplayNames(language, { type: 'region', style: 'short' })
    for (const code of countries) {
      const short = inShort.of(code) ?? code
      // As long as most are, they are known.
      const name = short === inLanguage.of(code) ? '' : fold(short)
      if (name.length > 1 && !/^[a-z]{2,3}$/u.test(name) && !found.has(name)) found.set(name, code)
    }
  }
  for (const code of countries) found.set(code.toLowerCase(), code)
  for (const [three, two] of twoLetterCodes) found.set(three.toLowerCase(), two)
  return found
}

/** Regions of the platform's list that are no country of an address, and former codes. */
const notCountries: ReadonlySet<string> = new Set(
  'AC AN BU CP CS DD DG EA EU EZ FX HV IC NH NT QO QU RH SU TA TP UK UN VD XA XB YD YU ZR ZZ'.split(
    ' ',
  ),
)

/** Words between blanks; `U.K.` is one. */
const fold = (text: string): string => {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/gu, 'ss')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')
  return words.join(words.every((word) => word.length === 1) ? '' : ' ')
}
