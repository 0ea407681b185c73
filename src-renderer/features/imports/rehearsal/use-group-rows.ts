import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { call } from '#renderer/api/client.ts'
import { queryKey } from '#renderer/api/query-keys.ts'
import type { JobId } from '#shared/domain/ids.ts'
import type { Group, MissingPerson, Row } from '../import-types.ts'

const pageSize = 100

/** The rows of one group from its beginning, a hundred more at a time. */
export const useGroupRows = ({
  planId,
  group,
  round,
  isOn = true,
  isReady = true,
}: {
  planId: JobId
  group: Group
  /** Another value reads them anew; those of before stay until then. */
  round: number
  isOn?: boolean
  /** Until then the rows of before stay: others must be there first. */
  isReady?: boolean
}): {
  readonly rows: readonly Row[]
  readonly people: readonly MissingPerson[]
  readonly isLoading: boolean
  /** The rows are those of another round; this one's are being read. */
  readonly isBefore: boolean
  more(): void
} => {
  const query = useInfiniteQuery({
    queryKey: [...queryKey('imports.rehearsedRows', { jobId: planId, group }), round],
    queryFn: ({ pageParam }) =>
      call('imports.rehearsedRows', { jobId: planId, group, offset: pageParam, limit: pageSize }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) =>
      pages.length * pageSize >= last.total ? undefined : pages.length * pageSize,
    enabled: isOn && isReady,
    placeholderData: keepPreviousData,
  })
  const pages = isOn ? (query.data?.pages ?? []) : []
  return {
    rows: pages.flatMap((page) => page.rows),
    people: pages.flatMap((page) => page.people),
    isLoading: isOn && query.isLoading,
    isBefore: isOn && query.isPlaceholderData,
    more: () => void query.fetchNextPage(),
  }
}
