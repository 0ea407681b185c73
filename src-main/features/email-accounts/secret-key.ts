import type { AccountRow } from './email-accounts.repository.ts'

/**
 * Under which key an account's password is kept.
 *
 * It is of these servers: under other ones, whoever named them, there is no password to be sent.
 */
export const secretKeyOf = ({
  uid,
  smtp_host,
  imap_host,
}: Pick<AccountRow, 'uid' | 'smtp_host' | 'imap_host'>): string =>
  [uid, smtp_host, imap_host ?? ''].join('/').toLowerCase()
