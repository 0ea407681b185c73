import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Input, Output } from '#shared/contract/index.ts'
import { call, type QueryName } from './client.ts'
import { queryKey } from './query-keys.ts'

/** Queries that answer page after page. */
type PagedName = {
  [Name in QueryName]: Output<Name> extends { readonly nextCursor: string | null } ? Name : never
}[QueryName]

/** The pages of an answer as far as they were asked for. */
export interface ApiPages<Name extends PagedName> {
  /** Undefined before the first answer. */
  readonly pages: readonly Output<Name>[] | undefined
  readonly hasMore: boolean
  readonly loadMore: () => void
}

/** The answer to a query that comes in pages, kept fresh by the host's change events. */
export const useApiPages = <Name extends PagedName>(
  name: Name,
  input: Input<Name>,
  options: {
    /** False: do not ask yet. */
    readonly enabled?: boolean
    /** Whether the pages of another input stay until those of this one are there. */
    readonly keepsFrom?: (before: Input<Name>) => boolean
    /** Asks in another way than by a call of its own. */
    readonly ask?: (input: Input<Name>) => Promise<Output<Name>>
  } = {},
): ApiPages<Name> => {
  const { enabled = true, keepsFrom, ask = (one) => call(name, one) } = options
  type Page = Output<Name>
  const query = useInfiniteQuery<
    Page,
    Error,
    InfiniteData<Page>,
    readonly unknown[],
    { readonly after: string } | undefined
  >({
    queryKey: [...queryKey(name, input), 'pages'],
    queryFn: ({ pageParam }) => ask(pageParam === undefined ? input : { ...input, ...pageParam }),
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor: after }) => (after === null ? undefined : { after }),
    enabled,
    placeholderData: (before, beforeQuery) =>
      // The key is built above.
      beforeQuery !== undefined && keepsFrom?.(beforeQuery.queryKey[2] as Input<Name>) === true
        ? before
        : undefined,
  })
  const { fetchNextPage, isFetchingNextPage } = query
  const loadMore = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, isFetchingNextPage])
  return {
    pages: query.data?.pages,
    hasMore: query.hasNextPage && !query.isPlaceholderData,
    loadMore,
  }
}
