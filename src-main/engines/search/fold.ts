import { simplerLetter } from '#shared/domain/latin-letters.ts'

/** A text without case, accents and width, and where each of its units came from. */
export interface FoldedText {
  readonly text: string
  /** For each UTF-16 unit of `text`: start of its origin in the original. */
  readonly starts: readonly number[]
  /** For each UTF-16 unit of `text`: end (exclusive) of its origin in the original. */
  readonly ends: readonly number[]
}

/** A run of letters and digits of one kind of script. */
export interface Word {
  readonly text: string
  /** Position in the folded text. */
  readonly start: number
  /** East Asian characters carry a word each; other scripts only match at the start of a word. */
  readonly isEastAsian: boolean
}

// Everything up to U+007F, and no /u: this is asked of every text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what ASCII is
const ascii = /^[\0-\x7f]*$/
/** Whether a text has nothing but ASCII, for which all here is simple. */
export const isAscii = (text: string): boolean => ascii.test(text)

const segments = /\P{M}\p{M}*|\p{M}+/gu
const latinMarks = /[\u0300-\u036f]/gu
// SQLite's unicode61 takes these few letters for separators, so we do as well.
const wordPattern = /[[\p{L}\p{N}]--[\u19b0-\u19c9\u1cf2\u1cf3]]+/gv
const eastAsianRuns =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]+|[^\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]+/gu
const eastAsian = /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]/u
/** Words of a text of ASCII only. */
export const asciiWords = /[A-Za-z0-9]+/g
const asciiGaps = /[^A-Za-z0-9]+/g
const memo = new Map<string, string>()

const foldSegment = (segment: string): string => {
  const known = memo.get(segment)
  if (known !== undefined) return known
  const bare = segment.normalize('NFKD').replace(latinMarks, '').normalize('NFC').toLowerCase()
  const folded = [...bare.replace(latinMarks, '')].map(simplerLetter).join('')
  if (memo.size > 20_000) memo.clear()
  memo.set(segment, folded)
  return folded
}

/** The text without case, accents and width: what is compared and sorted. */
export const fold = (text: string): string =>
  ascii.test(text) ? text.toLowerCase() : text.replace(segments, foldSegment)

/** As `fold`, with the way back to the original's positions. */
export const foldWithPositions = (text: string): FoldedText => {
  let folded = ''
  const starts: number[] = []
  const ends: number[] = []
  for (const match of text.matchAll(segments)) {
    const piece = foldSegment(match[0])
    folded += piece
    for (let unit = 0; unit < piece.length; unit += 1) {
      starts.push(match.index)
      ends.push(match.index + match[0].length)
    }
  }
  return { text: folded, starts, ends }
}

/** The words of a folded text; East Asian and other letters never share one. */
export const wordsOf = (folded: string): Word[] => {
  const words: Word[] = []
  if (ascii.test(folded)) {
    for (const match of folded.matchAll(asciiWords)) {
      words.push({ text: match[0], start: match.index, isEastAsian: false })
    }
    return words
  }
  for (const match of folded.matchAll(wordPattern)) {
    if (ascii.test(match[0])) {
      words.push({ text: match[0], start: match.index, isEastAsian: false })
      continue
    }
    for (const run of match[0].matchAll(eastAsianRuns)) {
      const start = match.index + run.index
      words.push({ text: run[0], start, isEastAsian: eastAsian.test(run[0]) })
    }
  }
  return words
}

/** Letters and digits only, in one piece: how addresses and numbers are compared. */
export const squeeze = (folded: string): string =>
  ascii.test(folded) ? folded.replace(asciiGaps, '') : (folded.match(wordPattern) ?? []).join('')

/** Signs inside of e-mail addresses and before phone numbers; the index takes them for letters. */
export const addressSigns = '@._+-'
const signedPattern = /[[\p{L}\p{N}@._+\-]--[\u19b0-\u19c9\u1cf2\u1cf3]]+/gv
const asciiRest = /[^A-Za-z0-9@._+-]+/g
/** Letters, digits and `addressSigns` only, in one piece. */
export const squeezeAroundSigns = (folded: string): string =>
  ascii.test(folded) ? folded.replace(asciiRest, '') : (folded.match(signedPattern) ?? []).join('')
/** Whether a text has one of `addressSigns`. */
export const hasSign = (text: string): boolean =>
  [...addressSigns].some((sign) => text.includes(sign))

const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' }
const umlaut = /[äöüøå]/gu

/** The text with umlauts written out (Mueller for Müller), folded; null when it has none. */
export const foldWrittenOut = (text: string): string | null => {
  if (ascii.test(text)) return null
  const lower = text.normalize('NFC').toLowerCase()
  const written = lower.replace(umlaut, (sign) => umlauts[sign] ?? sign)
  return written === lower ? null : fold(written)
}
