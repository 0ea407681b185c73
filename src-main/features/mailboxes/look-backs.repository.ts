import type { Reader, Transaction } from '#main/db/executor.ts'
import { isNewAddress } from '#main/db/new-addresses.ts'
import type { FolderCursor } from './mailbox-states.repository.ts'

/** How far the log of changes was looked through for new addresses. */
export interface LogPlace {
  readonly changeId: number
  /** Of the rows that change made, everything up to this one. */
  readonly rowId: number
}

/** Rows of contact points that one change made or gave another address. */
export interface ChangedPoints {
  readonly changeId: number
  readonly first: number
  readonly last: number
}

/** A change of which every row is done. */
const allRows = Number.MAX_SAFE_INTEGER

/** SQL of addresses whose older mails are still to be looked for, by account. */
export class LookBacksRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** Undefined before the first reading of the account. */
  place(accountUid: string): LogPlace | undefined {
    return this.reader.firstSql<LogPlace>(
      `select change_id as changeId, row_id as rowId from mail_lookbacks where account_uid = ?`,
      accountUid,
    )
  }

  /** Whatever is known by now is found by the first reading. */
  begin(tx: Transaction, accountUid: string): void {
    tx.runSql(
      `insert or ignore into mail_lookbacks(account_uid, change_id, row_id) values(?, ?, ?)`,
      accountUid,
      this.lastChange(Number.MAX_SAFE_INTEGER),
      allRows,
    )
  }

  /** The last change of what was done until an instant; 0 when nothing was. */
  lastChange(until: number): number {
    return (
      this.reader.firstSql<{ id: number }>(
        `select last_change as id from operations not indexed
          where at <= ? and last_change is not null order by id desc limit 1`,
        until,
      )?.id ?? 0
    )
  }

  /** Changes within a span of the log by which contact points were made or got another address. */
  changedPoints(from: number, to: number): readonly ChangedPoints[] {
    return this.reader.allSql<ChangedPoints>(
      `select x.id as changeId, x.row_id as first, coalesce(x.last_row_id, x.row_id) as last
        from changes x indexed by changes_new_address
        where x.id between ? and ? and ${isNewAddress('x')} order by x.id`,
      from,
      to,
    )
  }

  /** Notes the addresses that stand in a range of contact points now. */
  add(tx: Transaction, accountUid: string, range: Omit<ChangedPoints, 'changeId'>): void {
    tx.runSql(
      `insert into mail_lookups(account_uid, address, generation)
        select b.account_uid, p.normalized, b.generation from mail_lookbacks b, contact_points p
          where b.account_uid = ? and p.id between ? and ? and p.kind = 'email'
            and p.normalized is not null
        on conflict do update set generation = excluded.generation`,
      accountUid,
      range.first,
      range.last,
    )
  }

  savePlace(tx: Transaction, accountUid: string, { changeId, rowId }: LogPlace): void {
    tx.runSql(
      'update mail_lookbacks set change_id = ?, row_id = ? where account_uid = ?',
      changeId,
      rowId,
      accountUid,
    )
  }

  /** Addresses still to be looked for, at most so many. */
  wanted(accountUid: string, limit: number): readonly string[] {
    const rows = this.reader.allSql<{ address: string }>(
      'select address from mail_lookups where account_uid = ? order by address limit ?',
      accountUid,
      limit,
    )
    return rows.map(({ address }) => address)
  }

  /** Which of these are looked for. */
  wantedOf(accountUid: string, addresses: readonly string[]): readonly string[] {
    const rows = this.reader.allSql<{ address: string }>(
      `select l.address from json_each(?) j cross join mail_lookups l
        on l.account_uid = ? and l.address = j.value`,
      JSON.stringify(addresses),
      accountUid,
    )
    return rows.map(({ address }) => address)
  }

  forget(tx: Transaction, accountUid: string, addresses: readonly string[]): void {
    tx.runSql(
      `delete from mail_lookups where account_uid = ?
        and address in (select value from json_each(?))`,
      accountUid,
      JSON.stringify(addresses),
    )
  }

  /** Whether a pass over all headers is under way. */
  hasPass(accountUid: string): boolean {
    return (
      this.reader.firstSql(
        'select 1 from mail_lookbacks where account_uid = ? and pass is not null',
        accountUid,
      ) !== undefined
    )
  }

  /** A pass for all addresses that are looked for now; those that come later are of the next. */
  beginPass(tx: Transaction, accountUid: string): void {
    tx.runSql('delete from lookback_cursors where account_uid = ?', accountUid)
    tx.runSql(
      `update mail_lookbacks set pass = generation, generation = generation + 1
        where account_uid = ?`,
      accountUid,
    )
  }

  /** Forgets some of what a pass has looked for; false when nothing is left and the pass is over. */
  endPass(tx: Transaction, accountUid: string, limit: number): boolean {
    const { changes } = tx.runSql(
      `delete from mail_lookups where account_uid = ? and address in (
        select l.address from mail_lookups l cross join mail_lookbacks b
            on b.account_uid = l.account_uid and l.generation <= b.pass
          where l.account_uid = ? limit ?)`,
      accountUid,
      accountUid,
      limit,
    )
    if (changes === limit) return true
    tx.runSql('update mail_lookbacks set pass = null where account_uid = ?', accountUid)
    tx.runSql('delete from lookback_cursors where account_uid = ?', accountUid)
    return false
  }

  cursor(
    accountUid: string,
    folder: string,
  ): Pick<FolderCursor, 'uidValidity' | 'lastUid'> | undefined {
    return this.reader.firstSql(
      `select uid_validity as uidValidity, last_uid as lastUid from lookback_cursors
        where account_uid = ? and folder = ?`,
      accountUid,
      folder,
    )
  }

  saveCursor(tx: Transaction, cursor: FolderCursor): void {
    tx.runSql(
      `insert into lookback_cursors(account_uid, folder, uid_validity, last_uid) values(?, ?, ?, ?)
        on conflict do update set uid_validity = excluded.uid_validity,
          last_uid = excluded.last_uid`,
      cursor.accountUid,
      cursor.folder,
      cursor.uidValidity,
      cursor.lastUid,
    )
  }
}
