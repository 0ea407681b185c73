import { finding, noteFindings } from '#main/db/account-findings.ts'
import type { DeliveryState, EmailAccountsTable } from '#main/db/email-schema.ts'
import { type Reader, sqlBuilder, type Transaction } from '#main/db/executor.ts'
import { isRealContact } from '#main/db/kept-facts/kept-columns.ts'
import { lastSyncAt } from '#main/db/mailbox-name.ts'
import { isNewAddress } from '#main/db/new-addresses.ts'
import { holdAllReasons } from '#shared/contract/email-states.ts'
import type { Output } from '#shared/contract/index.ts'
import type { ContactId, EmailAccountId, EmailId, FollowUpId } from '#shared/domain/ids.ts'
import { zoneOfPerson } from '#shared/domain/zone-of-person.ts'
import { addressOf, isToMany, planOf } from '../email-columns.ts'
import { notedAt } from '../noted-columns.ts'
import type { Recipient } from '../recipient.ts'
import type { HighWaterMark } from './high-water.ts'
import { type LedgerMark, markClaim, readMark } from './ledger-mark.ts'
import type { SecretOwner } from './secrets.ts'
import type { SentLedger } from './sent-ledger.ts'
import type { MailboxNeed } from './unread-word.ts'

/** Everything that decides about one mail, and that it is made from. */
export interface Candidate extends Recipient {
  readonly id: EmailId
  readonly uid: string
  readonly batch: string | null
  /** Whether its batch has other mails. */
  readonly isToMany: number
  readonly intent: 'draft' | 'scheduled'
  readonly subject: string
  readonly body: string
  readonly attachments: string
  readonly unlessAnswered: number
  readonly isHandTimed: number
  /** 1 when it is meant although another of its batch goes to the same address. */
  readonly toEach: number
  readonly scheduledAt: number | null
  /** The wall time that it was planned for; null for one that leaves as soon as it can. */
  readonly sendAt: string | null
  /** The schedule as it stands now, and as the due time was derived from. */
  readonly plan: string
  readonly plannedFrom: string | null
  readonly state: DeliveryState | null
  readonly nextAttemptAt: number | null
  readonly waived: string | null
  readonly sendId: string | null
  readonly messageId: string | null
  readonly mimeHash: string | null
  readonly attempts: number | null
  readonly contactId: ContactId
  readonly contactKind: 'person' | 'company'
  readonly displayName: string
  readonly givenName: string | null
  readonly familyName: string | null
  readonly nickname: string | null
  readonly companyName: string | null
  readonly jobTitle: string | null
  readonly city: string | null
  readonly language: string | null
  /** Where the recipient lives, if that is certain. */
  readonly contactZone: string | null
  /** The first real contact (milliseconds UTC). */
  readonly firstContactAt: number | null
  readonly hasAnswered: number
  readonly accountId: EmailAccountId | null
  readonly accountUid: string | null
  readonly accountAddress: string | null
  readonly fromName: string | null
  readonly signature: string | null
  readonly smtpHost: string | null
  readonly smtpPort: number | null
  readonly smtpSecurity: EmailAccountsTable['smtp_security'] | null
  readonly userName: string | null
  readonly auth: EmailAccountsTable['auth'] | null
  readonly dailyLimit: number | null
  readonly imapHost: string | null
  readonly pausedReason: string | null
  readonly lastSyncAt: number | null
  /** Older mail of the contact is still to be looked for in the account's mailbox. */
  readonly awaitsLookBack: number
  readonly maxBytes: number | null
  readonly filesSent: number | null
  readonly hasPlusAddresses: number | null
  /** The mail that this one answers. */
  readonly answersMessageId: string | null
  readonly answersThread: string | null
  /** The next step that it was written for. */
  readonly followUpId: FollowUpId | null
}

/** What holds everything back. */
export type HoldAll = NonNullable<Output<'emails.outbox'>['holdAll']>

// Both by an index of few rows, however many mails a contact was sent.
const isFirstContact = `${isRealContact} and t.kind <> 'mail-sent'`
/**
 * Whether older mail of an address of the contact is still to be looked for in the account's
 * mailbox: the address is noted, or the log has it and no reading has looked there yet.
 */
const awaitsLookBack = `(exists (select 1 from contact_points p cross join mail_lookups l
    on l.account_uid = a.uid and l.address = p.normalized
    where p.contact_id = e.contact_id and p.kind = 'email')
  or exists (select 1 from mail_lookbacks b
    cross join changes x indexed by changes_new_address on x.id >= b.change_id
    cross join contact_points p on p.id between x.row_id and coalesce(x.last_row_id, x.row_id)
    where b.account_uid = a.uid and ${isNewAddress('x')}
      and (x.id > b.change_id or p.id > b.row_id)
      and p.contact_id = e.contact_id and p.kind = 'email'))`
const candidateFrom = (
  emails: string,
) => `select e.id, e.uid, e.batch, e.intent, e.subject, e.body, e.attachments,
  ${isToMany} as isToMany,
  ${addressOf} as toAddress, e.to_address as givenAddress,
  e.unless_answered as unlessAnswered, e.is_hand_timed as isHandTimed,
  e.to_each as toEach,
  e.scheduled_at as scheduledAt, e.send_at as sendAt, ${planOf} as plan, d.plan as plannedFrom, d.state,
  d.next_attempt_at as nextAttemptAt, d.waived, d.send_id as sendId, d.message_id as messageId,
  d.mime_hash as mimeHash, d.attempts,
  c.id as contactId, c.uid as contactUid, c.kind as contactKind, c.display_name as displayName,
  c.given_name as givenName, c.family_name as familyName, c.nickname,
  o.display_name as companyName, c.job_title as jobTitle,
  (select x.city from addresses x where x.contact_id = c.id
    order by x.is_primary desc, x.position, x.id limit 1) as city,
  c.language, c.time_zone as timeZone, c.country, ${notedAt(addressOf)} as noted,
  (select min(t.at) from activities t indexed by activities_contact_day
    where t.contact_id = c.id and ${isFirstContact} and t.day = (
      select t.day from activities t indexed by activities_contact_day
        where t.contact_id = c.id and ${isFirstContact} order by t.day limit 1)) as firstContactAt,
  exists (select 1 from messages m indexed by messages_answers where m.contact_id = c.id
    and m.direction = 'in' and m.kind = 'personal'
    and m.known_at >= coalesce(e.scheduled_at, 0)) as hasAnswered,
  a.id as accountId, a.uid as accountUid, a.address as accountAddress, a.from_name as fromName,
  a.signature, a.smtp_host as smtpHost, a.smtp_port as smtpPort, a.smtp_security as smtpSecurity,
  a.user_name as userName, a.auth, a.daily_limit as dailyLimit, a.imap_host as imapHost,
  ${finding('paused_reason')} as pausedReason, ${lastSyncAt} as lastSyncAt,
  ${awaitsLookBack} as awaitsLookBack, ${finding('max_bytes')} as maxBytes,
  ${finding('files_sent')} as filesSent,
  ${finding('has_plus_addresses')} as hasPlusAddresses, r.message_id as answersMessageId, r.thread as answersThread,
  e.follow_up_id as followUpId
from ${emails} e left join deliveries d on d.email_id = e.id
  cross join contacts c on c.id = e.contact_id
  left join contacts o on o.id = c.company_id
  left join email_accounts a on a.id = case when e.intent = 'draft' then coalesce(e.account_id,
    (select id from email_accounts order by is_default desc, id limit 1)) else e.account_id end
  left join email_account_states s on s.account_uid = a.uid
  left join messages r on r.id = e.answers_message_id
where e.id = ?`
const storedCandidate = candidateFrom('emails')
/** A mail that is only looked at: it has the columns and no row. */
const lookedAtCandidate = candidateFrom(`(select 0 as id, '' as uid, null as batch,
  'draft' as intent, ? as subject, ? as body, ? as attachments, ? as to_address,
  0 as unless_answered, 0 as is_hand_timed, 0 as to_each, null as scheduled_at, null as send_at,
  null as time_zone, ? as contact_id, ? as account_id, null as answers_message_id,
  null as follow_up_id)`)

/** An account as it is at the moment, and what a mail of it needs. */
export interface AccountNow extends SecretOwner, MailboxNeed {
  readonly pausedReason: string | null
}

/** A mail that is only looked at. */
export interface LookedAtMail {
  readonly subject: string
  readonly body: string
  /** The column of the draft that it is. */
  readonly attachments: string
  readonly toAddress: string | null
  readonly contactId: ContactId
  readonly accountId: EmailAccountId | null
}

interface CandidateRow extends Omit<Candidate, 'contactZone'> {
  readonly timeZone: string | null
  readonly country: string | null
}

const candidateOf = (row: CandidateRow | undefined): Candidate | undefined =>
  row && { ...row, contactZone: zoneOfPerson(row) }

/** SQL of what decides about leaving. */
export class OutboxRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  candidate(id: EmailId): Candidate | undefined {
    return candidateOf(this.reader.firstSql<CandidateRow>(storedCandidate, id))
  }

  /** A mail as it would be; undefined when there is no such contact. */
  lookAt(mail: LookedAtMail): Candidate | undefined {
    const { subject, body, attachments, toAddress, contactId, accountId } = mail
    const values = [subject, body, attachments, toAddress, contactId, accountId, 0]
    return candidateOf(this.reader.firstSql<CandidateRow>(lookedAtCandidate, ...values))
  }

  /** Of held mails: what their account is like now. */
  accountOf(id: EmailId): AccountNow | undefined {
    return this.reader.firstSql<AccountNow>(
      `select a.uid as accountUid, a.smtp_host as smtpHost, a.imap_host as imapHost, a.auth,
          ${finding('paused_reason')} as pausedReason, ${lastSyncAt} as lastSyncAt,
          e.unless_answered as unlessAnswered, e.send_at as sendAt, d.waived,
          ${isToMany} as isToMany, ${awaitsLookBack} as awaitsLookBack
        from emails e cross join email_accounts a on a.id = e.account_id
          left join email_account_states s on s.account_uid = a.uid
          left join deliveries d on d.email_id = e.id
        where e.id = ?`,
      id,
    )
  }

  uidsOfAccounts(ids: readonly EmailAccountId[]): readonly string[] {
    const text = 'select uid from email_accounts where id in (select value from json_each(?))'
    return this.reader.allSql<{ uid: string }>(text, JSON.stringify(ids)).map(({ uid }) => uid)
  }

  /** Accounts whose mailbox is read, and when each was last. */
  mailboxes(): readonly { readonly accountUid: string; readonly lastSyncAt: number | null }[] {
    return this.reader.allSql(
      `select a.uid as accountUid, ${lastSyncAt} as lastSyncAt
        from email_accounts a left join email_account_states s on s.account_uid = a.uid
        where a.imap_host is not null order by a.id`,
    )
  }

  /** Mails of this workspace whose fate is open, by their permanent names. */
  open(): readonly {
    id: EmailId
    uid: string
    state: DeliveryState | null
    sendId: string | null
  }[] {
    return this.reader.allSql(
      `select e.id, e.uid, d.state, d.send_id as sendId
        from emails e left join deliveries d on d.email_id = e.id
        where d.state is null or d.state not in ('sent','dismissed')`,
    )
  }

  /** Stops an account until the owner did something. */
  pauseAccount(tx: Transaction, accountUid: string, reason: string): void {
    noteFindings(tx, accountUid, { paused_reason: reason })
  }

  /** The provider of an account files sent mail by itself, as its mailbox has shown. */
  noteFilesSent(tx: Transaction, accountUid: string): void {
    noteFindings(tx, accountUid, { files_sent: 1 })
  }

  isSwitchedOn(): boolean {
    return this.get(keys.switch) !== 'off'
  }

  setSwitch(tx: Transaction, isOn: boolean): void {
    this.put(tx, keys.switch, isOn ? 'on' : 'off')
  }

  holdAll(): HoldAll | null {
    const value = this.get(keys.holdAll)
    return holdAllReasons.find((reason) => reason === value) ?? null
  }

  setHoldAll(tx: Transaction, reason: HoldAll | null): void {
    this.put(tx, keys.holdAll, reason ?? '')
  }

  /** The latest instant that the loop has recorded; null in a new workspace. */
  lastSeen(): number | null {
    const value = this.get(keys.lastSeen)
    return value === undefined ? null : Number(value)
  }

  setLastSeen(tx: Transaction, instant: number): void {
    this.put(tx, keys.lastSeen, String(instant))
  }

  /** The machine that this outbox was open on last. */
  machine(): string | undefined {
    return this.get(keys.machine)
  }

  setMachine(tx: Transaction, machine: string): void {
    this.put(tx, keys.machine, machine)
  }

  /** How far the ledger of what has left is known here; see `LedgerMark`. */
  ledgerMark(): LedgerMark | null {
    return readMark(this.get(keys.ledgerMark))
  }

  noteClaim(tx: Transaction, sendId: string, ledger: Pick<SentLedger, 'lastBegun'>): void {
    this.setLedgerMark(tx, markClaim(this.ledgerMark(), sendId, ledger))
  }

  setLedgerMark(tx: Transaction, mark: LedgerMark): void {
    this.put(tx, keys.ledgerMark, JSON.stringify(mark))
  }

  /** How far this database has come; null before that was ever noted. */
  highWater(): HighWaterMark | null {
    const text = this.get(keys.highWater)
    // Only Kith writes it.
    return text === undefined ? null : (JSON.parse(text) as HighWaterMark)
  }

  setHighWater(tx: Transaction, mark: HighWaterMark): void {
    this.put(tx, keys.highWater, JSON.stringify(mark))
  }

  /** How many acts of History and wishes about mail there ever were. */
  countActs(): number {
    const text = `select coalesce((select max(id) from operations), 0)
      + coalesce((select max(id) from suppressions), 0) as n`
    return this.reader.firstSql<{ n: number }>(text)?.n ?? 0
  }

  /** When the first thing here happened; null in an empty workspace. */
  bornAt(): number | null {
    const text = `select min(at) as at from (select at from operations where id = (select min(id) from operations)
      union all select min(created_at) from email_accounts)`
    return this.reader.firstSql<{ at: number | null }>(text)?.at ?? null
  }

  private get(key: string): string | undefined {
    const text = 'select value from machinery where key = ?'
    return this.reader.firstSql<{ value: string }>(text, key)?.value
  }

  private put(tx: Transaction, key: string, value: string): void {
    tx.run(
      sqlBuilder
        .insertInto('machinery')
        .values({ key, value })
        .onConflict((clash) => clash.column('key').doUpdateSet({ value })),
    )
  }
}

const keys = {
  switch: 'outbox.switch',
  holdAll: 'outbox.hold-all',
  lastSeen: 'outbox.last-seen',
  machine: 'outbox.machine',
  ledgerMark: 'outbox.ledger-mark',
  highWater: 'outbox.high-water',
} as const
