import { gapsOf, medianOfSorted } from '#shared/domain/gaps.ts'
import type { SqlFunctions } from './open-workspace.ts'

/**
 * The functions that kept facts and search texts call; `application.ts` injects those of
 * `engines/search`. All are deterministic and take what SQLite hands over: text, number or null.
 */
export interface SearchFunctions {
  /** (display_name, given_name, family_name, kind) → the key contacts are sorted by. */
  readonly kith_sort_key: (...values: readonly unknown[]) => unknown
  /** (text) → folded for sorting; tag names. */
  readonly kith_fold: (...values: readonly unknown[]) => unknown
  /**
   * (display_name, given_name, family_name, nickname, job_title, company's name, kind, JSON array
   * of e-mail addresses) → search text.
   */
  readonly kith_search_names: (...values: readonly unknown[]) => unknown
  /** (JSON array of `{kind, raw, normalized}`) → search text. */
  readonly kith_search_points: (...values: readonly unknown[]) => unknown
  /** (text of any length) → search text. */
  readonly kith_search_notes: (...values: readonly unknown[]) => unknown
}

const joined = (...values: readonly unknown[]): string =>
  values.filter((value) => typeof value === 'string').join(' ')

/** Plain stand-ins: texts as they are, in lower case. */
const plainFunctions: SearchFunctions = {
  kith_sort_key: (displayName) => joined(displayName).toLowerCase(),
  kith_fold: (text) => joined(text).toLowerCase(),
  kith_search_names: joined,
  kith_search_points: joined,
  kith_search_notes: joined,
}

/**
 * (distinct whole numbers in any order, with commas between them) → median of the gaps from each to
 * the next; null below two. SQLite's window functions take four times as long.
 */
const kith_median_gap = (list: unknown): number | null => {
  if (typeof list !== 'string') return null
  const numbers = list
    .split(',')
    .map(Number)
    .sort((a, b) => a - b)
  return numbers.length < 2 ? null : medianOfSorted(gapsOf(numbers))
}

/** The injected functions, with plain stand-ins for those that are missing. */
export const completeFunctions = (injected: SqlFunctions = {}): SqlFunctions => ({
  kith_median_gap,
  ...plainFunctions,
  ...injected,
})
