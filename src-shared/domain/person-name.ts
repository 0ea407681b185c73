import { compoundSurnames, singleSurnames } from './chinese-surnames.ts'

/** The parts of a name, as far as they are certain; null where they are not. */
export interface NameParts {
  readonly givenName: string | null
  readonly familyName: string | null
}

const unknown: NameParts = { givenName: null, familyName: null }
const han = /^\p{Script=Han}+$/u
const eastAsian = /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]+$/u

/**
 * The parts of a name as typed, only where they are certain.
 *
 * Certain are: "Family, Given" with one comma, and two to four Han characters that begin with a
 * known surname. "Anna Meyer" is not: "Zhang Wei" looks the same and means the opposite.
 */
export const readPersonName = (displayName: string): NameParts => {
  const name = displayName.trim().replace(/\s+/gu, ' ')
  if (han.test(name)) return readHanName(name)
  const [family = '', given = '', ...rest] = name.split(/[,，]/u).map((part) => part.trim())
  if (rest.length > 0 || family === '' || given === '' || isTitle(given)) return unknown
  return { givenName: given, familyName: family }
}

/** What follows a comma without being a given name. */
const isTitle = (text: string): boolean =>
  /^(?:jr|sr|ph\.?\s?d|m\.?d|mba|esq|msc|bsc|ii|iii|iv|gmbh|inc|ltd|llc|s\.?a|co)\b/iu.test(text)

const readHanName = (name: string): NameParts => {
  // 司马 alone may be a surname or a surname with a given name.
  if (compoundSurnames.has(name)) return unknown
  const characters = [...name]
  const surname = hanSurname(name)
  const givenLength = characters.length - [...surname].length
  if (surname === '' || givenLength < 1 || givenLength > 2) return unknown
  return { familyName: surname, givenName: characters.slice(-givenLength).join('') }
}

/** The surname a Han name begins with: compound before single; empty when none is known. */
export const hanSurname = (name: string): string => {
  const characters = [...name]
  for (const length of [4, 2]) {
    const head = characters.slice(0, length).join('')
    if (characters.length > length && compoundSurnames.has(head)) return head
  }
  const [first = ''] = characters
  return singleSurnames.has(first) ? first : ''
}

/** Which part comes first where the reader's language is spoken. */
export const nameOrder = (locale: string): 'family-first' | 'given-first' =>
  /^(?:zh|ja|ko|hu|vi)\b/iu.test(locale) ? 'family-first' : 'given-first'

/**
 * One name out of its parts, as it is read in a language.
 *
 * East Asian characters stand family name first and without a space in every language; other
 * names follow the reader's order. Empty when both parts are.
 */
export const composeName = (parts: NameParts, locale: string): string => {
  const given = parts.givenName?.trim() ?? ''
  const family = parts.familyName?.trim() ?? ''
  if (given === '' || family === '') return given + family
  if (eastAsian.test(given) && eastAsian.test(family)) return family + given
  return nameOrder(locale) === 'family-first' ? `${family} ${given}` : `${given} ${family}`
}
