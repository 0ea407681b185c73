import type { UndoConflict } from '#main/db/operations.ts'
import type { BackgroundThreads } from '#main/platform/background-threads.ts'
import type { UndoJobInput } from './undo-runs.ts'

/** The kind of the background thread that looks for conflicts of bulk acts. */
export const conflictSearchKind = 'history.conflicts'

/** What that thread is started with. */
export type ConflictSearchInput = Pick<UndoJobInput, 'id' | 'contactIds' | 'selection'>

/** Looks in a background thread for what an undo would meet; nothing is written. */
export type SearchConflicts = (what: ConflictSearchInput) => Promise<readonly UndoConflict[]>

/** Searches in a thread of its own, because a bulk act has too many rows for the main thread. */
export const createConflictSearch =
  (threads: BackgroundThreads): SearchConflicts =>
  async ({ id, contactIds, selection }) => {
    const input: ConflictSearchInput = { id, contactIds, selection }
    const silent = { onProgress: () => {}, onCommitted: () => {} }
    const ended = await threads.start({ kind: conflictSearchKind, input }, silent).end
    if (ended.status === 'failed') throw ended.error
    // The job of this kind answers with just that.
    return ended.status === 'done' ? (ended.outcome as readonly UndoConflict[]) : []
  }
