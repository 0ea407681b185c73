import type { AccountRow } from './email-accounts.repository.ts'

/** What of an account its secret is found by. */
export type KeyedAccount = Pick<AccountRow, 'uid' | 'smtp_host' | 'imap_host' | 'auth'>

/**
 * Under which key an account's secret is kept.
 *
 * It is of these servers: under other ones, whoever named them, there is no password to be sent. A
 * password and a sign-in with the provider lie side by side, so that undo finds the one it needs.
 */
export const secretKeyOf = ({ uid, smtp_host, imap_host, auth }: KeyedAccount): string =>
  [uid, smtp_host, imap_host ?? '', ...(auth === 'oauth' ? [auth] : [])].join('/').toLowerCase()
