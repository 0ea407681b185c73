import type { Output } from '#shared/contract/index.ts'
import type { EmailAccountId } from '#shared/domain/ids.ts'

type Account = Output<'emailAccounts.list'>['accounts'][number]

/** A mail account as a page is told of it: it has a password, and nothing is wrong. */
export const shownAccount = (changes: Partial<Account> = {}): Account => ({
  // Ids are brands on plain numbers.
  id: 3 as EmailAccountId,
  address: 'nora@hale.example',
  fromName: 'Nora Hale',
  provider: null,
  smtp: { host: 'smtp.hale.example', port: 465, security: 'tls' },
  imap: null,
  userName: 'nora',
  signature: null,
  dailyLimit: 200,
  auth: 'password',
  signInWith: null,
  isDefault: true,
  hasSecret: true,
  pausedReason: null,
  probe: null,
  createdAt: 0,
  lastSyncAt: null,
  lastSyncError: null,
  ...changes,
})
