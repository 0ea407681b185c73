import { type BulkConnection, openBulkConnection } from '#main/db/bulk.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'
import type { JobFunction } from '#main/platform/job-protocol.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { BinRepository } from './bin.repository.ts'
import type { ConflictSearchInput } from './conflict-search.ts'
import type { UndoJobInput, UndoOutcome } from './undo-runs.ts'

/** Whom it is about; undefined where it is about all that an operation did. */
const contactsOf = (
  { reader, operations }: BulkConnection,
  { id, contactIds, selection }: ConflictSearchInput,
): readonly ContactId[] | undefined => {
  const deletion = selection && operations.find(id)
  if (!deletion) return contactIds
  return new BinRepository(reader).select(deletion, selection, Number.MAX_SAFE_INTEGER)
}

/** Looks for what the undo of a bulk act would meet; writes nothing and needs no gate. */
export const searchConflictsJob: JobFunction = async (input, environment) => {
  // Only `createConflictSearch` starts this kind of job.
  const what = input as ConflictSearchInput
  const connection = openBulkConnection({
    file: environment.layout.database,
    clock: environment.clock,
    functions: searchFunctions,
    onCommit: () => {},
    insertLogging: 'triggers',
  })
  try {
    return connection.operations.conflictsOf(what.id, contactsOf(connection, what))
  } finally {
    connection.close()
  }
}

/** Undoes a bulk act: one transaction, all or nothing. */
export const undoJob: JobFunction = async (input, environment, controls) => {
  // Only `UndoRuns` starts this kind of job.
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
      const contactIds = contactsOf(connection, request)
      const undone = connection.operations.undo({ ...request, contactIds, onReplayed })
      if (undone.ok) {
        const { operationId, value } = undone.value
        return { operationId, conflicts: 0, contactCount: value }
      }
      const { error } = undone
      if (error.code !== 'conflicts') throw new Error(`undo refused: ${error.code}`)
      return { operationId: null, conflicts: error.data.conflicts.length, contactCount: 0 }
    })
  } finally {
    connection.close()
  }
}
