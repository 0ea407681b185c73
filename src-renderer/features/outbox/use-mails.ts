import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { call } from '#renderer/api/client.ts'
import type { MailLine } from '#renderer/api/mail-words.ts'
import { queryKey } from '#renderer/api/query-keys.ts'
import type { Input, Output } from '#shared/contract/index.ts'

type Page = Output<'emails.list'>

/** Where a mail is, as the outbox groups them. */
export type MailGroup = Input<'emails.list'>['group']

/** The mails of a group as far as they were asked for. */
export interface Mails {
  readonly group: MailGroup
  /** Undefined before the first answer. */
  readonly lines: readonly MailLine[] | undefined
  readonly hasMore: boolean
  readonly loadMore: () => void
}

/** The mails of one group, page after page. */
export const useMails = (group: MailGroup, limit: number, isEnabled = true): Mails => {
  const input = { group, limit }
  const query = useInfiniteQuery<
    Page,
    Error,
    InfiniteData<Page>,
    readonly unknown[],
    string | undefined
  >({
    queryKey: [...queryKey('emails.list', input), 'pages'],
    queryFn: ({ pageParam }) =>
      call('emails.list', pageParam === undefined ? input : { ...input, after: pageParam }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    enabled: isEnabled,
  })
  const { fetchNextPage, isFetchingNextPage } = query
  const loadMore = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, isFetchingNextPage])
  return {
    group,
    lines: query.data?.pages.flatMap((page) => page.emails),
    hasMore: query.hasNextPage,
    loadMore,
  }
}
