import { useEffect } from 'react'
import { isCut, itemsOf, type MailItem } from './batches.ts'
import type { Outbox } from './head-state.ts'
import { type Mails, useMails } from './use-mails.ts'

/** So many mails of a group come at once. */
const pageSize = 50
/** So many of those that have left stand under the ones that wait. */
const lastSent = 5

/** What of the mail the page shows. */
export type View = 'outbox' | 'drafts' | 'sent'

/** A group on the page. */
export interface ShownMails extends Omit<Mails, 'group'> {
  readonly group: Mails['group'] | 'stopped'
}

/** The rows of a group: what is planned to a selection is one row, all else one for each mail. */
export const rowsOf = ({ group, lines = [] }: ShownMails): readonly MailItem[] =>
  group === 'scheduled' ? itemsOf(lines) : lines.map((line) => ({ line, members: [line] }))

/** A batch is read to its end, so that its row counts all of it. */
const useWhole = (mails: Mails): void => {
  const { lines = [], hasMore, loadMore } = mails
  const isWanted = hasMore && isCut(itemsOf(lines), lines)
  useEffect(() => {
    if (isWanted) loadMore()
  }, [isWanted, loadMore])
}

/** Drafts again because they answered: shown where the owner looks for what was planned. */
const stoppedOf = (drafts: Mails): ShownMails => ({
  ...drafts,
  group: 'stopped',
  lines: drafts.lines?.filter(({ reason }) => reason === 'answered'),
  hasMore: false,
})

/** The groups of a view, in their order. */
export const useGroups = (view: View): readonly ShownMails[] => {
  const isOutbox = view === 'outbox'
  const uncertain = useMails('uncertain', pageSize, isOutbox)
  const held = useMails('held', pageSize, isOutbox)
  const drafts = useMails('drafts', pageSize, view !== 'sent')
  const scheduled = useMails('scheduled', pageSize, isOutbox)
  const sending = useMails('sending', pageSize, isOutbox)
  const failed = useMails('failed', pageSize, isOutbox)
  const sent = useMails('sent', isOutbox ? lastSent : pageSize, view !== 'drafts')
  useWhole(scheduled)
  if (view === 'drafts') return [drafts]
  if (view === 'sent') return [sent]
  return [uncertain, held, stoppedOf(drafts), scheduled, sending, failed, sent]
}

/** How many mails a group has; undefined where nobody counts. */
export const countOf = (
  { group, lines }: ShownMails,
  outbox: Outbox | undefined,
): number | undefined => {
  if (group === 'sent') return undefined
  return group === 'stopped' ? lines?.length : (outbox?.counts[group] ?? lines?.length)
}
