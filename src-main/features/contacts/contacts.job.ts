import {
  type BulkConnection,
  type BulkTransaction,
  inSteps,
  openBulkConnection,
  type StepControls,
} from '#main/db/bulk.ts'
import type { Reader } from '#main/db/executor.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'
import type { JobFunction } from '#main/platform/job-protocol.ts'
import { systemRandom } from '#main/platform/random.ts'
import { createUid } from '#main/platform/uid.ts'
import type { OperationId, TagId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import { bulkLabel, newTagLabel } from './bulk-label.ts'
import {
  applyToSource,
  type BulkAct,
  countAffected,
  type InsertRows,
  selectionSource,
} from './contact-bulk.repository.ts'
import type { AskedAct, BulkJobInput } from './contact-bulk.service.ts'
import type { SqlPiece } from './contact-filter.ts'
import { ContactsRepository } from './contacts.repository.ts'

/** What a bulk job did. */
export interface BulkOutcome {
  readonly operationId: OperationId | null
  readonly changed: number
  /** Of `addTag`: the tag, found or made. */
  readonly tagId?: TagId
}

/** A bulk command on more contacts than the main thread changes at once: all or nothing. */
export const bulkContactsJob: JobFunction = async (input, environment, controls) => {
  // Only `ContactBulkService` starts this kind of job.
  const { act: asked, selection, context } = input as BulkJobInput
  const connection: BulkConnection = openBulkConnection({
    file: environment.layout.database,
    clock: environment.clock,
    functions: searchFunctions,
    onCommit: (change) => controls.committed(change),
    // Deleting leaves other tables alone; tags and stages are inserted as ranges.
    insertLogging: 'by-hand',
  })
  try {
    return await controls.withGate((): BulkOutcome => {
      const found = findAct(connection.reader, asked)
      const count = countAffected(connection.reader, selectionSource(selection), found)
      const label = isNewTag(found) ? newTagLabel(count) : bulkLabel(found, count)
      const at = environment.clock.now()
      const result = connection.execute(context, label, (tx) => {
        const act = isNewTag(found) ? makeTag(tx, asked, at) : found
        const total = collect(tx, selectionSource(selection))
        const changed = applyInSteps({ tx, controls, act, at }, total)
        return ok({ changed, ...(act.type === 'addTag' ? { tagId: act.tagId } : {}) })
      })
      if (!result.ok) throw new Error('a bulk act cannot fail')
      return { operationId: result.value.operationId, ...result.value.value }
    })
  } finally {
    connection.close()
  }
}

/** A tag that is not there yet; nobody carries it. */
// No row has this id.
const newTag = -1 as TagId

const isNewTag = (act: BulkAct): boolean => act.type === 'addTag' && act.tagId === newTag

/** The act with its tag as it is now: while the job waited for its turn, it may have come or gone. */
const findAct = (reader: Reader, act: AskedAct): BulkAct =>
  act.type === 'addTag'
    ? { type: 'addTag', tagId: new ContactsRepository(reader).findTag(act.name) ?? newTag }
    : act

const makeTag = (tx: BulkTransaction, act: AskedAct, at: number): BulkAct => {
  if (act.type !== 'addTag') throw new Error('only a tag is made')
  const { last } = tx.insertRange(
    'tags',
    'insert into tags(uid, name, created_at) values(?, ?, ?)',
    createUid({ now: () => at }, systemRandom),
    act.name,
    at,
  )
  // SQLite just made the id of this row.
  return { type: 'addTag', tagId: last as TagId }
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
