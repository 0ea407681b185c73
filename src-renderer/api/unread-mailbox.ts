import type { TFunction } from 'i18next'
import type { Output } from '#shared/contract/index.ts'

type Account = Output<'emailAccounts.list'>['accounts'][number]
type Facts = Pick<Account, 'address' | 'imap' | 'lastSyncAt' | 'lastSyncError' | 'createdAt'>

/** A mailbox that could not be read for long. */
export interface UnreadMailbox {
  readonly address: string
  readonly why: NonNullable<Account['lastSyncError']>
  /** False when it was never read since it was set up. */
  readonly wasRead: boolean
  readonly hours: number
}

const hourMs = 3_600_000
const longHours = 24
/** From here on days are easier to grasp. */
const daysFrom = 72

/**
 * The mailbox that was read longest ago, of those that could not be read for a day or ever; null
 * when there is none. One that simply was not tried, because Kith was closed, is not among them.
 */
export const unreadMailbox = (accounts: readonly Facts[], now: number): UnreadMailbox | null => {
  const unread = accounts.flatMap(({ address, imap, lastSyncAt, lastSyncError, createdAt }) => {
    if (imap === null || lastSyncError === null) return []
    const hours = Math.floor((now - (lastSyncAt ?? createdAt)) / hourMs)
    const wasRead = lastSyncAt !== null
    return hours >= longHours ? [{ address, why: lastSyncError, wasRead, hours }] : []
  })
  return unread.toSorted((a, b) => b.hours - a.hours)[0] ?? null
}

/** Which mailbox, since when, why, and what can be done. */
export const unreadWords = (
  { address, why, wasRead, hours }: UnreadMailbox,
  { t, glue }: { readonly t: TFunction<'outbox'>; readonly glue: string },
): string => {
  const parts = { address, why: t(`unread.why.${why}`) }
  const inDays = hours >= daysFrom
  const since = inDays
    ? t('unread.days', { ...parts, count: Math.floor(hours / 24) })
    : t('unread.hours', { ...parts, count: hours })
  return [wasRead ? since : t('unread.never', parts), t('unread.effect')].join(glue)
}
