import { findWord, mergeRanges, type Ranges } from './match.ts'
import type { SearchQuery } from './query.ts'

/** A piece of a note around what was found. */
export interface Snippet {
  readonly text: string
  /** Ranges in `text`. */
  readonly ranges: Ranges
}

const before = 30
const length = 120

/**
 * The part of a note that shows why it was found; null when a word of the query is not in it.
 *
 * One line; an ellipsis stands where something was left out.
 */
export const snippetOf = (query: SearchQuery, note: string): Snippet | null => {
  const text = note.replace(/\s+/gu, ' ').trim()
  const found = query.words.map((word) => findWord(word, text))
  if (found.length === 0 || found.some((ranges) => ranges.length === 0)) return null
  const ranges = mergeRanges(found.flat())
  const start = cutBefore(text, Math.max(0, (ranges[0]?.[0] ?? 0) - before))
  const end = cutAfter(text, Math.min(text.length, start + length))
  const head = start === 0 ? '' : '…'
  const shift = head.length - start
  return {
    text: head + text.slice(start, end) + (end === text.length ? '' : '…'),
    ranges: ranges
      .filter(([from, to]) => from >= start && to <= end)
      .map(([from, to]) => [from + shift, to + shift]),
  }
}

/** Begins after a space where one is near, and never inside a surrogate pair. */
const cutBefore = (text: string, wanted: number): number => {
  if (wanted === 0) return 0
  const space = text.indexOf(' ', wanted)
  if (space >= 0 && space - wanted < 15) return space + 1
  return isLowSurrogate(text, wanted) ? wanted + 1 : wanted
}

const cutAfter = (text: string, wanted: number): number =>
  wanted < text.length && isLowSurrogate(text, wanted) ? wanted - 1 : wanted

const isLowSurrogate = (text: string, at: number): boolean =>
  (text.charCodeAt(at) & 0xfc00) === 0xdc00
