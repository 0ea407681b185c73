import { type QueryClient, useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { call } from '#renderer/api/client.ts'
import { queryKey } from '#renderer/api/query-keys.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import type { Output } from '#shared/contract/index.ts'
import type { ContactFilter, ContactRow, ContactSort } from '../contact-types.ts'

/** Rows fetched at once. */
export const pageSize = 100

/** What the list shows: whom, in which order. */
export interface ListQuery {
  readonly filter: ContactFilter | undefined
  readonly sort: ContactSort
  readonly direction: 'asc' | 'desc'
}

type Page = Output<'contacts.list'>

const inputOf = (query: ListQuery) => ({
  ...(query.filter === undefined ? {} : { filter: query.filter }),
  sort: query.sort,
  direction: query.direction,
  limit: pageSize,
})

const keyOf = (query: ListQuery, page: number) =>
  queryKey('contacts.list', { ...inputOf(query), offset: page * pageSize })

/** The cursor at the end of a page, when that page is known and nothing changed since. */
const freshCursor = (client: QueryClient, query: ListQuery, page: number): string | null => {
  const state = client.getQueryState<Page>(keyOf(query, page))
  if (state?.data === undefined || state.isInvalidated || state.fetchStatus === 'fetching') {
    return null
  }
  return state.data.nextCursor
}

/** Scrolling goes on by cursor; a dragged thumb, or a list that has changed, asks by offset. */
const fetchPage = async (client: QueryClient, query: ListQuery, page: number): Promise<Page> => {
  const after = page === 0 ? null : freshCursor(client, query, page - 1)
  if (after !== null) return call('contacts.list', { ...inputOf(query), after })
  return call('contacts.list', { ...inputOf(query), offset: page * pageSize })
}

const pageOptions = (client: QueryClient, query: ListQuery, page: number) => ({
  queryKey: keyOf(query, page),
  queryFn: () => fetchPage(client, query, page),
})

/** A long list as the screen needs it. */
export interface ContactPages {
  /** People and companies in the filter; null until known. */
  readonly counts: { readonly people: number; readonly companies: number } | null
  readonly total: number
  /** The row at an index; undefined while it is being fetched. */
  rowAt(index: number): ContactRow | undefined
  /** Fetches the rows from one index to another, both included. */
  rowsBetween(from: number, to: number): Promise<readonly ContactRow[]>
}

const pagesOf = (from: number, to: number): readonly number[] => {
  const first = Math.floor(from / pageSize)
  return Array.from({ length: Math.floor(to / pageSize) - first + 1 }, (_, step) => first + step)
}

/**
 * The rows of the list in pages, those in sight fetched as they are needed.
 *
 * While a new filter or order is being read, the rows of the one before stay in sight.
 */
export const useContactPages = (
  query: ListQuery,
  visible: { readonly from: number; readonly to: number },
): ContactPages => {
  const client = useQueryClient()
  const count = useApiQuery(
    'contacts.count',
    query.filter === undefined ? {} : { filter: query.filter },
    { keepPrevious: true },
  )
  const numbers = pagesOf(visible.from, Math.max(visible.from, visible.to))
  const answers = useQueries({ queries: numbers.map((page) => pageOptions(client, query, page)) })
  const known = new Map(numbers.map((page, at) => [page, answers[at]?.data?.rows]))
  const hasAny = answers.some((answer) => answer.data !== undefined)
  const before = useRef(new Map<number, readonly ContactRow[] | undefined>())
  const total = count.data === undefined ? 0 : count.data.people + count.data.companies
  const isSettled = hasAny && !count.isPlaceholderData
  useEffect(() => {
    if (isSettled) before.current = known
  })

  return {
    counts: count.data ?? null,
    total,
    rowAt: (index) => {
      const rows = hasAny ? known : before.current
      return rows.get(Math.floor(index / pageSize))?.[index % pageSize]
    },
    rowsBetween: async (from, to) => {
      const rows = await Promise.all(
        pagesOf(from, to).map((page) => client.fetchQuery(pageOptions(client, query, page))),
      )
      const first = Math.floor(from / pageSize) * pageSize
      return rows.flatMap((page) => page.rows).slice(from - first, to - first + 1)
    },
  }
}
