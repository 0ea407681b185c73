import type { Insertable } from 'kysely'
import type { MessagesTable } from '#main/db/email-schema.ts'
import { type Reader, sqlBuilder, type Transaction } from '#main/db/executor.ts'
import type { ActivitiesTable } from '#main/db/schema.ts'
import type { ActivityId, ContactId, EmailAccountId, EmailId } from '#shared/domain/ids.ts'

/** An account with a mailbox. */
export interface MailboxAccount {
  readonly id: EmailAccountId
  readonly uid: string
  readonly address: string
  readonly userName: string
  readonly host: string
  readonly port: number
  readonly security: 'tls' | 'starttls'
  readonly auth: 'password' | 'oauth'
}

/** Why a mailbox could not be read. */
export type SyncError = 'auth' | 'tls' | 'connect' | 'protocol' | 'no-secret'

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

/** A mail that left, and whose answer may come. */
export interface LeftMail {
  readonly contactId: ContactId
  readonly activityId: ActivityId | null
  readonly emailId: EmailId | null
  /** Send id where Kith sent it. */
  readonly sendId: string | null
}

/** A mail of Kith's by its send id. */
export interface SentMail {
  readonly emailId: EmailId
  readonly contactId: ContactId
  readonly toAddress: string
}

/** A contact behind an address. */
export interface AddressOwner {
  readonly address: string
  readonly contactId: ContactId
  readonly uid: string
}

/** SQL of mails that came in: who they concern, how far folders were read. */
export class MailboxesRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  accounts(): readonly MailboxAccount[] {
    return this.reader.allSql<MailboxAccount>(
      `select id, uid, address, user_name as userName, imap_host as host, imap_port as port,
          imap_security as security, auth
        from email_accounts where imap_host is not null and imap_port is not null
          and imap_security is not null order by id`,
    )
  }

  /** Every address mail leaves from, whether its mailbox is read or not. */
  ownAddresses(): readonly string[] {
    const rows = this.reader.allSql<{ address: string }>(
      `select address from email_accounts union select user_name from email_accounts`,
    )
    return rows.map(({ address }) => address)
  }

  states(): readonly MailboxState[] {
    return this.reader.allSql<MailboxState>(
      `select a.id as accountId, a.uid, s.last_sync_at as lastSyncAt,
          s.last_sync_error as lastSyncError, s.last_sync_error_at as lastSyncErrorAt
        from email_accounts a left join email_account_states s on s.account_uid = a.uid
        where a.imap_host is not null order by a.id`,
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

  /** Contacts behind normalised addresses; of several behind one, those of whom it is first. */
  ownersOf(addresses: readonly string[]): readonly AddressOwner[] {
    return this.reader.allSql<AddressOwner>(
      `select p.normalized as address, p.contact_id as contactId, c.uid
        from json_each(?) j cross join contact_points p indexed by contact_points_normalized
          on p.kind = 'email' and p.normalized = j.value
        cross join contacts c on c.id = p.contact_id
        order by p.is_primary desc, p.contact_id`,
      JSON.stringify(addresses),
    )
  }

  /** Normalised e-mail addresses of a contact. */
  addressesOf(contactId: ContactId): readonly string[] {
    const rows = this.reader.allSql<{ address: string }>(
      `select distinct normalized as address from contact_points indexed by contact_points_contact
        where contact_id = ? and kind = 'email' and normalized is not null`,
      contactId,
    )
    return rows.map(({ address }) => address)
  }

  /** Contacts that were ever written to; an unsubscribe token is one of theirs. */
  writtenTo(): readonly Omit<AddressOwner, 'address'>[] {
    return this.reader.allSql<Omit<AddressOwner, 'address'>>(
      `select c.id as contactId, c.uid from contacts c where c.id in
        (select e.contact_id from deliveries d cross join emails e on e.id = d.email_id
          where d.send_id is not null)`,
    )
  }

  /** The first of these ids that a mail of the owner's had. */
  leftMail(messageIds: readonly string[]): LeftMail | undefined {
    return this.reader.firstSql<LeftMail>(
      `select m.contact_id as contactId, m.activity_id as activityId, m.email_id as emailId,
          d.send_id as sendId
        from json_each(?) j cross join messages m indexed by messages_message_id
          on m.message_id = j.value and m.direction = 'out'
        left join deliveries d on d.email_id = m.email_id
        order by j.key limit 1`,
      JSON.stringify(messageIds),
    )
  }

  /** A mail of Kith's; undefined when the sending, or the mail behind it, is not there. */
  sentMail(sendId: string): SentMail | undefined {
    return this.reader.firstSql<SentMail>(
      `select d.email_id as emailId, e.contact_id as contactId, d.to_address as toAddress
        from deliveries d cross join emails e on e.id = d.email_id
        where d.send_id = ? and d.to_address is not null`,
      sendId,
    )
  }

  /** Mails to a contact in the sixty days before an instant, the newest first. */
  recentlyLeft(contactId: ContactId, at: number): readonly (LeftMail & { subject: string })[] {
    return this.reader.allSql<LeftMail & { subject: string }>(
      `select m.contact_id as contactId, m.activity_id as activityId, m.email_id as emailId,
          d.send_id as sendId, m.subject
        from messages m indexed by messages_contact left join deliveries d on d.email_id = m.email_id
        where m.contact_id = ? and m.at between ? and ? and m.direction = 'out'
        order by m.at desc, m.id desc limit 20`,
      contactId,
      at - 60 * 86_400_000,
      at,
    )
  }

  /** A mail of Kith's goes by the Message-ID that its provider gave it. */
  relabel(tx: Transaction, emailId: EmailId, messageId: string): void {
    tx.runSql(
      `update messages set message_id = ?
        where email_id = ? and direction = 'out' and message_id is not ?`,
      messageId,
      emailId,
      messageId,
    )
  }

  /** The entry of a mail of Kith's on the timeline. */
  activityOf(emailId: EmailId): ActivityId | null {
    const row = this.reader.firstSql<{ id: ActivityId | null }>(
      `select activity_id as id from messages indexed by messages_email
        where email_id = ? and direction = 'out' and activity_id is not null limit 1`,
      emailId,
    )
    return row?.id ?? null
  }

  /** Of these mails and contacts, whether one is stored already. */
  isStored(messageId: string, contactId: ContactId): boolean {
    return (
      this.reader.firstSql(
        `select 1 from messages indexed by messages_message_id
          where message_id = ? and contact_id = ? limit 1`,
        messageId,
        contactId,
      ) !== undefined
    )
  }

  insertActivity(tx: Transaction, values: Insertable<ActivitiesTable>): ActivityId {
    const { insertId } = tx.run(sqlBuilder.insertInto('activities').values(values))
    // SQLite just made the id of this row.
    return insertId as ActivityId
  }

  insertMessage(tx: Transaction, values: Insertable<MessagesTable>): void {
    tx.run(sqlBuilder.insertInto('messages').values(values))
  }

  markAnswered(tx: Transaction, activityId: ActivityId): void {
    tx.runSql(`update activities set is_answered = 1 where id = ? and is_answered = 0`, activityId)
  }

  /** Notes that an address of a contact does not exist. */
  markInvalid(tx: Transaction, contactId: ContactId, address: string): void {
    tx.runSql(
      `update contact_points set is_invalid = 1
        where contact_id = ? and kind = 'email' and normalized = ? and is_invalid = 0`,
      contactId,
      address,
    )
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
