import { fold, foldWrittenOut, hasSign, squeeze, squeezeAroundSigns, wordsOf } from './fold.ts'
import {
  beginningMark,
  insideFrom,
  nameChunk,
  noteChunk,
  shortWord,
  windowsOf,
} from './search-text.ts'

/** One word of a query with its other spelling (Mueller for Müller). */
export interface QueryWord {
  readonly isEastAsian: boolean
  /** Folded; any one of these may match. */
  readonly spellings: readonly string[]
}

/** What somebody typed into a search field. */
export interface SearchQuery {
  /** All of them must match. */
  readonly words: readonly QueryWord[]
  /**
   * The whole text as a piece of an e-mail address or phone number; any one may match. Letters and
   * digits only, with its signs where that leaves too few. Empty when the text is no such piece.
   */
  readonly pieces: readonly string[]
}

const lengthOf = (text: string): number => [...text].length

/** Shortest word that is looked for in notes. */
const noteFrom = 2
const phoneSigns = /^[+\d\s().\-/\u00a0\u2010-\u2013]+$/u

/** Reads a search text; neither order nor repetition of its words matters. */
export const readQuery = (text: string): SearchQuery => {
  const written = foldWrittenOut(text)
  const others = written === null ? [] : wordsOf(written)
  const words = wordsOf(fold(text)).map(({ text: word, isEastAsian }, index) => {
    const other = others[index]?.text ?? word
    return { isEastAsian, spellings: other === word ? [word] : [word, other] }
  })
  const once = new Map(words.map((word) => [word.spellings.join(' '), word]))
  return { words: [...once.values()], pieces: readPieces(text.normalize('NFKC').trim()) }
}

const readPieces = (text: string): readonly string[] => {
  const candidates = [...(phoneSigns.test(text) ? phonePieces(text) : []), ...emailPieces(text)]
  return [...new Set(candidates)].filter((piece) => lengthOf(piece) >= insideFrom)
}

/** 0049 and +49 are the same, and a zero in brackets is not dialled from abroad. */
const phonePieces = (text: string): readonly string[] => {
  const digits = text.replace(/\(0\)/gu, '').replace(/\D+/gu, '')
  const typed = text.replace(/\D+/gu, '')
  const abroad = digits.startsWith('00') ? digits.slice(2) : digits
  const isAbroad = text.startsWith('+') || abroad !== digits
  return [typed, digits, isAbroad && abroad.length < insideFrom ? `+${abroad}` : abroad]
}

const emailPieces = (text: string): readonly string[] => {
  if (/\s/u.test(text) || !hasSign(text)) return []
  const folded = fold(text)
  const squeezed = squeeze(folded)
  return [lengthOf(squeezed) < insideFrom ? squeezeAroundSigns(folded) : squeezed]
}

/** Whether anything can be looked for. */
export const isEmptyQuery = (query: SearchQuery): boolean => query.words.length === 0

/** The MATCH text for `search_names`; null when nothing can be looked for. */
export const namesExpression = (query: SearchQuery): string | null => {
  if (isEmptyQuery(query)) return null
  const words = query.words.map((word) => anyOf(word.spellings.map((text) => wordTerm(word, text))))
  const all = `(${words.join(' AND ')})`
  return [all, ...query.pieces.map((piece) => pointTerm(piece))].join(' OR ')
}

const wordTerm = (word: QueryWord, text: string): string => {
  if (word.isEastAsian) return chunksOf(text, nameChunk).map(nameTerm).join(' AND ')
  return lengthOf(text) < insideFrom ? nameTerm(text) : `${nameTerm(text)} OR ${pointTerm(text)}`
}

const nameTerm = (text: string): string => {
  const isShort = lengthOf(text) < shortWord
  return `names : ${isShort ? quoted(beginningMark + text) : prefix(text)}`
}

/** More pieces than this tell nothing new. */
const manyPieces = 40

/** All pieces of four at once: whoever has them somewhere else in another order is no hit. */
const pointTerm = (piece: string): string => {
  const windows = windowsOf(piece, insideFrom).slice(0, manyPieces)
  return `points : (${windows.map(quoted).join(' AND ')})`
}
/** Letters, digits and a few signs reach this: nothing in it can end the quotes. */
const quoted = (text: string): string => `"${text}"`
const prefix = (text: string): string => `"${text}" *`
const anyOf = (terms: readonly string[]): string => `(${terms.join(' OR ')})`

/** Pieces of at most `size` characters; the last one ends where the text ends. */
export const chunksOf = (text: string, size: number): readonly string[] => {
  const characters = [...text]
  const count = Math.ceil(characters.length / size)
  return Array.from({ length: count }, (_, index) => {
    const start = Math.min(index * size, Math.max(0, characters.length - size))
    return characters.slice(start, start + size).join('')
  })
}

/**
 * The MATCH text for notes: all words, from two characters on; null when none is that long.
 *
 * A long run of East Asian characters is asked for in pieces, so hits must be looked at again.
 */
export const notesExpression = (query: SearchQuery): string | null => {
  const words = query.words.filter(({ spellings }) => lengthOf(spellings[0] ?? '') >= noteFrom)
  if (words.length === 0 || words.length < query.words.length) return null
  return words
    .map(({ isEastAsian, spellings: [text = ''] }) =>
      (isEastAsian && lengthOf(text) > noteChunk ? windowsOf(text, noteChunk) : [text])
        .map(prefix)
        .join(' AND '),
    )
    .join(' AND ')
}
