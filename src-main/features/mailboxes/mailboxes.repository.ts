import type { Insertable, Selectable } from 'kysely'
import { finding } from '#main/db/account-findings.ts'
import type { MessagesTable } from '#main/db/email-schema.ts'
import type { Reader, Transaction } from '#main/db/executor.ts'
import type { ActivitiesTable } from '#main/db/schema.ts'
import type { ActivityId, ContactId, EmailId } from '#shared/domain/ids.ts'

/** A mail that left, and whose answer may come. */
export interface LeftMail {
  readonly contactId: ContactId
  readonly activityId: ActivityId | null
  readonly emailId: EmailId | null
  /** Send id where Kith sent it. */
  readonly sendId: string | null
  /** When it left (milliseconds UTC). */
  readonly at: number
}

/** A mail of Kith's by its send id. */
export interface SentMail {
  readonly emailId: EmailId
  readonly contactId: ContactId
  readonly toAddress: string
  /** When it left (milliseconds UTC); 0 while nobody knows. */
  readonly at: number
}

/** A mail of Kith's of which nobody knows whether it left. */
export interface DoubtfulMail {
  readonly sendId: string
  readonly messageId: string | null
  /**
   * Whether a provider that files sent mail would have filed this one long ago: in doubt for a day,
   * and looked for before.
   */
  readonly isDueToBeFound: boolean
}

/** After so long a copy does not come any more. */
const patienceMs = 86_400_000

/** A contact behind an address. */
export interface AddressOwner {
  readonly address: string
  readonly contactId: ContactId
  readonly uid: string
}

/** By what a mail is known again. */
export interface StoredMail {
  readonly contactId: ContactId
  /** Of all that tells it from others: some programs give every mail the same Message-ID. */
  readonly hash: number
  readonly messageId: string
  readonly from: string
  readonly at: number
}

/** The entry of a mail on the timeline. */
type MailActivity = Pick<
  Insertable<ActivitiesTable>,
  'uid' | 'contact_id' | 'kind' | 'at' | 'day'
> & { readonly direction: 'in' | 'out' }

const messageColumns = [
  'uid',
  'contact_id',
  'activity_id',
  'account_id',
  'email_id',
  'direction',
  'kind',
  'message_id',
  'in_reply_to',
  'thread',
  'from_address',
  'to_address',
  'subject',
  'body',
  'at',
  'known_at',
] as const

type StoredMessage = Pick<Selectable<MessagesTable>, (typeof messageColumns)[number]>

// Thousands of them are stored at a time: the text is prepared once.
const insertMessage = `insert into messages(${messageColumns.join(', ')})
  values(${messageColumns.map(() => '?').join(', ')})`

/** SQL of mails that came in: whom they concern, what they answer. */
export class MailboxesRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** Every address mail leaves from, whether its mailbox is read or not. */
  ownAddresses(): readonly string[] {
    const rows = this.reader.allSql<{ address: string }>(
      `select address from email_accounts union select user_name from email_accounts`,
    )
    return rows.map(({ address }) => address)
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

  /** Normalised e-mail addresses of a contact, the first one first. */
  addressesOf(contactId: ContactId): readonly string[] {
    const rows = this.reader.allSql<{ address: string }>(
      `select normalized as address from contact_points indexed by contact_points_contact
        where contact_id = ? and kind = 'email' and normalized is not null
        order by is_primary desc, position, id`,
      contactId,
    )
    return rows.map(({ address }) => address)
  }

  /** When the last of the mails that are planned for a contact was planned; null without any. */
  lastPlannedAt(contactId: ContactId): number | null {
    const text = `select max(scheduled_at) as at from emails indexed by emails_contact
      where contact_id = ? and intent = 'scheduled'`
    return this.reader.firstSql<{ at: number | null }>(text, contactId)?.at ?? null
  }

  /** Whom a mail that left with one of these unsubscribe tokens is of. */
  holderOf(tokens: readonly string[]): ContactId | undefined {
    return this.reader.firstSql<{ id: ContactId }>(
      `select e.contact_id as id from json_each(?) j
        cross join deliveries d indexed by deliveries_token on d.token = j.value
        cross join emails e on e.id = d.email_id
        order by j.key, d.email_id desc limit 1`,
      JSON.stringify(tokens),
    )?.id
  }

  /** The first of these ids that a mail of the owner's had. */
  leftMail(messageIds: readonly string[]): LeftMail | undefined {
    return this.reader.firstSql<LeftMail>(
      `select m.contact_id as contactId, m.activity_id as activityId, m.email_id as emailId,
          d.send_id as sendId, m.at
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
      `select d.email_id as emailId, e.contact_id as contactId, d.to_address as toAddress,
          coalesce(d.sent_at, 0) as at
        from deliveries d cross join emails e on e.id = d.email_id
        where d.send_id = ? and d.to_address is not null`,
      sendId,
    )
  }

  /** Mails to a contact in the sixty days before an instant, the newest first. */
  recentlyLeft(contactId: ContactId, at: number): readonly (LeftMail & { subject: string })[] {
    return this.reader.allSql<LeftMail & { subject: string }>(
      `select m.contact_id as contactId, m.activity_id as activityId, m.email_id as emailId,
          d.send_id as sendId, m.at, m.subject
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

  /**
   * Mails of an account that may have left, with what names them, the newest first; also those that
   * the owner has let go again since, and that still wait.
   */
  doubtful(accountUid: string, now: number): readonly DoubtfulMail[] {
    // The mailbox was read well since, so this is the second time at least.
    const isLongAgo = `d.changed_at <= ? and s.last_sync_at > d.changed_at`
    const rows = this.reader.allSql<Omit<DoubtfulMail, 'isDueToBeFound'> & { isDue: number }>(
      `select d.send_id as sendId, d.message_id as messageId, d.email_id as id,
          coalesce(${finding('files_sent')} = 1 and d.reason is not 'not-found' and ${isLongAgo}, 0) as isDue
        from deliveries d indexed by deliveries_state
          left join email_accounts a on a.uid = d.account_uid
          left join email_account_states s on s.account_uid = d.account_uid
        where d.state = 'uncertain' and d.account_uid = ? and d.send_id is not null
      union all select d.send_id, d.message_id, d.email_id, 0
        from deliveries d indexed by deliveries_let_go
        where d.account_uid = ? and d.mime_hash is not null and d.waived is not null
          and d.state in ('waiting','held','deferred')
          and d.next_attempt_at is not null and d.send_id is not null
        order by id desc limit 50`,
      now - patienceMs,
      accountUid,
      accountUid,
    )
    return rows.map(({ sendId, messageId, isDue }) => {
      return { sendId, messageId, isDueToBeFound: isDue === 1 }
    })
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

  /**
   * Whether a mail was stored with a contact before: it may have been deleted there since, or have
   * come to them from another contact that is now the same.
   */
  isKnown({ contactId, hash, messageId, from, at }: StoredMail): boolean {
    return (
      this.reader.firstSql(
        `select 1 from known_mails where contact_id = ? and mail_hash = ? union all
          select 1 from messages indexed by messages_message_id
          where message_id = ? and contact_id = ? and from_address = ? and at = ? limit 1`,
        contactId,
        hash,
        messageId,
        contactId,
        from,
        at,
      ) !== undefined
    )
  }

  /** A mail is not stored with a contact again, whatever becomes of it. */
  noteKnown(tx: Transaction, { contactId, hash }: Pick<StoredMail, 'contactId' | 'hash'>): void {
    tx.runSql(
      `insert into known_mails(contact_id, mail_hash) values(?, ?) on conflict do nothing`,
      contactId,
      hash,
    )
  }

  insertActivity(tx: Transaction, values: MailActivity): ActivityId {
    const { insertId } = tx.runSql(
      `insert into activities(uid, contact_id, kind, at, day, direction) values(?, ?, ?, ?, ?, ?)`,
      values.uid,
      values.contact_id,
      values.kind,
      values.at,
      values.day,
      values.direction,
    )
    // SQLite just made the id of this row.
    return insertId as ActivityId
  }

  insertMessage(tx: Transaction, values: StoredMessage): void {
    tx.runSql(insertMessage, ...messageColumns.map((column) => values[column]))
  }

  markAnswered(tx: Transaction, activityId: ActivityId): void {
    tx.runSql(`update activities set is_answered = 1 where id = ? and is_answered = 0`, activityId)
  }
}
