import chardet from 'chardet'
import type { TextEncoding } from '#shared/domain/text-encodings.ts'
import { alphabets, type EncodingTraits, type ScriptTraits, scripts } from './encoding-languages.ts'
import { looksHebrew } from './hebrew-bytes.ts'
import { KoreanDecoder } from './korean-decoder.ts'
import { hasVietnameseTones } from './vietnamese-tones.ts'

/** What is known about a text besides its bytes. */
export interface EncodingHint {
  /** Country of the business (ISO 3166); null when unknown. */
  readonly country: string | null
  /** Every line ends with `\r`, as old Macs write. */
  readonly hasMacLines: boolean
}

interface Candidate {
  readonly encoding: TextEncoding
  readonly score: number
}

const certainty = 0.3
const ownCountry = 0.2
const macLines = 0.5

/**
 * The encoding in which bytes that are no Unicode make the most sense.
 *
 * Every encoding is tried: letters of one language, capitals where capitals belong, everyday signs
 * of Chinese, Japanese and Korean count for it, signs in the middle of words against it. Hebrew,
 * whose letters are those of Cyrillic without the telling ones, and Vietnamese, whose tones are
 * letters of others, are looked for first. What chardet thinks and the country of the business
 * decide between what is left.
 */
export const guessEncoding = (sample: Uint8Array, hint: EncodingHint): TextEncoding => {
  if (looksHebrew(sample)) return 'windows-1255'
  if (hasVietnameseTones(sample)) return 'windows-1258'
  const opinions = new Map(
    chardet.analyse(sample).map(({ name, confidence }) => [String(name), confidence / 100]),
  )
  const rate = (traits: Omit<EncodingTraits, 'languages'>, plausibility: number): Candidate => {
    const opinion = Math.max(0, ...traits.detectedAs.map((name) => opinions.get(name) ?? 0))
    const country = hint.country !== null && traits.countries.includes(hint.country)
    const mac = traits.encoding === 'macintosh' && hint.hasMacLines
    const known = opinion * certainty + (country ? ownCountry : 0) + (mac ? macLines : 0)
    return { encoding: traits.encoding, score: plausibility + known - traits.rareness }
  }
  const candidates = [
    ...alphabets.map((traits) => rate(traits, alphabetScore(sample, traits))),
    ...scripts.map((traits) => rate(traits, scriptScore(sample, traits))),
  ]
  return candidates.reduce((best, next) => (next.score > best.score ? next : best)).encoding
}

const isLetter = /\p{L}/u
const isMark = /\p{M}/u
const everydaySigns = new Set('€“”„‘’‚–—…°ºª«»·®©§№£¿¡´')
const isLatin = /\p{Script=Latin}/u
const isCaseless = (sign: string): boolean => sign.toLowerCase() === sign.toUpperCase()
const isCapital = (sign: string): boolean => !isCaseless(sign) && sign === sign.toUpperCase()

/** From about -2 to 1: how much the unusual letters look like words of one language. */
const alphabetScore = (sample: Uint8Array, { encoding, languages }: EncodingTraits): number => {
  const text = new TextDecoder(encoding).decode(sample)
  const known = new Set(languages.join(''))
  const counts = languages.map(() => 0)
  let letters = 0
  let signs = 0
  let sum = 0
  for (const found of text.matchAll(/[^\0-\x7f]/gu)) {
    const sign = found[0]
    const before = text[found.index - 1] ?? ''
    const after = text[found.index + sign.length] ?? ''
    signs += 1
    sum += signScore(sign, before, after)
    if (!isLetter.test(sign) && !isMark.test(sign)) continue
    const small = sign.toLowerCase()
    letters += 1
    if (!known.has(small)) sum -= 0.5
    for (const [index, language] of languages.entries()) {
      if (language.includes(small)) counts[index] = (counts[index] ?? 0) + 1
    }
  }
  if (signs === 0) return 0
  const coherence = letters === 0 ? 0 : Math.max(...counts) / letters
  return sum / signs + coherence / 2 - 0.5
}

const signScore = (sign: string, before: string, after: string): number => {
  const code = sign.codePointAt(0) ?? 0
  if (code < 0xa0 || sign === '\uFFFD') return -3
  if (isMark.test(sign)) return 0.9
  if (!isLetter.test(sign)) {
    if (isLetter.test(before) && isLetter.test(after) && sign !== '’') return -1
    return everydaySigns.has(sign) ? 0.6 : -0.5
  }
  if (!isLatin.test(sign) && (/[a-z]/iu.test(before) || /[a-z]/iu.test(after))) return -1
  const isAmongSmall = isLetter.test(before) && !isCaseless(before) && !isCapital(before)
  if (isCapital(sign) && isAmongSmall) return -1
  const isSmallNext = isLetter.test(after) && !isCaseless(after) && !isCapital(after)
  if (isCapital(sign) && isCapital(before) && isSmallNext) return -1
  const followsCapitals = isCapital(before) && isLetter.test(after) && isCapital(after)
  return !isCapital(sign) && followsCapitals && !isCaseless(sign) ? -0.5 : 1
}

const isSmallAscii = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 0x61 && byte <= 0x7a

const decoded = (encoding: TextEncoding, sample: Uint8Array): string =>
  encoding === 'euc-kr'
    ? new KoreanDecoder().decode(sample)
    : new TextDecoder(encoding).decode(sample)

/** From -3 to 1: how many of the signs are everyday ones of that script. */
const scriptScore = (sample: Uint8Array, { encoding, everyday, second }: ScriptTraits): number => {
  const broken = [...decoded(encoding, sample).matchAll(/\uFFFD/gu)].length
  let signs = 0
  let common = 0
  for (let at = 0; at < sample.length; at += 1) {
    const lead = sample[at] ?? 0
    if (lead < 0x80) continue
    signs += 1
    // Half-width kana of Shift-JIS are one byte.
    if (encoding === 'shift_jis' && lead >= 0xa1 && lead <= 0xdf) continue
    const trail = sample[at + 1] ?? 0
    const isEveryday = everyday.some(([from, to]) => lead >= from && lead <= to)
    if (isSmallAscii(sample[at - 1]) || (trail < 0x80 && isSmallAscii(sample[at + 2]))) common -= 1
    else if (isEveryday && trail >= second) common += 1
    if (trail >= 0x30) at += 1
  }
  if (signs === 0) return 0
  return (common - 0.4 * (signs - common) - 3 * broken) / signs
}
