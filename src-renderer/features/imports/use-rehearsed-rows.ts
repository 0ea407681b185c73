import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '#renderer/api/client.ts'
import { queryKey } from '#renderer/api/query-keys.ts'
import type { JobId } from '#shared/domain/ids.ts'
import type { Group, Row } from './import-types.ts'

const pageSize = 100

/** The rows of one group, a hundred more at a time. */
export const useRehearsedRows = (
  planId: JobId,
  group: Group,
  /** Another value reads them anew. */
  round: number,
): { readonly rows: readonly Row[]; readonly isLoading: boolean; more(): void } => {
  const query = useInfiniteQuery({
    queryKey: [...queryKey('imports.rehearsedRows', { jobId: planId, group }), round],
    queryFn: ({ pageParam }) =>
      call('imports.rehearsedRows', { jobId: planId, group, offset: pageParam, limit: pageSize }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) =>
      last.rows.length < pageSize ? undefined : pages.length * pageSize,
  })
  return {
    rows: query.data?.pages.flatMap((page) => page.rows) ?? [],
    isLoading: query.isLoading,
    more: () => void query.fetchNextPage(),
  }
}
