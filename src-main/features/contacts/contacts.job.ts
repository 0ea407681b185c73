import {
  type BulkConnection,
  type BulkTransaction,
  inSteps,
  openBulkConnection,
  type StepControls,
} from '#main/db/bulk.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'
import type { JobFunction } from '#main/platform/job-protocol.ts'
import type { OperationId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import { bulkLabel } from './bulk-label.ts'
import {
  applyToSource,
  type BulkAct,
  countAffected,
  type InsertRows,
  selectionSource,
} from './contact-bulk.repository.ts'
import type { BulkJobInput } from './contact-bulk.service.ts'
import type { SqlPiece } from './contact-filter.ts'

/** What a bulk job did. */
export interface BulkOutcome {
  readonly operationId: OperationId | null
  readonly changed: number
}

/** A bulk command on more contacts than the main thread changes at once: all or nothing. */
export const bulkContactsJob: JobFunction = async (input, environment, controls) => {
  // Only `ContactBulkService` starts this kind of job.
  const { act, selection, context } = input as BulkJobInput
  const connection: BulkConnection = openBulkConnection({
    file: environment.layout.database,
    clock: environment.clock,
    functions: searchFunctions,
    onCommit: (change) => controls.committed(change),
    // Deleting leaves other tables alone; tags and stages are inserted as ranges.
    insertLogging: 'by-hand',
  })
  try {
    return await controls.withGate(() => {
      const count = countAffected(connection.reader, selectionSource(selection), act)
      const result = connection.execute(context, bulkLabel(act, count), (tx) => {
        const total = collect(tx, selectionSource(selection))
        return ok(applyInSteps({ tx, controls, act, at: environment.clock.now() }, total))
      })
      if (!result.ok) throw new Error('a bulk act cannot fail')
      const { operationId, value } = result.value
      return { operationId, changed: value } satisfies BulkOutcome
    })
  } finally {
    connection.close()
  }
}

/** Numbers the selection, so that its steps stay the same while the facts change under it. */
const collect = (tx: BulkTransaction, { sql, values }: SqlPiece): number => {
  tx.runSql(
    'create temp table bulk_selection(place integer primary key, contact_id integer not null)',
  )
  tx.runSql(
    `insert into temp.bulk_selection(contact_id) select distinct id from (${sql}) order by id`,
    ...values,
  )
  return tx.firstSql<{ n: number }>('select count(*) as n from temp.bulk_selection')?.n ?? 0
}

interface BulkWork {
  readonly tx: BulkTransaction
  readonly controls: StepControls
  readonly act: BulkAct
  readonly at: number
}

const applyInSteps = ({ tx, controls, act, at }: BulkWork, total: number): number => {
  let changed = 0
  const insert: InsertRows = (table, sql, values) => {
    tx.insertRange(table, sql, ...values)
  }
  inSteps(controls, { phase: act.type, total }, (from, to) => {
    changed += applyToSource(
      { tx, insert, act, at },
      {
        sql: 'select contact_id as id from temp.bulk_selection where place between ? and ?',
        values: [from, to],
      },
    )
  })
  controls.progress({ phase: 'refreshing', done: 0, total: null })
  return changed
}
