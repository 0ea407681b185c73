import { useApiPages } from '#renderer/api/use-api-pages.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import type { Activity } from '../contact-types.ts'
import { kindsOf, type TimelineFilter } from './group-timeline.ts'

const pageSize = 50

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
  const { pages, hasMore, loadMore } = useApiPages('activities.list', input, {
    keepsFrom: (before) => before.contactId === contactId,
  })
  return {
    entries: pages?.flatMap((page) => page.activities) ?? [],
    isLoading: pages === undefined,
    hasMore,
    loadMore,
  }
}
