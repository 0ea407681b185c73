import type { Insertable } from 'kysely'
import type { SuppressionsTable } from '#main/db/email-schema.ts'
import { type Reader, sqlBuilder, type Transaction } from '#main/db/executor.ts'

/** What was done last about an address. */
export interface Suppression {
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
      `select s.address, s.action, s.reason, s.note, s.at from suppressions s
        where s.action = 'suppress' and not exists (select 1 from suppressions n
          indexed by suppressions_hash where n.address_hash = s.address_hash and n.id > s.id)
        order by s.id desc limit ?`,
      limit,
    )
  }

  last(hash: string): Suppression | undefined {
    return this.reader.firstSql<Suppression>(
      `select address, action, reason, note, at from suppressions indexed by suppressions_hash
        where address_hash = ? order by id desc limit 1`,
      hash,
    )
  }

  add(tx: Transaction, values: Insertable<SuppressionsTable>): void {
    tx.run(sqlBuilder.insertInto('suppressions').values(values))
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
