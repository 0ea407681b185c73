import { openBulkConnection } from '#main/db/bulk.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'
import type { JobFunction } from '#main/platform/job-protocol.ts'
import type { OperationId } from '#shared/domain/ids.ts'
import type { ConflictSearchInput } from './conflict-search.ts'
import type { UndoJobInput } from './history.service.ts'

/** What came of an undo in the background. */
export interface UndoOutcome {
  /** Null when nothing was undone. */
  readonly operationId: OperationId | null
  /** Later changes that the owner has to decide about first; then nothing was undone. */
  readonly conflicts: number
}

/** Looks for what the undo of a bulk act would meet; writes nothing and needs no gate. */
export const searchConflictsJob: JobFunction = async (input, environment) => {
  // Only `createConflictSearch` starts this kind of job.
  const { id } = input as ConflictSearchInput
  const connection = openBulkConnection({
    file: environment.layout.database,
    clock: environment.clock,
    functions: searchFunctions,
    onCommit: () => {},
    insertLogging: 'triggers',
  })
  try {
    return connection.operations.conflictsOf(id)
  } finally {
    connection.close()
  }
}

/** Undoes a bulk act: one transaction, all or nothing. */
export const undoJob: JobFunction = async (input, environment, controls) => {
  // Only `HistoryService` starts this kind of job.
  const request = input as UndoJobInput
  const connection = openBulkConnection({
    file: environment.layout.database,
    clock: environment.clock,
    functions: searchFunctions,
    onCommit: (change) => controls.committed(change),
    insertLogging: 'triggers',
  })
  const onReplayed = (done: number, total: number): void => {
    controls.checkpoint()
    controls.progress({ phase: 'undoing', done, total })
  }
  try {
    return await controls.withGate((): UndoOutcome => {
      const undone = connection.operations.undo({ ...request, onReplayed })
      if (undone.ok) return { operationId: undone.value.operationId, conflicts: 0 }
      const { error } = undone
      if (error.code !== 'conflicts') throw new Error(`undo refused: ${error.code}`)
      return { operationId: null, conflicts: error.data.conflicts.length }
    })
  } finally {
    connection.close()
  }
}
