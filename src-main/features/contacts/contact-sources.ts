import type { CalendarDate } from '#shared/domain/ids.ts'
import { searchCap } from '#shared/domain/search-cap.ts'
import { allOf, type ContactFilter, filterConditions, type SqlPiece } from './contact-filter.ts'

/** What to look for in the full-text tables; null where nothing can be looked for. */
export interface SearchExpressions {
  readonly names: string | null
  readonly notes: string | null
}

/** A filter with everything that SQL needs to know of it. */
export interface ReadyFilter {
  readonly filter: ContactFilter
  /** Null when the filter has no search text. */
  readonly search: SearchExpressions | null
  readonly today: CalendarDate
  /** All hits of a search and not the first thousand only: off the main thread. */
  readonly isUncapped?: boolean
}

/** Up to so many contacts are collected and then sorted; more are read in the index's order. */
export const collectable = 1000

/** Contacts that meet the conditions, read along an index that covers them. */
export const scanSource = (conditions: readonly SqlPiece[]): SqlPiece => {
  const { sql, values } = allOf(conditions)
  return { sql: `select c.id from contacts c indexed by contacts_by_name where ${sql}`, values }
}

/**
 * The first hits, a thousand when not said otherwise; of those that meet the other conditions,
 * when there are any.
 */
export const searchSource = (
  search: SearchExpressions,
  conditions: readonly SqlPiece[],
  most: number = searchCap,
): SqlPiece => {
  const limit = conditions.length === 0 ? ` limit ${most}` : ''
  const hits = [
    ftsHits('search_names', search.names, limit),
    ftsHits('search_notes', search.notes, limit),
  ].flat()
  if (hits.length === 0) return { sql: 'select null as id where false', values: [] }
  const union = hits.map(({ sql }) => `select * from (${sql})`).join(' union ')
  const values = hits.flatMap((hit) => hit.values)
  if (conditions.length === 0) return { sql: `${union} limit ${most}`, values }
  const all = allOf(conditions)
  return {
    sql: `select c.id from (${union}) h cross join contacts c on c.id = h.id where ${all.sql}
      limit ${most}`,
    values: [...values, ...all.values],
  }
}

const ftsHits = (table: string, expression: string | null, limit: string): SqlPiece[] =>
  expression === null
    ? []
    : [
        {
          sql: `select rowid as id from ${table} where ${table} match ?${limit}`,
          values: [expression],
        },
      ]

const countsOf = `count(*) filter (where c.kind = 'person') as people,
  count(*) filter (where c.kind = 'company') as companies`

/** SQLite counts a whole index by its pages, and only the companies by their entries. */
const countsOfAll = `select total - companies as people, companies
  from (select (select count(*) from contacts indexed by contacts_by_kind) as total,
    (select count(*) from contacts indexed by contacts_by_kind where kind = 'company') as companies)`

/** Everybody a filter means, as `id`. */
export const everybody = ({ filter, search, today, isUncapped }: ReadyFilter): SqlPiece => {
  const conditions = filterConditions(filter, today)
  if (search === null) return scanSource(conditions)
  // To SQLite a negative limit is none.
  return searchSource(search, conditions, isUncapped === true ? -1 : searchCap)
}

/** People and companies that a filter means. */
export const countSql = (ready: ReadyFilter): SqlPiece => {
  const { filter, search, today } = ready
  if (search === null) {
    const conditions = filterConditions(filter, today)
    if (conditions.length === 0) return { sql: countsOfAll, values: [] }
    const { sql, values } = allOf(conditions)
    return {
      sql: `select ${countsOf} from contacts c indexed by contacts_by_name where ${sql}`,
      values,
    }
  }
  const { sql, values } = everybody(ready)
  return { sql: `select ${countsOf} from (${sql}) s cross join contacts c on c.id = s.id`, values }
}
