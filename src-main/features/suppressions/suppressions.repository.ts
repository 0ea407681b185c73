import type { Insertable } from 'kysely'
import type { SuppressionsTable } from '#main/db/email-schema.ts'
import { type Reader, sqlBuilder, type Transaction } from '#main/db/executor.ts'
import type { ContactId } from '#shared/domain/ids.ts'

/** What was done last about an address. */
export interface Suppression {
  readonly id: number
  readonly address: string | null
  readonly action: SuppressionsTable['action']
  readonly reason: SuppressionsTable['reason']
  readonly note: string | null
  readonly at: number
}

/** SQL of suppressed addresses: a ledger, of which the last action of an address counts. */
export class SuppressionsRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** Addresses that are suppressed now, the newest first. */
  list(limit: number): readonly Suppression[] {
    return this.reader.allSql<Suppression>(
      `select s.id, s.address, s.action, s.reason, s.note, s.at from suppressions s
        where s.action = 'suppress' and not exists (select 1 from suppressions n
          indexed by suppressions_hash where n.address_hash = s.address_hash and n.id > s.id)
        order by s.id desc limit ?`,
      limit,
    )
  }

  last(hash: string): Suppression | undefined {
    return this.reader.firstSql<Suppression>(
      `select id, address, action, reason, note, at from suppressions indexed by suppressions_hash
        where address_hash = ? order by id desc limit 1`,
      hash,
    )
  }

  /** Where a contact asked for no more mail, if that was not lifted since. */
  wishOf(contactUid: string): Pick<Suppression, 'address'> | undefined {
    return this.reader.firstSql<Pick<Suppression, 'address'>>(
      `select s.address from suppressed_contacts w cross join suppressions s on s.id = w.suppression_id
        where w.contact_uid = ? and not exists (select 1 from suppressions n
          indexed by suppressions_hash
          where n.address_hash = s.address_hash and n.id > s.id and n.action = 'lift')
        order by s.id limit 1`,
      contactUid,
    )
  }

  /** Contacts that have an address, given in its normal form. */
  havingAddress(address: string): readonly ContactId[] {
    const rows = this.reader.allSql<{ id: ContactId }>(
      `select distinct contact_id as id from contact_points indexed by contact_points_normalized
        where kind = 'email' and normalized = ?`,
      address,
    )
    return rows.map(({ id }) => id)
  }

  add(tx: Transaction, values: Insertable<SuppressionsTable>): number {
    return tx.run(sqlBuilder.insertInto('suppressions').values(values)).insertId
  }

  /** Contacts are bound by a suppression; those that are already stay so. */
  bind(tx: Transaction, suppressionId: number, contacts: readonly ContactId[]): void {
    tx.runSql(
      `insert into suppressed_contacts(contact_uid, suppression_id)
        select c.uid, ? from json_each(?) j cross join contacts c on c.id = j.value where true
        on conflict do nothing`,
      suppressionId,
      JSON.stringify(contacts),
    )
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

  /** Contacts' addresses that were given up because mail to them came back count again. */
  trustAgain(tx: Transaction, address: string): void {
    tx.runSql(
      `update contact_points set is_invalid = 0
        where kind = 'email' and normalized = ? and is_invalid = 1`,
      address,
    )
  }
}
