import type { ContactId, OperationId } from '#shared/domain/ids.ts'
import type { ChangeRange } from '../changed-tables.ts'
import type { Executor } from '../executor.ts'
import { chooseChanges } from './undo-choice.ts'
import { findDependents, keepTogether } from './undo-dependents.ts'
import { findGoneParents, findTaken } from './undo-obstacles.ts'
import {
  type BlockedRow,
  type ChangeSource,
  clearPlan,
  doomed,
  type PlanState,
  type UndoConflict,
} from './undo-plan-state.ts'
import {
  collectRows,
  collectValues,
  judgeChanged,
  judgeCreated,
  passOverBack,
} from './undo-rows.ts'
import type { UndoSchema } from './undo-schema.ts'
import { leaveForLater, passOverSettled } from './undo-settled.ts'

/** What to plan. */
export interface PlanRequest {
  readonly operation: OperationId
  readonly range: ChangeRange
  /** Absent means all that the operation did. */
  readonly contactIds?: readonly ContactId[] | undefined
  /** Keys of conflicts to take back anyway. */
  readonly takeBack?: readonly string[]
  /** Rows whose unique values turned out to be taken. */
  readonly blocked?: readonly BlockedRow[]
}

/** What an undo would meet, and what there is to replay. */
export interface UndoPlan {
  readonly conflicts: readonly UndoConflict[]
  readonly source: ChangeSource
  /** Of a choice: how many contacts come back. */
  readonly contactCount: number
}

/** A plan that meets nothing and passes over nothing. */
export const nothingToUndo: UndoPlan = {
  conflicts: [],
  source: 'main.changes',
  contactCount: 0,
}

/** At most so many conflicts are told; the others count as kept all the same. */
export const toldConflicts = 10_000

/**
 * Works out what of a range of changes cannot simply be replayed backwards, by value.
 *
 * Leaves rows and columns to pass over in `temp.undo_skipped_rows` and `temp.undo_skipped_columns`.
 * What the range left behind in a column is the `before` of the first later change of it, else what
 * is there now; only a present value that is neither that nor the old one is a conflict.
 */
export const planUndo = (
  executor: Executor,
  schema: UndoSchema,
  request: PlanRequest,
): UndoPlan => {
  clearPlan(executor)
  const { operation, range, contactIds, takeBack = [], blocked = [] } = request
  for (const key of takeBack)
    executor.runSql('insert or ignore into temp.undo_take_back values(?)', key)
  for (const row of blocked) block(executor, row)
  if (contactIds === undefined && blocked.length === 0 && !hasLaterChanges(executor, range)) {
    return nothingToUndo
  }
  const contactCount =
    contactIds === undefined ? 0 : chooseChanges(executor, { operation, range, contactIds })
  const source = contactIds === undefined ? 'main.changes' : 'temp.undo_chosen'
  const basis = { executor, schema, operation, range, source } as const
  const touched = tablesIn(basis)
  collectRows({ ...basis, touched, made: new Set() })
  const state: PlanState = { ...basis, touched, made: tablesMade(executor) }
  collectValues(state)
  passOverSettled(state)
  if (contactIds !== undefined) leaveForLater(state)
  judgeCreated(state)
  judgeChanged(state)
  passOverBack(state)
  for (let before = -1, now = countSkipped(state); before !== now; ) {
    findDependents(state)
    keepTogether(state)
    findGoneParents(state)
    findTaken(state)
    before = now
    now = countSkipped(state)
  }
  return { conflicts: toldOf(state), source, contactCount }
}

const hasLaterChanges = (executor: Executor, { last }: ChangeRange): boolean =>
  executor.firstSql('select 1 from changes where id > ? limit 1', last) !== undefined

const idsOf = (rows: readonly { id: number }[]): ReadonlySet<number> =>
  new Set(rows.map(({ id }) => id))

const tablesIn = ({
  executor,
  source,
  range,
}: Pick<PlanState, 'executor' | 'source' | 'range'>): ReadonlySet<number> =>
  idsOf(
    executor.allSql(
      `select distinct table_id as id from ${source} not indexed where id between ? and ?`,
      range.first,
      range.last,
    ),
  )

const tablesMade = (executor: Executor): ReadonlySet<number> =>
  idsOf(executor.allSql(`select distinct table_id as id from temp.undo_rows u where ${doomed}`))

const block = (executor: Executor, { tableId, rowId }: BlockedRow): void => {
  const key = `${tableId}:${rowId}::taken`
  executor.runSql('insert or ignore into temp.undo_skipped_rows values(?, ?)', tableId, rowId)
  executor.runSql(
    `insert or ignore into temp.undo_conflicts values(?, ?, ?, null, 'taken', 0)`,
    key,
    tableId,
    rowId,
  )
}

const countSkipped = ({ executor }: PlanState): number =>
  executor.firstSql<{ n: number }>(
    `select (select count(*) from temp.undo_skipped_rows)
      + (select count(*) from temp.undo_skipped_columns) as n`,
  )?.n ?? 0

const toldOf = ({ executor }: PlanState): readonly UndoConflict[] =>
  executor.allSql<UndoConflict>(
    `select key, table_id as tableId, row_id as rowId, column, verdict from temp.undo_conflicts
      order by table_id, row_id, column, verdict limit ${toldConflicts}`,
  )
