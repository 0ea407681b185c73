import { namesText, notesText, pointsText, type SearchablePoint } from './search-text.ts'
import { sortKey } from './sort-key.ts'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const listOf = <Row>(json: unknown): readonly Row[] =>
  // Our own SQL wrote it with json_group_array.
  typeof json !== 'string' || json === '[]' ? [] : (JSON.parse(json) as readonly Row[])

const orderOf = ({ kind, raw, normalized }: SearchablePoint): string =>
  `${kind} ${raw} ${normalized ?? ''}`

/**
 * Sort keys and search texts as functions for SQL, all deterministic; what they take stands in
 * `db/sql-functions.ts`. Sort keys are null for a null name; everything else is never null.
 */
export const searchFunctions = {
  kith_sort_key: (...values: readonly unknown[]): string | null =>
    typeof values[0] === 'string'
      ? sortKey({ displayName: values[0], isPerson: values[3] === 'person' })
      : null,

  kith_fold: (...values: readonly unknown[]): string =>
    sortKey({ displayName: textOf(values[0]), isPerson: false }),

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

  kith_search_points: (...values: readonly unknown[]): string =>
    pointsText(
      [...listOf<SearchablePoint>(values[0])].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)),
    ),

  kith_search_notes: (...values: readonly unknown[]): string => notesText(textOf(values[0])),
} as const satisfies Record<string, (...values: readonly unknown[]) => unknown>
