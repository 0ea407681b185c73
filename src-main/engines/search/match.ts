import {
  type FoldedText,
  fold,
  foldWithPositions,
  foldWrittenOut,
  hasSign,
  squeeze,
  squeezeAroundSigns,
  wordsOf,
} from './fold.ts'
import { findPinyin, type PinyinHit } from './match-pinyin.ts'
import type { QueryWord, SearchQuery } from './query.ts'
import { insideFrom, pointForms, type SearchablePoint, signedForms } from './search-text.ts'

/** Half-open ranges of UTF-16 positions in an original text. */
export type Ranges = [start: number, end: number][]

/** A contact as far as it is searched. */
export interface MatchCandidate {
  readonly displayName: string
  readonly isPerson: boolean
  readonly otherNames: readonly string[]
  readonly jobTitle: string | null
  readonly companyName: string | null
  readonly points: readonly (SearchablePoint & { readonly shown: string })[]
}

/** Where a query was found in a contact. */
export interface ContactMatch {
  readonly field: 'name' | 'pinyin' | 'company' | 'email' | 'phone'
  /** The text that matched when it is not the display name, else empty. */
  readonly text: string
  readonly ranges: Ranges
  /** Ranges in the display name. */
  readonly nameRanges: Ranges
}

interface WordHit {
  readonly field: ContactMatch['field']
  readonly text: string
  readonly ranges: Ranges
  readonly nameRanges: Ranges
}

/** Why a contact matches a query and which letters did it; null when it does not match. */
export const matchContact = (
  query: SearchQuery,
  candidate: MatchCandidate,
): ContactMatch | null => {
  const byWords = matchWords(query, candidate)
  if (byWords?.field === 'name') return byWords
  // xample.c is a piece of an address before it is two words.
  return matchPieces(query, candidate) ?? byWords
}

const matchWords = (query: SearchQuery, candidate: MatchCandidate): ContactMatch | null => {
  if (query.words.length === 0) return null
  const hits: WordHit[] = []
  for (const word of query.words) {
    const hit = matchWord(word, candidate)
    if (hit === null) return null
    hits.push(hit)
  }
  return joinHits(hits)
}

/** The first field that is not the name gives the text; the name's ranges come from all words. */
const joinHits = (hits: readonly WordHit[]): ContactMatch => {
  const shown = hits.find((hit) => hit.text !== '')
  const same = hits.filter((hit) => hit.field === shown?.field && hit.text === shown.text)
  return {
    field: shown?.field ?? 'name',
    text: shown?.text ?? '',
    ranges: shown === undefined ? [] : mergeRanges(same.flatMap((hit) => hit.ranges)),
    nameRanges: mergeRanges(hits.flatMap((hit) => hit.nameRanges)),
  }
}

const matchWord = (word: QueryWord, candidate: MatchCandidate): WordHit | null => {
  const inName = findWord(word, candidate.displayName)
  if (inName.length > 0) return { field: 'name', text: '', ranges: [], nameRanges: inName }
  return (
    matchPinyin(word, candidate.displayName, candidate) ??
    matchOther(word, 'name', candidate.otherNames) ??
    matchOtherPinyin(word, candidate) ??
    matchOther(word, 'name', candidate.jobTitle === null ? [] : [candidate.jobTitle]) ??
    matchOther(word, 'company', candidate.companyName === null ? [] : [candidate.companyName]) ??
    matchPoints(word, candidate)
  )
}

const matchPinyin = (
  word: QueryWord,
  name: string,
  { isPerson }: MatchCandidate,
): WordHit | null => {
  if (word.isEastAsian) return null
  const hit = findPinyin(word.spellings, name, isPerson)
  return hit === null ? null : pinyinHit(hit)
}

const pinyinHit = ({ text, ranges, nameRanges }: PinyinHit): WordHit => ({
  field: 'pinyin',
  text,
  ranges,
  nameRanges,
})

const matchOtherPinyin = (word: QueryWord, candidate: MatchCandidate): WordHit | null => {
  for (const name of candidate.otherNames) {
    const hit = word.isEastAsian ? null : findPinyin(word.spellings, name, false)
    if (hit !== null) return { ...pinyinHit(hit), nameRanges: [] }
  }
  return null
}

const matchOther = (
  word: QueryWord,
  field: 'name' | 'company',
  texts: readonly string[],
): WordHit | null => {
  for (const text of texts) {
    const ranges = findWord(word, text)
    if (ranges.length > 0) return { field, text, ranges, nameRanges: [] }
  }
  return null
}

const matchPoints = (word: QueryWord, candidate: MatchCandidate): WordHit | null => {
  for (const point of candidate.points) {
    if (point.kind !== 'email') continue
    const ranges = findWord(word, point.raw)
    if (ranges.length > 0) return { field: 'email', text: point.raw, ranges, nameRanges: [] }
  }
  if (word.isEastAsian) return null
  return matchInside(word.spellings, candidate)
}

const matchPieces = (query: SearchQuery, candidate: MatchCandidate): ContactMatch | null =>
  matchInside(query.pieces, candidate)

const matchInside = (pieces: readonly string[], candidate: MatchCandidate): WordHit | null => {
  for (const piece of pieces) {
    if (piece.length < insideFrom) continue
    for (const point of candidate.points) {
      const forms = hasSign(piece) ? signedForms(point) : pointForms(point)
      if (!forms.some((form) => form.includes(piece))) continue
      const field = point.kind === 'phone' ? 'phone' : 'email'
      return { field, text: point.shown, ranges: rangesInside(piece, point.shown), nameRanges: [] }
    }
  }
  return null
}

/** Where a piece stands in an address or number as shown, signs between its letters included. */
const rangesInside = (piece: string, shown: string): Ranges => {
  const squeezed = hasSign(piece) ? squeezeAroundSigns : squeeze
  const folded = foldWithPositions(shown)
  const kept = [...folded.text].map((sign, index) => ({ sign, index }))
  const letters = kept.filter(({ sign }) => squeezed(sign) !== '')
  const text = letters.map(({ sign }) => sign).join('')
  // Shown at home, typed from abroad (or the other way round): only a part of it is on screen.
  for (let cut = 0; cut + insideFrom <= piece.length; cut += 1) {
    const at = text.indexOf(piece.slice(cut))
    if (at < 0) continue
    const first = letters[at]?.index ?? 0
    const last = letters[at + piece.length - cut - 1]?.index ?? first
    return [[folded.starts[first] ?? 0, folded.ends[last] ?? 0]]
  }
  return []
}

/** Where a word begins a word of the text (East Asian: stands anywhere in it). */
export const findWord = (word: QueryWord, text: string): Ranges => {
  const plain = fold(text)
  const folded = lazy(() => foldWithPositions(text))
  for (const spelling of word.spellings) {
    // Positions are dear; most texts do not hold the word at all.
    if (!plain.includes(spelling)) continue
    const ranges = findSpelling(spelling, word.isEastAsian, folded())
    if (ranges.length > 0) return ranges
  }
  return findWrittenOut(word, text)
}

const findSpelling = (spelling: string, isEastAsian: boolean, folded: FoldedText): Ranges => {
  const ranges: Ranges = []
  for (const word of wordsOf(folded.text)) {
    if (word.isEastAsian !== isEastAsian) continue
    const at = isEastAsian ? word.text.indexOf(spelling) : word.text.startsWith(spelling) ? 0 : -1
    if (at < 0) continue
    const start = word.start + at
    const end = start + spelling.length - 1
    ranges.push([folded.starts[start] ?? 0, folded.ends[end] ?? 0])
  }
  return ranges
}

/** Mueller in Müller and obrien in O'Brien: the letters do not line up, so the word is marked. */
const findWrittenOut = (word: QueryWord, text: string): Ranges => {
  if (word.isEastAsian || /^[\w\s.,&@-]*$/u.test(text)) return []
  const ranges: Ranges = []
  for (const part of text.matchAll(/[\p{L}\p{M}\p{N}'’ʼ]+/gu)) {
    const forms = [foldWrittenOut(part[0]), fold(part[0].replace(/['’ʼ]/gu, ''))]
    const isHit = forms.some((form) => word.spellings.some((one) => form?.startsWith(one) === true))
    if (isHit) ranges.push([part.index, part.index + part[0].length])
  }
  return ranges
}

const lazy = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** Sorted and without overlaps. */
export const mergeRanges = (ranges: Ranges): Ranges => {
  const merged: Ranges = []
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}
