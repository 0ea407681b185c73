/**
 * What names the mailbox of an account, in SQL: with another server or user it is another one; `a`
 * names a row of `email_accounts`.
 */
export const nameOfMailbox = `lower(coalesce(a.imap_host, '')) || ' ' || a.user_name`

/** What is known of the mailbox of an account; `s` names its state, which may be another one's. */
export const ofMailbox = (
  name: 'last_sync_at' | 'last_sync_error' | 'last_sync_error_at',
): string => `case when coalesce(s.mailbox, ${nameOfMailbox}) = ${nameOfMailbox} then s.${name} end`

/** When it was read last. */
export const lastSyncAt = ofMailbox('last_sync_at')
