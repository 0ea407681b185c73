import type { ChangedContacts, ChangeRange } from './changed-tables.ts'
import { namedIds } from './changed-tables.ts'
import type { Executor } from './executor.ts'
import { type KeptColumns, keptColumns, keptStaging } from './kept-columns.ts'
import { allGroups, ownRows, searchGroups } from './kept-sources.ts'
import { createPutOff, restoreIndexes } from './put-off-indexes.ts'
import {
  createSearchStaging,
  refreshActivityTexts,
  refreshSearchTexts,
  replaceTouchedBodies,
} from './search-texts.ts'
import { collectTouched, createTouched, setUnitRange, summarise } from './touched-contacts.ts'

/** Makes the temporary tables that derived values are recomputed in; once per connection. */
export const installDerived = (executor: Executor): void => {
  createTouched(executor)
  createPutOff(executor)
  createSearchStaging(executor)
  for (const kept of keptColumns) {
    executor.database.exec(
      `create temp table ${keptStaging(kept.group).replace('temp.', '')}(contact_id integer primary key, ${names(kept).join(', ')})`,
    )
  }
}

/** What a refresh found. */
export interface Refreshed {
  /** Contacts whose own rows the unit changed. */
  readonly contactCount: number
  /** Contacts whose kept columns changed. */
  readonly changed: ChangedContacts
}

/**
 * Recomputes what is derived from the facts a unit changed: kept columns and search texts.
 *
 * Everything derived is a pure function of the facts, so doing, undoing and redoing take this one
 * path and nothing is applied twice. Only rows that differ are written.
 */
export const refreshDerived = (executor: Executor, range: ChangeRange): Refreshed => {
  setUnitRange(executor, range)
  const changes = summarise(executor)
  const groups = collectTouched(executor, changes)
  const own = executor.firstSql<{ n: number }>(
    `select count(*) as n from temp.touched where mask & ${ownRows}`,
  )
  const changed = refreshTouched(executor, groups)
  refreshActivityTexts(executor, changes)
  restoreIndexes(executor)
  return { contactCount: own?.n ?? 0, changed }
}

/** Recomputes everything derived from all facts; how many contacts were wrong. */
export const recomputeDerived = (executor: Executor): number => {
  executor.runSql(
    `insert into temp.touched(contact_id, mask) select id, ${allGroups} from contacts
      union select contact_id, ${allGroups} from search_texts`,
  )
  const changed = refreshTouched(executor, allGroups)
  executor.runSql(
    `insert into temp.touched_activities
      select id from activities union select activity_id from activity_texts`,
  )
  replaceTouchedBodies(executor)
  return changed === 'many' ? namedIds + 1 : changed.length
}

const refreshTouched = (executor: Executor, groups: number): ChangedContacts => {
  const differing = keptColumns.filter(
    (kept) => (kept.group & groups) !== 0 && executor.runSql(compute(kept)).changes > 0,
  )
  const changed = differing.length === 0 ? [] : writeKept(executor, differing)
  if (groups & searchGroups) refreshSearchTexts(executor)
  executor.runSql('delete from temp.touched')
  return changed.length > namedIds ? 'many' : changed
}

/** Writes what differs, each contact once; the first of their ids. */
const writeKept = (executor: Executor, groups: readonly KeptColumns[]): readonly number[] => {
  executor.runSql(write(groups))
  const rows = executor.allSql<{ id: number }>(
    `select contact_id as id from (${waiting(groups)}) limit ${namedIds + 1}`,
  )
  for (const kept of groups) executor.runSql(`delete from ${staging(kept)}`)
  return rows.map((row) => row.id)
}

const names = (kept: KeptColumns): readonly string[] => Object.keys(kept.columns)

const staging = (kept: KeptColumns): string => keptStaging(kept.group)

// "limit -1" keeps SQLite from computing each value twice.
const compute = (kept: KeptColumns): string => {
  const values = Object.entries(kept.columns).map(
    ([column, expression]) => `${expression} as new_${column}, c.${column} as old_${column}`,
  )
  const differs = names(kept).map((column) => `new_${column} is not old_${column}`)
  return `insert into ${staging(kept)}(contact_id, ${names(kept).join(', ')})
    ${kept.with ? `with ${kept.with}` : ''}
    select id, ${names(kept)
      .map((column) => `new_${column}`)
      .join(', ')} from (
      select c.id as id, ${values.join(', ')}
      from temp.touched t cross join contacts c on c.id = t.contact_id ${kept.joins ?? ''}
      where t.mask & ${kept.group} limit -1)
    where ${differs.join(' or ')}`
}

const waiting = (groups: readonly KeptColumns[]): string =>
  groups.map((kept) => `select contact_id from ${staging(kept)}`).join(' union ')

// One update for all groups: each write of a contact also writes most of its indexes.
const write = (groups: readonly KeptColumns[]): string => {
  const alias = (kept: KeptColumns): string => `k${kept.group}`
  const values = groups.flatMap((kept) =>
    names(kept).map(
      (column) =>
        `iif(${alias(kept)}.contact_id is null, contacts.${column}, ${alias(kept)}.${column})`,
    ),
  )
  const joins = groups.map(
    (kept) =>
      `left join ${staging(kept)} ${alias(kept)} on ${alias(kept)}.contact_id = d.contact_id`,
  )
  return `update contacts set (${groups.flatMap(names).join(', ')}) = (
      select ${values.join(', ')} from (select contacts.id as contact_id) d ${joins.join(' ')})
    where id in (${waiting(groups)})`
}
