import type { OperationId } from '#shared/domain/ids.ts'
import type { Reader } from './executor.ts'

/** What brings back some of whom a deletion deleted; its numbers name that as `deletion`. */
export const bringBackCode = 'history.bringBack'

/** What an undo, a redo or a plain act comes down to. */
export interface RootAct {
  readonly id: OperationId
  /** True when the act at the root is taken back by it; false when it is done, or done again. */
  readonly isTakenBack: boolean
}

interface Link {
  readonly undoes: OperationId | null
  readonly deletion: OperationId | null
}

const link = `select undoes,
    case when code = '${bringBackCode}' then numbers ->> 'deletion' end as deletion
  from operations where id = ?`

/**
 * The act at the root of a chain of undos.
 *
 * To bring back is to take back the deletion, so to undo it comes down to that deletion again.
 */
export const rootAct = (reader: Reader, id: OperationId): RootAct => {
  const { undoes = null, deletion = null } = reader.firstSql<Link>(link, id) ?? {}
  if (undoes !== null) {
    const undone = rootAct(reader, undoes)
    return { ...undone, isTakenBack: !undone.isTakenBack }
  }
  return deletion === null ? { id, isTakenBack: false } : { id: deletion, isTakenBack: true }
}

/** Whether both come down to the same. */
export const isSameAct = (one: RootAct, other: RootAct): boolean =>
  one.id === other.id && one.isTakenBack === other.isTakenBack
