import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import { call } from '#renderer/api/client.ts'
import { queryKey } from '#renderer/api/query-keys.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import type { ContactId, OperationId } from '#shared/domain/ids.ts'
import type { Operation } from './group-by-day.ts'

const pageSize = 60
type Page = Output<'history.list'>

/** Whose operations are shown. */
export type ActorFilter = 'all' | NonNullable<Input<'history.list'>['actor']>

/** The operations, newest first, page after page. */
export const useOperations = (
  actor: ActorFilter,
  contactId: ContactId | undefined,
  isEnabled: boolean,
): {
  readonly operations: readonly Operation[] | undefined
  readonly hasMore: boolean
  readonly loadMore: () => void
} => {
  const input = {
    limit: pageSize,
    ...(actor === 'all' ? {} : { actor }),
    ...(contactId === undefined ? {} : { contactId }),
  }
  const query = useInfiniteQuery<
    Page,
    Error,
    InfiniteData<Page>,
    readonly unknown[],
    OperationId | undefined
  >({
    queryKey: [...queryKey('history.list', input), 'pages'],
    queryFn: ({ pageParam }) =>
      call('history.list', pageParam === undefined ? input : { ...input, before: pageParam }),
    initialPageParam: undefined,
    getNextPageParam: (page) =>
      page.hasMore ? page.operations[page.operations.length - 1]?.id : undefined,
    enabled: isEnabled,
    placeholderData: (before) => before,
  })
  return {
    operations: query.data?.pages.flatMap((page) => page.operations),
    hasMore: query.hasNextPage,
    loadMore: () => {
      if (!query.isFetchingNextPage) void query.fetchNextPage()
    },
  }
}
