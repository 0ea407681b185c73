import type { Insertable } from 'kysely'
import { sqlBuilder, type Transaction } from '#main/db/executor.ts'
import type { Schema } from '#main/db/schema.ts'

/** Tables the sample fills. */
export type SampleTable =
  | 'contacts'
  | 'contact_points'
  | 'addresses'
  | 'important_dates'
  | 'tags'
  | 'contact_tags'
  | 'custom_fields'
  | 'custom_values'
  | 'relations'
  | 'stage_changes'
  | 'activities'
  | 'follow_ups'
  | 'rhythms'
  | 'settings'

/** Writes rows of the sample workspace. */
export class SampleRepository {
  /** Inserts one row and returns its id. */
  insert<T extends SampleTable>(tx: Transaction, table: T, row: Insertable<Schema[T]>): number {
    // Kysely cannot resolve a generic table; the signature above ties row and table together.
    const values = row as Insertable<Schema['settings']>
    // As above.
    const name = table as 'settings'
    return tx.run(sqlBuilder.insertInto(name).values(values)).insertId
  }
}
