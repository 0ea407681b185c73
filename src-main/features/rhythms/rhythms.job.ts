import { openBulkConnection } from '#main/db/bulk.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'
import type { JobFunction } from '#main/platform/job-protocol.ts'
import { ok } from '#shared/domain/result.ts'
import { RhythmsRepository } from './rhythms.repository.ts'
import type { RhythmJobInput, RhythmOutcome } from './rhythms.service.ts'

/** Sets a rhythm that many contacts follow: one row, and the due days of all of them. */
export const setRhythmJob: JobFunction = async (input, environment, controls) => {
  // Only `RhythmsService` starts this kind of job.
  const { key, everyDays, context, label } = input as RhythmJobInput
  const connection = openBulkConnection({
    file: environment.layout.database,
    clock: environment.clock,
    functions: searchFunctions,
    onCommit: (change) => controls.committed(change),
    insertLogging: 'triggers',
  })
  try {
    return await controls.withGate(() => {
      controls.progress({ phase: 'refreshing', done: 0, total: null })
      const result = connection.execute(context, label, (tx) => {
        new RhythmsRepository(tx).set(tx, key, everyDays)
        return ok(null)
      })
      if (!result.ok) throw new Error('setting a rhythm cannot fail')
      return { operationId: result.value.operationId } satisfies RhythmOutcome
    })
  } finally {
    connection.close()
  }
}
