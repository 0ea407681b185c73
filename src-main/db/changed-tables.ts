import type { ChangeEvent } from '#shared/contract/wire.ts'
import type { Executor } from './executor.ts'
import { tableRegistry, type UndoableTable } from './table-registry.ts'

/** A run of rows of `changes`, by id, both ends included. */
export interface ChangeRange {
  readonly first: number
  readonly last: number
}

/** Up to so many ids of a table are named in an event; beyond it says `many`. */
export const namedIds = 100

/** Contacts whose kept facts changed: their ids, or `many`. */
export type ChangedContacts = readonly number[] | 'many'

const nameOf: ReadonlyMap<number, string> = new Map(
  Object.entries(tableRegistry).flatMap(([name, entry]: [string, { kind: string }]) =>
    // The kind decides the type.
    entry.kind === 'undoable' ? [[(entry as UndoableTable).tableId, name] as const] : [],
  ),
)

/** Name of a table by its number in the log; undefined for one that is gone. */
export const tableName = (tableId: number): string | undefined => nameOf.get(tableId)

/** Which tables a unit changed, by the log it wrote, and in contacts by its kept facts too. */
export const changedTables = (
  executor: Executor,
  range: ChangeRange,
  contacts: ChangedContacts,
): ChangeEvent['tables'] => {
  const tables: Record<string, readonly number[] | 'many'> = {}
  for (const { tableId, rows } of countByTable(executor, range)) {
    const name = tableName(tableId)
    if (name) tables[name] = rows > 10 * namedIds ? 'many' : idsOf(executor, range, tableId)
  }
  const own = tables.contacts ?? []
  if (own !== 'many' && contacts !== 'many') {
    const all = [...new Set([...own, ...contacts])]
    if (all.length > 0) tables.contacts = all.length > namedIds ? 'many' : all
  } else tables.contacts = 'many'
  return tables
}

const countByTable = (executor: Executor, { first, last }: ChangeRange) =>
  executor.allSql<{ tableId: number; rows: number }>(
    `select table_id as tableId, sum(coalesce(last_row_id, row_id) - row_id + 1) as rows
      from changes not indexed where id between ? and ? group by table_id order by table_id`,
    first,
    last,
  )

const idsOf = (
  executor: Executor,
  { first, last }: ChangeRange,
  tableId: number,
): readonly number[] | 'many' => {
  const rows = executor.allSql<{ from: number; to: number }>(
    `select row_id as "from", coalesce(last_row_id, row_id) as "to" from changes not indexed
      where id between ? and ? and table_id = ?`,
    first,
    last,
    tableId,
  )
  const ids = new Set<number>()
  for (const { from, to } of rows) for (let id = from; id <= to; id++) ids.add(id)
  return ids.size > namedIds ? 'many' : [...ids]
}
