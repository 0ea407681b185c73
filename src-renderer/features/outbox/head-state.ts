import type { Output } from '#shared/contract/index.ts'

/** The outbox as a whole. */
export type Outbox = Output<'emails.outbox'>
/** The accounts mail leaves through. */
export type Accounts = Output<'emailAccounts.list'>

type Account = Accounts['accounts'][number]

/** What the line under the head says: the first thing that keeps mail here, else when it leaves. */
export type HeadState =
  | { readonly kind: 'off' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'no-account' }
  | {
      readonly kind: 'paused'
      readonly address: string
      readonly reason: NonNullable<Account['pausedReason']>
    }
  | { readonly kind: 'next'; readonly at: number }
  | { readonly kind: 'nothing' }

/** What keeps mail here, or when the next one leaves. */
export const headState = (outbox: Outbox, accounts: Accounts | undefined): HeadState => {
  if (!outbox.isSwitchedOn) return { kind: 'off' }
  if (accounts?.accounts.length === 0) return { kind: 'no-account' }
  if (outbox.isLocked) return { kind: 'locked' }
  for (const { address, pausedReason } of accounts?.accounts ?? []) {
    if (pausedReason !== null) return { kind: 'paused', address, reason: pausedReason }
  }
  return outbox.nextAt === null ? { kind: 'nothing' } : { kind: 'next', at: outbox.nextAt }
}

/** How many mails may leave in a day through all accounts together. */
export const dailyLimit = ({ accounts }: Accounts): number =>
  accounts.reduce((sum, account) => sum + account.dailyLimit, 0)

/** Mails that are not on their way to anybody and have not left. */
export const waitingCount = ({ counts }: Outbox): number =>
  counts.uncertain + counts.held + counts.scheduled + counts.sending + counts.failed
