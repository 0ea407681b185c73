import type { ChangedContacts, ChangeRange } from './changed-tables.ts'
import { namedIds } from './changed-tables.ts'
import type { Executor } from './executor.ts'
import { type KeptColumns, keptColumns } from './kept-columns.ts'
import { allGroups, ownRows, searchGroups } from './kept-sources.ts'
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
  createSearchStaging(executor)
  for (const kept of keptColumns) {
    executor.database.exec(
      `create temp table ${staging(kept)}(contact_id integer primary key, ${names(kept).join(', ')})`,
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
  const changed = new Set<number>()
  for (const kept of keptColumns) {
    if ((kept.group & groups) === 0) continue
    for (const id of refreshColumns(executor, kept)) changed.add(id)
  }
  if (groups & searchGroups) refreshSearchTexts(executor)
  executor.runSql('delete from temp.touched')
  return changed.size > namedIds ? 'many' : [...changed]
}

/** Writes one group of kept columns where it differs; the first of the ids that did. */
const refreshColumns = (executor: Executor, kept: KeptColumns): readonly number[] => {
  const { changes: differing } = executor.runSql(compute(kept))
  if (differing === 0) return []
  executor.runSql(write(kept))
  const rows = executor.allSql<{ id: number }>(
    `select contact_id as id from temp.${staging(kept)} limit ${namedIds + 1}`,
  )
  executor.runSql(`delete from temp.${staging(kept)}`)
  return rows.map((row) => row.id)
}

const names = (kept: KeptColumns): readonly string[] => Object.keys(kept.columns)

const staging = (kept: KeptColumns): string => `kept_${kept.group}`

// "limit -1" keeps SQLite from computing each value twice.
const compute = (kept: KeptColumns): string => {
  const values = Object.entries(kept.columns).map(
    ([column, expression]) => `${expression} as new_${column}, c.${column} as old_${column}`,
  )
  const differs = names(kept).map((column) => `new_${column} is not old_${column}`)
  return `insert into temp.${staging(kept)}(contact_id, ${names(kept).join(', ')})
    ${kept.with ? `with ${kept.with}` : ''}
    select id, ${names(kept)
      .map((column) => `new_${column}`)
      .join(', ')} from (
      select c.id as id, ${values.join(', ')}
      from temp.touched t cross join contacts c on c.id = t.contact_id ${kept.joins ?? ''}
      where t.mask & ${kept.group} limit -1)
    where ${differs.join(' or ')}`
}

const write = (kept: KeptColumns): string => {
  const columns = names(kept).join(', ')
  return `update contacts set (${columns}) =
      (select ${columns} from temp.${staging(kept)} k where k.contact_id = contacts.id)
    where id in (select contact_id from temp.${staging(kept)})`
}
