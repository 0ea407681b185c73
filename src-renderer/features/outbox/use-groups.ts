import { useStopped } from './batches.ts'
import type { Outbox } from './head-state.ts'
import { type Mails, useMails } from './use-mails.ts'

/** So many mails of a group come at once. */
const pageSize = 50
/** So many of those that have left stand under the ones that wait. */
const lastSent = 5

/** What of the mail the page shows. */
export type View = 'outbox' | 'drafts' | 'sent'

/** The groups of a view, in their order. */
export const useGroups = (view: View): readonly Mails[] => {
  const isOutbox = view === 'outbox'
  const uncertain = useMails('uncertain', pageSize, isOutbox)
  const held = useMails('held', pageSize, isOutbox)
  const stopped = useMails('stopped', pageSize, isOutbox)
  const drafts = useMails('drafts', pageSize, view === 'drafts')
  const planned = useMails('scheduled', pageSize, isOutbox)
  const scheduled = { ...planned, lines: useStopped(planned.lines) }
  const sending = useMails('sending', pageSize, isOutbox)
  const failed = useMails('failed', pageSize, isOutbox)
  const sent = useMails('sent', isOutbox ? lastSent : pageSize, view !== 'drafts')
  if (view === 'drafts') return [drafts]
  if (view === 'sent') return [sent]
  return [uncertain, held, stopped, scheduled, sending, failed, sent]
}

/** How many mails a group has; undefined where nobody counts. */
export const countOf = (
  { group, lines }: Mails,
  outbox: Outbox | undefined,
): number | undefined => {
  if (group === 'sent') return undefined
  return outbox?.counts[group] ?? lines?.length
}
