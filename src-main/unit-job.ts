import { openBulkConnection } from '#main/db/bulk.ts'
import type { Reader, Transaction } from '#main/db/executor.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'
import type { UnitJobInput } from '#main/features/jobs/jobs.service.ts'
import type { JobEnvironment, JobFunction, UnitControls } from '#main/platform/job-protocol.ts'
import { type Failure, ok, type Result } from '#shared/domain/result.ts'

/** What a unit of work behind the main thread may use beside its transaction. */
export interface UnitEnvironment extends JobEnvironment {
  readonly controls: UnitControls
}

/** What a unit of work does; the same on the main thread and behind it. */
export type UnitWork<Input> = (
  tx: Transaction,
  input: Input,
  environment: UnitEnvironment,
) => Result<unknown, Failure>

/** What was found out before a unit of work. */
export interface Prepared<Ready> {
  readonly ready: Ready
  /** What History says in numbers, beside those of the label. */
  readonly numbers: Readonly<Record<string, number>>
}

/** Finds out what there is to do, while others may still write. */
export type UnitPreparation<Input, Ready> = (
  reader: Reader,
  input: Input,
  environment: UnitEnvironment,
) => Promise<Result<Prepared<Ready>, Failure>>

/**
 * The job that runs one unit of work behind the main thread; `JobsService.runUnit` starts it.
 *
 * Its outcome is the unit's result. `work` gets the input as its starter passed it on.
 */
export const createUnitJob = <Input>(work: UnitWork<Input>): JobFunction =>
  createPreparedJob<Input, Input>(async (_, input) => ok({ ready: input, numbers: {} }), work)

/** The same with a preparation, whose findings `work` gets. */
export const createPreparedJob =
  <Input, Ready>(prepare: UnitPreparation<Input, Ready>, work: UnitWork<Ready>): JobFunction =>
  async (started, environment, controls) => {
    // Only `JobsService.runUnit` starts this kind of job.
    const { input, context, label } = started as UnitJobInput
    const surroundings = { ...environment, controls }
    const connection = openBulkConnection({
      file: environment.layout.database,
      clock: environment.clock,
      functions: searchFunctions,
      onCommit: (change) => controls.committed(change),
      insertLogging: 'triggers',
    })
    try {
      // What the starter of this kind passed on, unchanged.
      const prepared = await prepare(connection.reader, input as Input, surroundings)
      if (!prepared.ok) return prepared
      const { ready, numbers } = prepared.value
      const named = { ...label, numbers: { ...label.numbers, ...numbers } }
      return await controls.withGate(() => {
        controls.checkpoint()
        controls.progress({ phase: 'refreshing', done: 0, total: null })
        return connection.execute(context, named, (tx) => work(tx, ready, surroundings))
      })
    } finally {
      connection.close()
    }
  }
