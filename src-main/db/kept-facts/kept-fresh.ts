import type { Executor } from '../executor.ts'
import { tableRegistry } from '../table-registry.ts'
import { changeAction } from '../undo/undo-triggers.ts'
import { type KeptColumns, keptColumns } from './kept-columns.ts'
import { type UnitChanges, unitRange } from './touched-contacts.ts'

/** Fewer than so many new contacts are computed like anybody else's. */
const manyContacts = 2000
/** One statement holds the ids of so many contacts in memory. */
const contactsAtOnce = 100_000

/**
 * Computes most kept columns of contacts that the unit made, where they are many: written at once,
 * because nothing that stands there need be compared. What is done is taken out of `temp.touched`.
 *
 * How many contacts were written; 0 when there are few.
 */
export const refreshFresh = (executor: Executor, changes: UnitChanges): number => {
  if (!changes.get('contacts')?.hasInserts) return 0
  const ranges = executor.allSql<{ first: number; last: number }>(inserted)
  const count = ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0)
  if (count < manyContacts) return 0
  for (const { first, last } of ranges) {
    for (let from = first; from <= last; from += contactsAtOnce) {
      const to = Math.min(last, from + contactsAtOnce - 1)
      executor.runSql(write, from, to)
      executor.runSql(forget, from, to)
    }
  }
  return count
}

const inserted = `select row_id as first, last_row_id as last from changes not indexed
  where id between ${unitRange} and table_id = ${tableRegistry.contacts.tableId}
    and action = ${changeAction.insert} order by row_id`

const fresh = keptColumns.filter((kept) => kept.fresh !== undefined)

const expressions = ({ fresh, columns }: KeptColumns): readonly (readonly [string, string])[] =>
  Object.entries(fresh === undefined || fresh === true ? columns : fresh)

const write = `update contacts as c set ${fresh
  .flatMap(expressions)
  .map(([column, expression]) => `${column} = ${expression}`)
  .join(', ')} where c.id between ? and ?`

const mask = fresh.reduce((all, { group }) => all | group, 0)
const forget = `update temp.touched set mask = mask & ~${mask} where contact_id between ? and ?`
