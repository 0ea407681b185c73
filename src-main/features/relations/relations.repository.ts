import type { Insertable, Updateable } from 'kysely'
import { type Reader, sqlBuilder, type Transaction } from '#main/db/executor.ts'
import type { RelationsTable } from '#main/db/schema.ts'
import type { ContactId, RelationId } from '#shared/domain/ids.ts'

/** A relation as far as changing it needs. */
export interface StoredRelation {
  readonly id: RelationId
  readonly startDay: string | null
  readonly endDay: string | null
  readonly notes: string | null
}

/** SQL of relations between contacts. */
export class RelationsRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  find(id: RelationId): StoredRelation | undefined {
    return this.reader.firstSql<StoredRelation>(
      'select id, start_day as startDay, end_day as endDay, notes from relations where id = ?',
      id,
    )
  }

  contactExists(id: ContactId): boolean {
    return this.reader.firstSql('select 1 from contacts where id = ?', id) !== undefined
  }

  insert(tx: Transaction, values: Insertable<RelationsTable>): RelationId {
    const { insertId } = tx.run(sqlBuilder.insertInto('relations').values(values))
    // SQLite just made the id of this row.
    return insertId as RelationId
  }

  update(tx: Transaction, id: RelationId, values: Updateable<RelationsTable>): void {
    tx.run(sqlBuilder.updateTable('relations').set(values).where('id', '=', id))
  }

  delete(tx: Transaction, id: RelationId): void {
    tx.run(sqlBuilder.deleteFrom('relations').where('id', '=', id))
  }
}
