import { remember } from '#shared/domain/remember.ts'
import { namesText, notesText, pointsText, type SearchablePoint } from './search-text.ts'
import { sortKey } from './sort-key.ts'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const listOf = <Row>(list: unknown): readonly Row[] => {
  // Our own SQL wrote it with json_group_array, and in JavaScript it is handed over as it is.
  if (typeof list === 'string') return list === '[]' ? [] : (JSON.parse(list) as readonly Row[])
  // As above.
  return Array.isArray(list) ? (list as readonly Row[]) : []
}

const orderOf = ({ kind, raw, normalized }: SearchablePoint): string =>
  `${kind} ${raw} ${normalized ?? ''}`

/** Of companies and tags, which stand with many contacts. */
const commonSortKey = remember((displayName) => sortKey({ displayName, isPerson: false }))

/**
 * Sort keys and search texts as functions for SQL, all deterministic; what they take stands in
 * `db/sql-functions.ts`. Sort keys are null for a null name; everything else is never null.
 */
export const searchFunctions = {
  kith_sort_key: (...values: readonly unknown[]): string | null => {
    const [displayName, , , kind] = values
    if (typeof displayName !== 'string') return null
    return kind === 'person' ? sortKey({ displayName, isPerson: true }) : commonSortKey(displayName)
  },

  kith_fold: (...values: readonly unknown[]): string => commonSortKey(textOf(values[0])),

  kith_search_names: (...values: readonly unknown[]): string => {
    const [displayName, givenName, familyName, nickname, jobTitle, company, kind, emails] = values
    return namesText({
      displayName: textOf(displayName),
      isPerson: kind === 'person',
      otherNames: [textOf(givenName), textOf(familyName), textOf(nickname)],
      plainTexts: [textOf(jobTitle), textOf(company)],
      // In whatever order they stand: equal facts give equal texts.
      emails: [...listOf<string>(emails)].sort(),
    })
  },

  kith_search_points: (...values: readonly unknown[]): string => {
    const points = listOf<SearchablePoint>(values[0])
    if (points.length < 2) return pointsText(points)
    return pointsText(points.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)))
  },

  kith_search_notes: (...values: readonly unknown[]): string => notesText(textOf(values[0])),
} as const satisfies Record<string, (...values: readonly unknown[]) => unknown>
