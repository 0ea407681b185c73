import type { Insertable } from 'kysely'
import type { MessagesTable } from '#main/db/email-schema.ts'
import { sqlBuilder, type Transaction } from '#main/db/executor.ts'
import type { ActivitiesTable } from '#main/db/schema.ts'
import type { ActivityId } from '#shared/domain/ids.ts'

/** SQL of what a sent mail leaves on the timeline. */
export class SentMailRepository {
  insertActivity(tx: Transaction, values: Insertable<ActivitiesTable>): ActivityId {
    const { insertId } = tx.run(sqlBuilder.insertInto('activities').values(values))
    // SQLite just made the id of this row.
    return insertId as ActivityId
  }

  insertMessage(tx: Transaction, values: Insertable<MessagesTable>): void {
    tx.run(sqlBuilder.insertInto('messages').values(values))
  }
}
