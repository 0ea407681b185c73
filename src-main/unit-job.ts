import { openBulkConnection } from '#main/db/bulk.ts'
import type { Transaction } from '#main/db/executor.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'
import type { UnitJobInput } from '#main/features/jobs/jobs.service.ts'
import type { JobEnvironment, JobFunction } from '#main/platform/job-protocol.ts'
import type { Failure, Result } from '#shared/domain/result.ts'

/** What a unit of work does; the same on the main thread and behind it. */
export type UnitWork<Input> = (
  tx: Transaction,
  input: Input,
  environment: JobEnvironment,
) => Result<unknown, Failure>

/**
 * The job that runs one unit of work behind the main thread; `JobsService.runUnit` starts it.
 *
 * Its outcome is the unit's result. `work` gets the input as its starter passed it on.
 */
export const createUnitJob =
  <Input>(work: UnitWork<Input>): JobFunction =>
  async (started, environment, controls) => {
    // Only `JobsService.runUnit` starts this kind of job.
    const { input, context, label } = started as UnitJobInput
    const connection = openBulkConnection({
      file: environment.layout.database,
      clock: environment.clock,
      functions: searchFunctions,
      onCommit: (change) => controls.committed(change),
      insertLogging: 'triggers',
    })
    try {
      return await controls.withGate(() => {
        controls.checkpoint()
        controls.progress({ phase: 'refreshing', done: 0, total: null })
        return connection.execute(context, label, (tx) =>
          // What the starter of this kind passed on, unchanged.
          work(tx, input as Input, environment),
        )
      })
    } finally {
      connection.close()
    }
  }
