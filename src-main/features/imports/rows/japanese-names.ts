import { countriesOfHeaders } from '#main/engines/file-formats/columns/column-names/header-language.ts'
import type { NameParts } from '#shared/domain/person-name.ts'
import type { ImportedPoint } from './contact-facts.ts'

/** Where the names of columns say that names in Han characters are from; null where they do not. */
export type HanCountry = 'JP' | 'CN' | null

/** Whose language the columns are called in: kana is Japanese alone. */
export const hanCountryOf = (headers: readonly string[]): HanCountry => {
  if (headers.some((header) => kana.test(header))) return 'JP'
  if (!headers.some((header) => han.test(header))) return null
  const likely = countriesOfHeaders(headers)
  const chinese = Math.max(likely.get('CN') ?? 0, likely.get('TW') ?? 0)
  return (likely.get('JP') ?? 0) > chinese ? 'JP' : 'CN'
}

const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u
const han = /\p{Script=Han}/u

/** Whether numbers and addresses of a row are Japanese ones. */
export const isReachedInJapan = (points: readonly ImportedPoint[]): boolean =>
  points.some(({ kind, normalized, raw }) =>
    kind === 'phone' ? normalized?.startsWith('+81') === true : /@\S+\.jp$/iu.test(raw),
  )

const unknown: NameParts = { givenName: null, familyName: null }
const halves =
  /^([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々ー]{1,4})\s+([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々ー]{1,4})$/u
/** Behind a blank they are how somebody is addressed, or part of a company. */
const notGiven = /^(?:様|さま|さん|殿|君|くん|ちゃん|氏|先生|御中)$|[店社院会所堂屋校課室]$/u

/**
 * The parts of a Japanese name: certain only where a blank stands between them, for a surname has
 * one to four characters and 安達翔 is 安達 and 翔.
 */
export const readJapaneseName = (name: string): NameParts => {
  const [, familyName, givenName] = halves.exec(name) ?? []
  if (familyName === undefined || givenName === undefined) return unknown
  return notGiven.test(givenName) ? unknown : { givenName, familyName }
}

/** Whether nothing but characters of East Asia makes the name. */
export const isHanName = (name: string): boolean => hanName.test(name)

const hanName = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々ー\s]+$/u
