import type { ContactId, OperationId } from '#shared/domain/ids.ts'
import type { ChangeRange } from '../changed-tables.ts'
import type { Executor } from '../executor.ts'
import { tableRegistry } from '../table-registry.ts'
import { keepSettled } from './undo-settled.ts'
import { changeAction } from './undo-triggers.ts'

const contacts = tableRegistry.contacts.tableId
const inRange = 'x.id between ? and ?'

/** Some of the contacts that an operation deleted. */
export interface UndoChoice {
  readonly operation: OperationId
  readonly range: ChangeRange
  readonly contactIds: readonly ContactId[]
}

/**
 * Copies what belongs to some contacts of a deletion into `temp.undo_chosen`, found by the indexes
 * of the log, however much the deletion deleted; who is not kept away by it is left out.
 *
 * How many contacts it is about.
 */
export const chooseChanges = (
  executor: Executor,
  { operation, range, contactIds }: UndoChoice,
): number => {
  const { first, last } = range
  executor.runSql(
    `insert into temp.undo_asked select distinct a.value from json_each(?) a
      where exists(select 1 from changes x indexed by changes_row where x.table_id = ${contacts} and x.row_id = a.value
        and ${inRange} and x.action = ${changeAction.delete})`,
    JSON.stringify(contactIds),
    first,
    last,
  )
  keepAway(executor, operation)
  const count =
    executor.firstSql<{ n: number }>('select count(*) as n from temp.undo_asked')?.n ?? 0
  executor.runSql(
    `insert into temp.undo_chosen_rows select ${contacts}, contact_id from temp.undo_asked`,
  )
  for (const rows of belonging) {
    executor.runSql(`insert or ignore into temp.undo_chosen_rows ${rows}`, first, last)
  }
  executor.runSql(
    `insert into temp.undo_chosen select x.* from temp.undo_chosen_rows r
      cross join changes x indexed by changes_row on x.table_id = r.table_id and x.row_id = r.row_id
        and x.action in (${changeAction.update}, ${changeAction.delete}) and ${inRange}`,
    first,
    last,
  )
  return count
}

/** Leaves in `temp.undo_asked` only those whom the operation still keeps away. */
const keepAway = (executor: Executor, operation: OperationId): void => {
  executor.runSql('insert into temp.undo_settled select contact_id from temp.undo_asked')
  keepSettled(executor, 'temp.undo_settled', operation)
  executor.runSql(
    'delete from temp.undo_asked where contact_id in (select contact_id from temp.undo_settled)',
  )
  executor.runSql('delete from temp.undo_settled')
}

/**
 * Rows that belong to the asked, and those who had one of them as a company and are here.
 *
 * The `+` lets the indexes of expressions be used: a column would have its own affinity compared.
 */
const belonging: readonly string[] = [
  `select x.table_id, x.row_id from temp.undo_asked a
    cross join changes x indexed by changes_contact
      on coalesce(x.before ->> 'contact_id', x.before ->> 'from_contact_id') = +a.contact_id
        and coalesce(x.before ->> 'contact_id', x.before ->> 'from_contact_id') is not null
    where x.action in (2, 3) and ${inRange}`,
  `select x.table_id, x.row_id from temp.undo_asked a
    cross join changes x indexed by changes_related on x.before ->> 'to_contact_id' = +a.contact_id
    where x.table_id = ${tableRegistry.relations.tableId} and x.action in (2, 3) and ${inRange}`,
  `select x.table_id, x.row_id from temp.undo_asked a
    cross join changes x indexed by changes_employed on x.before ->> 'company_id' = +a.contact_id
    where x.table_id = ${contacts} and x.action in (2, 3) and x.before ->> 'company_id' is not null
      and ${inRange} and exists(select 1 from contacts c where c.id = x.row_id)`,
]
