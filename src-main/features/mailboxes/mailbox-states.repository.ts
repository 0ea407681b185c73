import type { Reader, Transaction } from '#main/db/executor.ts'
import { lastSyncAt, nameOfMailbox } from '#main/db/mailbox-name.ts'
import type { EmailAccountId } from '#shared/domain/ids.ts'

/** An account with a mailbox. */
export interface MailboxAccount {
  readonly id: EmailAccountId
  readonly uid: string
  /** Another one when its server or user is another. */
  readonly mailbox: string
  readonly address: string
  readonly userName: string
  readonly host: string
  readonly port: number
  readonly security: 'tls' | 'starttls'
  readonly auth: 'password' | 'oauth'
}

/** Why a mailbox could not be read; `cut` when the server broke off again and again. */
export type SyncError = 'auth' | 'tls' | 'connect' | 'cut' | 'protocol' | 'no-secret'

/** How far an account was read. */
export interface MailboxState {
  readonly accountId: EmailAccountId
  readonly uid: string
  readonly lastSyncAt: number | null
  readonly lastSyncError: SyncError | null
  readonly lastSyncErrorAt: number | null
}

/** A place in a folder: everything up to it was read. */
export interface FolderCursor {
  readonly accountUid: string
  readonly folder: string
  readonly uidValidity: number
  readonly lastUid: number
}

/** How far mailboxes were read, and looked through for older mail. */
const lookedAt = ['mailbox_cursors', 'lookback_cursors', 'mail_lookups', 'mail_lookbacks'] as const

/** SQL of accounts with a mailbox, and of how far each was read. */
export class MailboxStatesRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  accounts(): readonly MailboxAccount[] {
    return this.reader.allSql<MailboxAccount>(
      `select a.id, a.uid, ${nameOfMailbox} as mailbox, a.address, a.user_name as userName,
          a.imap_host as host, a.imap_port as port, a.imap_security as security, a.auth
        from email_accounts a where imap_host is not null and imap_port is not null
          and imap_security is not null order by id`,
    )
  }

  states(): readonly MailboxState[] {
    return this.reader.allSql<MailboxState>(
      `select a.id as accountId, a.uid, ${lastSyncAt} as lastSyncAt,
          s.last_sync_error as lastSyncError, s.last_sync_error_at as lastSyncErrorAt
        from email_accounts a left join email_account_states s on s.account_uid = a.uid
        where a.imap_host is not null order by a.id`,
    )
  }

  /** Whether what is known of an account's mailbox was read in another one. */
  isOfAnother({ uid, mailbox }: MailboxAccount): boolean {
    const text = 'select mailbox from email_account_states where account_uid = ?'
    return this.reader.firstSql<{ mailbox: string | null }>(text, uid)?.mailbox !== mailbox
  }

  /**
   * From here on the mailbox of an account is this one. Whatever was known of another is forgotten,
   * its numbers may be the same.
   */
  begin(tx: Transaction, { uid, mailbox }: MailboxAccount): void {
    const other = `select account_uid from email_account_states
      where account_uid = ? and mailbox <> ?`
    for (const table of lookedAt) {
      tx.runSql(`delete from ${table} where account_uid in (${other})`, uid, mailbox)
    }
    tx.runSql(
      `update email_account_states
        set last_sync_at = null, last_sync_error = null, last_sync_error_at = null
        where account_uid = ? and mailbox <> ?`,
      uid,
      mailbox,
    )
    tx.runSql(
      `insert into email_account_states(account_uid, mailbox) values(?, ?)
        on conflict do update set mailbox = excluded.mailbox`,
      uid,
      mailbox,
    )
  }

  cursors(accountUid: string): ReadonlyMap<string, FolderCursor> {
    const rows = this.reader.allSql<FolderCursor>(
      `select account_uid as accountUid, folder, uid_validity as uidValidity, last_uid as lastUid
        from mailbox_cursors where account_uid = ?`,
      accountUid,
    )
    return new Map(rows.map((row) => [row.folder, row]))
  }

  saveCursor(tx: Transaction, cursor: FolderCursor, at: number): void {
    tx.runSql(
      `insert into mailbox_cursors(account_uid, folder, uid_validity, last_uid, synced_at)
        values(?, ?, ?, ?, ?) on conflict do update set uid_validity = excluded.uid_validity,
          last_uid = excluded.last_uid, synced_at = excluded.synced_at`,
      cursor.accountUid,
      cursor.folder,
      cursor.uidValidity,
      cursor.lastUid,
      at,
    )
  }

  /** A reading that came to its end; `at` is when it began. */
  noteSynced(tx: Transaction, accountUid: string, at: number): void {
    tx.runSql(
      `insert into email_account_states(account_uid, last_sync_at) values(?, ?)
        on conflict do update set last_sync_at = excluded.last_sync_at, last_sync_error = null,
          last_sync_error_at = null`,
      accountUid,
      at,
    )
  }

  noteFailed(
    tx: Transaction,
    accountUid: string,
    { error, at }: { readonly error: SyncError; readonly at: number },
  ): void {
    tx.runSql(
      `insert into email_account_states(account_uid, last_sync_error, last_sync_error_at)
        values(?, ?, ?) on conflict do update set last_sync_error = excluded.last_sync_error,
          last_sync_error_at = excluded.last_sync_error_at`,
      accountUid,
      error,
      at,
    )
  }
}
