import { type ChangeRange, tableName } from '../changed-tables.ts'
import type { Executor } from '../executor.ts'
import { tableRegistry, type UndoableTableName } from '../table-registry.ts'
import { changeAction } from '../undo/undo-triggers.ts'
import {
  allGroups,
  keptGroup,
  keptReaches,
  keptSources,
  ownRows,
  type Reach,
  searchGroups,
} from './kept-sources.ts'

/** SQL for `x.id between …`: the rows of `changes` that the unit wrote. */
export const unitRange =
  '(select first from temp.unit_range) and (select last from temp.unit_range)'

/** What a unit did to one table: whether rows came or went, and which columns changed. */
export interface TableChanges {
  readonly hasInserts: boolean
  readonly hasDeletes: boolean
  readonly columns: ReadonlySet<string>
}

/** What a unit did, by table. */
export type UnitChanges = ReadonlyMap<UndoableTableName, TableChanges>

/** Reads from the log what a unit did. */
export const summarise = (executor: Executor): UnitChanges => {
  const rows = executor.allSql<{ tableId: number; action: number; key: string | null }>(
    `select distinct table_id as tableId, action, null as key from changes not indexed where id between ${unitRange}
      union all
      select distinct x.table_id, x.action, k.key from changes x not indexed cross join json_each(x.before) k
        where x.id between ${unitRange} and x.action = ${changeAction.update}`,
  )
  const found = new Map<
    UndoableTableName,
    { hasInserts: boolean; hasDeletes: boolean; columns: Set<string> }
  >()
  for (const { tableId, action, key } of rows) {
    // Registered names of undoable tables are exactly these.
    const table = tableName(tableId) as UndoableTableName | undefined
    if (!table) continue
    const entry = found.get(table) ?? { hasInserts: false, hasDeletes: false, columns: new Set() }
    if (action === changeAction.insert) entry.hasInserts = true
    if (action === changeAction.delete) entry.hasDeletes = true
    if (key !== null) entry.columns.add(key)
    found.set(table, entry)
  }
  return found
}

/** Says which rows of `changes` the unit wrote; what follows reads them. */
export const setUnitRange = (executor: Executor, { first, last }: ChangeRange): void => {
  executor.runSql('delete from temp.unit_range')
  executor.runSql('insert into temp.unit_range(first, last) values(?, ?)', first, last)
}

/** Makes the temporary table of the contacts whose derived values may have changed. */
export const createTouched = (executor: Executor): void => {
  executor.database.exec(
    `create temp table touched(contact_id integer primary key, mask integer not null);
    create temp table unit_range(first integer not null, last integer not null)`,
  )
}

/** Fills `temp.touched` with the contacts a unit reached and the groups it fed; the union of them. */
export const collectTouched = (executor: Executor, changes: UnitChanges): number => {
  const idle = idleGroups(executor, changes)
  let union = 0
  const touch = (mask: number, contacts: string): void => {
    union |= mask
    executor.runSql(
      `insert into temp.touched(contact_id, mask) select contact_id, ${mask} from (${contacts})
        where contact_id is not null
        on conflict(contact_id) do update set mask = mask | excluded.mask where mask & ${mask} <> ${mask}`,
    )
  }
  for (const [table, change] of changes) {
    for (const part of ownContacts(table, change)) touch(part.mask & ~idle(table), part.contacts)
  }
  for (const reach of keptReaches) {
    const change = changes.get(reach.table)
    if (change) for (const sql of reachedContacts(reach, change)) touch(reach.groups, sql)
  }
  return union & ~ownRows
}

/** Groups a table need not feed because nothing of that kind is there. */
const idleGroups = (executor: Executor, changes: UnitChanges): ((table: string) => number) => {
  const isMailless =
    !changes.has('messages') && executor.firstSql('select 1 from messages limit 1') === undefined
  const always = isMailless ? keptGroup.waiting : 0
  const rhythms = idleRhythms(executor, changes)
  // Nothing has happened to a new contact but what came with it.
  const ofNew =
    (changes.has('activities') ? 0 : keptGroup.contact) |
    (changes.has('follow_ups') ? 0 : keptGroup.nextStep)
  return (table) => always | rhythms(table) | (table === 'contacts' ? ofNew : 0)
}

const idleRhythms = (executor: Executor, changes: UnitChanges): ((table: string) => number) => {
  if (changes.has('rhythms')) return () => 0
  const set = executor.firstSql<{ any: number; tags: number }>(
    `select exists(select 1 from rhythms) as "any",
      exists(select 1 from rhythms where tag_id is not null) as tags`,
  )
  if (!set?.any) return () => keptGroup.rhythm
  return (table) => (table === 'contact_tags' && !set.tags ? keptGroup.rhythm : 0)
}

interface OwnContacts {
  readonly mask: number
  readonly contacts: string
}

const logged = (table: UndoableTableName, action: number): string =>
  `changes x not indexed where x.id between ${unitRange} and x.table_id = ${tableRegistry[table].tableId}
    and x.action = ${action}`

const inserted = (table: UndoableTableName, value: string): string =>
  `select ${value} as contact_id from changes x not indexed cross join ${table} s
    on s.id between x.row_id and x.last_row_id
    where x.id between ${unitRange} and x.table_id = ${tableRegistry[table].tableId}
      and x.action = ${changeAction.insert}`

const updated = (table: UndoableTableName, value: string): string =>
  `select ${value} as contact_id from changes x not indexed cross join ${table} s on s.id = x.row_id
    where x.id between ${unitRange} and x.table_id = ${tableRegistry[table].tableId}
      and x.action = ${changeAction.update}`

const before = (table: UndoableTableName, action: number, key: string): string =>
  `select ${key === 'id' ? 'x.row_id' : `x.before ->> '${key}'`} as contact_id from ${logged(table, action)}`

/** The contacts that the changed rows belong to, now and before. */
const ownContacts = (table: UndoableTableName, change: TableChanges): readonly OwnContacts[] => {
  const groups = keptSources[table] ?? {}
  const all = ownRows | (table === 'contacts' ? allGroups : union(Object.values(groups)))
  const some = ownRows | union([...change.columns].map((column) => groups[column] ?? 0))
  const gone = table === 'contacts' ? ownRows | searchGroups : all
  return tableRegistry[table].contactKeys.flatMap((key) => {
    const parts: OwnContacts[] = []
    if (change.hasInserts) parts.push({ mask: all, contacts: inserted(table, `s.${key}`) })
    if (change.columns.size > 0) parts.push({ mask: some, contacts: updated(table, `s.${key}`) })
    if (change.columns.has(key)) {
      parts.push({ mask: some, contacts: before(table, changeAction.update, key) })
    }
    if (change.hasDeletes) {
      parts.push({ mask: gone, contacts: before(table, changeAction.delete, key) })
    }
    return parts
  })
}

/** The contacts that the changed rows reach through another table. */
const reachedContacts = (reach: Reach, change: TableChanges): readonly string[] => {
  const { table, key, through } = reach
  const keys: string[] = []
  if (reach.columns.some((column) => change.columns.has(column))) {
    keys.push(updated(table, `s.${key}`))
    if (change.columns.has(key)) keys.push(before(table, changeAction.update, key))
  }
  // A row that comes or goes takes those that point to it along by itself.
  if (key !== 'id' && change.hasInserts) keys.push(inserted(table, `s.${key}`))
  if (key !== 'id' && change.hasDeletes) keys.push(before(table, changeAction.delete, key))
  return keys.map(
    (sql) => `select m.${through.contact} as contact_id from (${sql}) k
      cross join ${through.table} m on m.${through.key} = k.contact_id`,
  )
}

const union = (masks: readonly number[]): number => masks.reduce((all, mask) => all | mask, 0)
