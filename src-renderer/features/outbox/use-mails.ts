import { useMemo } from 'react'
import type { MailLine } from '#renderer/api/mail-words.ts'
import { useApiPages } from '#renderer/api/use-api-pages.ts'
import type { Input, Output } from '#shared/contract/index.ts'
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

/** Mails of a batch that come at once: they stand as one row, and all of them are read. */
const batchPage = 200

/** The page after one that ends within a batch brings more of it. */
const next = ({ emails }: Output<'emails.list'>): { limit?: number } =>
  (emails.at(-1)?.batch ?? null) === null ? {} : { limit: batchPage }

/** The mails of one group, page after page. */
export const useMails = (group: MailGroup, limit: number, enabled = true): Mails => {
  const { pages, hasMore, loadMore } = useApiPages(
    'emails.list',
    { group, limit },
    { enabled, ask: askMails, ...(group === 'scheduled' ? { next } : {}) },
  )
  const lines = useMemo(() => pages?.flatMap((page) => page.emails), [pages])
  return { group, lines, hasMore, loadMore }
}
