import { namesText, notesText, pointsText, type SearchablePoint } from './search-text.ts'
import { sortKey } from './sort-key.ts'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const pointsOf = (json: unknown): readonly SearchablePoint[] => {
  if (typeof json !== 'string' || json === '[]') return []
  // Our own SQL wrote it: a list of [kind, raw, normalized].
  const rows = JSON.parse(json) as readonly (readonly [string, string, string | null])[]
  return rows.map(([kind, raw, normalized]) => ({ kind, raw, normalized }))
}

/**
 * Sort keys and search texts as functions for SQL, all deterministic.
 *
 * - `kith_sort_key(display_name, given_name, family_name, kind)`; null for a null name. The parts
 *   do not matter today: names are sorted as they are written.
 * - `kith_search_names(display_name, given_name, family_name, nickname, kind, company_name,
 *   points_json)`
 * - `kith_search_points(points_json)`
 * - `kith_search_notes(text)`: for notes of contacts and for activities.
 *
 * `points_json` is `json_group_array(json_array(kind, raw, normalized))` over the contact's points
 * of kind e-mail and phone; null and `[]` mean none. Everything but sort keys is never null.
 */
export const searchFunctions = {
  kith_sort_key: (displayName: unknown, ...parts: readonly unknown[]): string | null =>
    typeof displayName === 'string'
      ? sortKey({ displayName, isPerson: parts[2] === 'person' })
      : null,

  kith_search_names: (...values: readonly unknown[]): string => {
    const [displayName, givenName, familyName, nickname, kind, companyName, points] = values
    return namesText({
      displayName: textOf(displayName),
      isPerson: kind === 'person',
      otherNames: [textOf(givenName), textOf(familyName), textOf(nickname)],
      companyName: textOf(companyName),
      points: pointsOf(points),
    })
  },

  kith_search_points: (points: unknown): string => pointsText(pointsOf(points)),

  kith_search_notes: (text: unknown): string => notesText(textOf(text)),
} as const satisfies Record<string, (...values: readonly unknown[]) => unknown>
