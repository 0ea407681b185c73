import { countriesOfEncoding } from '#main/engines/encodings/encoding-languages.ts'
import { countryCodeOf } from '#main/engines/file-formats/cells/country-names.ts'
import { countriesOfHeaders } from '#main/engines/file-formats/columns/column-names/header-language.ts'
import { countryOfPhone } from '#main/engines/matching/phone-countries.ts'
import type { TextEncoding } from '#shared/domain/text-encodings.ts'

/** What of a file may tell where it comes from. */
export interface HintingFile {
  readonly headers: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Null for .xlsx. */
  readonly encoding: TextEncoding | null
}

const hintingRows = 500
/** Endings of addresses that are a country's and used by everybody. */
const generalEndings = new Set(['io', 'co', 'me', 'tv', 'ai', 'cc', 'ws', 'fm', 'ly', 'to', 'eu'])
const ending = /@[\w.-]+\.([a-z]{2})(?![\w.-])/giu

const scripts: readonly (readonly [RegExp, readonly string[]])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, ['JP']],
  [/\p{Script=Hangul}/u, ['KR']],
  [/\p{Script=Thai}/u, ['TH']],
  [/\p{Script=Hebrew}/u, ['IL']],
  [/\p{Script=Greek}/u, ['GR', 'CY']],
  [/\p{Script=Cyrillic}/u, ['RU', 'UA', 'KZ', 'BY', 'BG', 'RS']],
  [/\p{Script=Arabic}/u, ['SA', 'AE', 'EG', 'JO', 'KW', 'QA', 'MA', 'IR', 'PK']],
  [/\p{Script=Devanagari}/u, ['IN']],
  [/\p{Script=Armenian}/u, ['AM']],
  [/\p{Script=Georgian}/u, ['GE']],
  [/\p{Script=Han}/u, ['CN', 'TW', 'HK', 'SG']],
]
/** How numbers are grouped in North America. */
const american = /^\(?[2-9]\d{2}\)?[-. ]\s?[2-9]\d{2}[-. ]\d{4}$/u

/** How often each word stands among all, 0-1. */
const shares = (words: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return new Map([...counts].map(([word, count]) => [word, count / words.length]))
}

const ranked = (countries: readonly string[]): ReadonlyMap<string, number> =>
  new Map(countries.map((country, place) => [country, 1 - place * 0.05]))

/**
 * The countries a file speaks of, with weights: those its rows name most, then the endings of its
 * addresses, the language of its header, its numbers with a plus, its encoding and its script.
 */
export const countryHints = (file: HintingFile): ReadonlyMap<string, number> => {
  const cells = file.rows
    .slice(0, hintingRows)
    .flatMap((row) => row.filter((cell) => cell !== '' && cell.length < 200))
  const words = cells.join('\n')
  const named = cells.flatMap((cell) => (cell.length > 2 ? (countryCodeOf(cell) ?? []) : []))
  const endings = [...words.matchAll(ending)]
    .map(([, end = '']) => end.toLowerCase())
    .filter((end) => !generalEndings.has(end))
    .map((end) => (end === 'uk' ? 'GB' : end.toUpperCase()))
  const dialled = cells
    .filter((cell) => /^\s*\+\d/u.test(cell))
    .slice(0, 100)
    .flatMap((cell) => countryOfPhone(cell) ?? [])
  const local = cells.filter((cell) => american.test(cell.trim())).length
  const script = scripts.find(([letter]) => letter.test(words))
  const weights = new Map<string, number>()
  const add = (found: ReadonlyMap<string, number>, weight: number): void => {
    for (const [country, share] of found) {
      weights.set(country, (weights.get(country) ?? 0) + share * weight)
    }
  }
  add(shares(named), 3)
  add(shares(endings), 2)
  add(countriesOfHeaders(file.headers), 2)
  add(shares(dialled), 2)
  add(ranked(file.encoding === null ? [] : countriesOfEncoding(file.encoding)), 1)
  add(ranked(script?.[1] ?? []), 1)
  if (local > 0) add(ranked(['US', 'CA']), local > 1 ? 1.5 : 1.2)
  return weights
}
