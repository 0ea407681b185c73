import { useQueries, useQueryClient } from '@tanstack/react-query'
import { call } from '#renderer/api/client.ts'
import { queryKey } from '#renderer/api/query-keys.ts'
import type { Output } from '#shared/contract/index.ts'
import type { JobId } from '#shared/domain/ids.ts'
import type { Group, Row } from '../import-types.ts'

const pageSize = 100

/** Which rows are read. */
export interface RowsQuery {
  readonly planId: JobId
  readonly group: Group
  readonly search: string
  /** Another value reads them anew. */
  readonly round: number
}

/** A long group as the screen needs it. */
export interface RowPages {
  /** How many rows there are; null until known. */
  readonly total: number | null
  /** The row at an index; undefined while it is being fetched. */
  rowAt(index: number): Row | undefined
}

const pageOptions = ({ planId, group, search, round }: RowsQuery, page: number) => {
  const input = {
    jobId: planId,
    group,
    ...(search === '' ? {} : { search }),
    offset: page * pageSize,
    limit: pageSize,
  }
  return {
    queryKey: [...queryKey('imports.rehearsedRows', input), round],
    queryFn: () => call('imports.rehearsedRows', input),
  }
}

/**
 * The rows of a group in pages, those in sight fetched as they are needed.
 *
 * While the rows are read anew after a decision, those of before stay in sight.
 */
export const useRowPages = (
  query: RowsQuery,
  visible: { readonly from: number; readonly to: number },
): RowPages => {
  const client = useQueryClient()
  const first = Math.floor(visible.from / pageSize)
  const last = Math.floor(Math.max(visible.from, visible.to) / pageSize)
  const inSight = Array.from({ length: last - first + 1 }, (_, step) => first + step)
  // The first page says how many there are, wherever the list is scrolled to.
  const numbers = [...new Set([0, ...inSight])]
  const answers = useQueries({ queries: numbers.map((page) => pageOptions(query, page)) })
  const before = { ...query, round: query.round - 1 }
  const pages = new Map(
    numbers.map((page, at) => [
      page,
      answers[at]?.data ??
        client.getQueryData<Output<'imports.rehearsedRows'>>(pageOptions(before, page).queryKey),
    ]),
  )
  return {
    total: pages.get(0)?.total ?? null,
    rowAt: (index) => pages.get(Math.floor(index / pageSize))?.rows[index % pageSize],
  }
}
