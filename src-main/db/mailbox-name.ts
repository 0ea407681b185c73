/** What names the mailbox of an account: with another server or user it is another one. */
export const mailboxName = (account: {
  readonly imap_host: string | null
  readonly user_name: string
}): string => `${lowerAscii(account.imap_host ?? '')} ${account.user_name}`

/** As SQLite does it. */
const lowerAscii = (text: string): string =>
  text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())

/** The same in SQL; `a` names a row of `email_accounts`. */
export const nameOfMailbox = `lower(coalesce(a.imap_host, '')) || ' ' || a.user_name`

/**
 * When the mailbox of an account was read last, in SQL; `s` names the account's state, which may
 * still be that of another mailbox.
 */
export const lastSyncAt = `case when coalesce(s.mailbox, ${nameOfMailbox}) = ${nameOfMailbox}
  then s.last_sync_at end`
