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

/** An address that a contact in the bin had, and wants no mail at. */
export interface WishInBin {
  readonly address: string
  /** When they were deleted (milliseconds UTC). */
  readonly at: number
}

/** Up to which operation the wishes of deleted contacts are kept here; `wishes_in_bin` heeds it. */
const wishesKept = 'bin.wishes-kept'
const keptUpTo = `coalesce((select cast(m.value as integer) from machinery m
  where m.key = '${wishesKept}'), 0)`

/** Contacts with a wish that were deleted since wishes were kept last, here again or not. */
const deletedWithWish = `select row_id as id, operation_id as operation
    from changes indexed by changes_left_alone
    where table_id = 1 and action = 3 and before ->> 'do_not_contact' = 1
      and operation_id > ${keptUpTo}
  union select before ->> 'contact_id', operation_id from changes indexed by changes_opted_out
    where table_id = 2 and action = 3 and before ->> 'opted_out' = 1 and operation_id > ${keptUpTo}`

const wishes = `select s.id, s.address, s.action, s.reason, s.note, s.at
  from suppressed_contacts w cross join suppressions s on s.id = w.suppression_id
  where w.contact_uid = ? and not exists (select 1 from suppressions n indexed by suppressions_hash
    where n.address_hash = s.address_hash and n.id > s.id and n.action = 'lift')
  order by s.id`

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

  /** Whether nobody was ever suppressed. */
  isEmpty(): boolean {
    return this.reader.firstSql('select 1 from suppressions limit 1') === undefined
  }

  /** Where a contact asked for no more mail, as far as that was not lifted since; the oldest first. */
  wishesOf(contactUid: string): readonly Suppression[] {
    return this.reader.allSql<Suppression>(wishes, contactUid)
  }

  /** The first of `wishesOf`. */
  wishOf(contactUid: string): Suppression | undefined {
    return this.reader.firstSql<Suppression>(`${wishes} limit 1`, contactUid)
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

  /** The last deletion before an instant of somebody with a wish that is not kept here; else null. */
  lastDeletedWithWish(before: number): number | null {
    const text = `select max(o.id) as id from (${deletedWithWish}) w
      cross join operations o on o.id = w.operation where o.at < ?`
    return this.reader.firstSql<{ id: number | null }>(text, before)?.id ?? null
  }

  /** Addresses of contacts in the bin who want no mail there, deleted until an operation. */
  wishesInBin(upTo: number): readonly WishInBin[] {
    return this.reader.allSql<WishInBin>(
      `select distinct w.raw as address, o.at
        from (${deletedWithWish}) g cross join changes x on x.action in (2, 3)
            and coalesce(x.before ->> 'contact_id', x.before ->> 'from_contact_id') is not null
            and coalesce(x.before ->> 'contact_id', x.before ->> 'from_contact_id') = g.id
            and x.table_id = 2 and x.action = 3 and x.operation_id = g.operation
          cross join wishes_in_bin w
            on w.address = x.before ->> 'normalized' and w.operation_id = g.operation
          cross join operations o on o.id = g.operation
        where g.operation <= ?`,
      upTo,
    )
  }

  /** From here on wishes of contacts who were deleted until an operation are in this ledger. */
  noteWishesKept(tx: Transaction, upTo: number): void {
    tx.runSql(
      `insert into machinery(key, value) values('${wishesKept}', ?)
        on conflict do update set value = excluded.value`,
      String(upTo),
    )
  }

  add(tx: Transaction, values: Insertable<SuppressionsTable>): number {
    return tx.run(sqlBuilder.insertInto('suppressions').values(values)).insertId
  }

  /** Contacts are bound by a suppression; those that are already stay so. How many are bound anew. */
  bind(tx: Transaction, suppressionId: number, contacts: readonly ContactId[]): number {
    return tx.runSql(
      `insert into suppressed_contacts(contact_uid, suppression_id)
        select c.uid, ? from json_each(?) j cross join contacts c on c.id = j.value where true
        on conflict do nothing`,
      suppressionId,
      JSON.stringify(contacts),
    ).changes
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
