import { useMemo } from 'react'
import type { MailLine } from '#renderer/api/mail-words.ts'
import { useApiPages } from '#renderer/api/use-api-pages.ts'
import type { Input } from '#shared/contract/index.ts'
import { askMails } from './ask-mails.ts'

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

/** The mails of one group, page after page; what is planned to a selection is one of them. */
export const useMails = (group: MailGroup, limit: number, enabled = true): Mails => {
  const { pages, hasMore, loadMore } = useApiPages(
    'emails.list',
    { group, limit, ...(group === 'scheduled' ? { together: true } : {}) },
    { enabled, ask: askMails },
  )
  const lines = useMemo(() => pages?.flatMap((page) => page.emails), [pages])
  return { group, lines, hasMore, loadMore }
}
