import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import { call } from '#renderer/api/client.ts'
import { queryKey } from '#renderer/api/query-keys.ts'
import type { Output } from '#shared/contract/index.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import type { Activity } from './contact-types.ts'
import { kindsOf, type TimelineFilter } from './group-timeline.ts'

const pageSize = 50
type Page = Output<'activities.list'>

/** The timeline of a contact, page after page, newest first. */
export const useTimeline = (
  contactId: ContactId,
  filter: TimelineFilter,
  search: string,
): {
  readonly entries: readonly Activity[]
  readonly isLoading: boolean
  readonly hasMore: boolean
  readonly loadMore: () => void
} => {
  const kinds = kindsOf(filter)
  const input = {
    contactId,
    limit: pageSize,
    ...(kinds === undefined ? {} : { kinds: [...kinds] }),
    ...(search.trim() === '' ? {} : { search }),
  }
  const query = useInfiniteQuery<
    Page,
    Error,
    InfiniteData<Page>,
    readonly unknown[],
    string | undefined
  >({
    queryKey: [...queryKey('activities.list', input), 'timeline'],
    queryFn: ({ pageParam }) =>
      call('activities.list', pageParam === undefined ? input : { ...input, after: pageParam }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before, beforeQuery) =>
      JSON.stringify(beforeQuery?.queryKey[2] ?? null).includes(`"contactId":${contactId},`)
        ? before
        : undefined,
  })
  return {
    entries: query.data?.pages.flatMap((page) => page.activities) ?? [],
    isLoading: query.isPending,
    hasMore: query.hasNextPage && !query.isPlaceholderData,
    loadMore: () => {
      if (!query.isFetchingNextPage) void query.fetchNextPage()
    },
  }
}
