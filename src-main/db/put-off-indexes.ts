import type { Executor, Reader } from './executor.ts'
import type { UndoableTableName } from './table-registry.ts'

/** Fewer rows than this never pay for building an index anew. */
const manyRows = 20_000

/**
 * Indexes of big tables that a unit of work can do without, because it finds rows by id.
 *
 * Those of foreign keys stay: SQLite looks them up at each delete.
 */
const dispensable: Readonly<Partial<Record<UndoableTableName, string>>> = {
  contacts: `name like 'contacts\\_%' escape '\\' and name <> 'contacts_company'`,
  contact_points: `name = 'contact_points_normalized'`,
}

/** Those of foreign keys that a unit can do without in which rows only come. */
const dispensableKeys: Readonly<Partial<Record<UndoableTableName, string>>> = {
  contacts: `name = 'contacts_company'`,
}

/** Makes the temporary table in which indexes wait; once per connection. */
export const createPutOff = (executor: Executor): void => {
  executor.database.exec(`
create temp table put_off_indexes(name text primary key, tbl text not null, sql text not null)
  without rowid;`)
}

/**
 * Drops the indexes of a table that `rows` rows are about to enter or leave, where that is so much
 * of it that building them once, in order, is quicker; `restoreIndexes` builds them. With `keys`
 * those of foreign keys wait too: then no row of the table may be deleted until they are back.
 */
export const putOffIndexes = (
  executor: Executor,
  table: UndoableTableName,
  {
    come = 0,
    go = 0,
    keys = false,
  }: { readonly come?: number; readonly go?: number; readonly keys?: boolean },
): void => {
  const which = keys
    ? [dispensable[table], dispensableKeys[table]].filter(Boolean).join(' or ')
    : dispensable[table]
  if (which === undefined || which === '' || Math.max(come, go) < manyRows) return
  const there = executor.firstSql<{ n: number }>(`select count(*) as n from ${table}`)?.n ?? 0
  // A row costs four times as much in all indexes one by one as it does when they are built.
  if (come * 2 < there && go * 4 < there) return
  const { changes: found } = executor.runSql(
    `insert or ignore into temp.put_off_indexes(name, tbl, sql)
      select name, tbl_name, sql from main.sqlite_schema
      where type = 'index' and tbl_name = ? and sql is not null and (${which})`,
    table,
  )
  if (found === 0) return
  for (const { name, table: owner } of putOff(executor)) {
    if (owner === table) executor.database.exec(`drop index main.${name}`)
  }
}

/** Builds one index now, where it was put off: something is about to be looked up by it. */
export const restoreIndex = (executor: Executor, name: string): void => {
  const index = putOff(executor).find((one) => one.name === name)
  if (index === undefined) return
  executor.database.exec(index.sql)
  executor.runSql('delete from temp.put_off_indexes where name = ?', name)
}

/** Builds the indexes that were put off, and tells the planner of them; `between` two, a breath. */
export const restoreIndexes = (executor: Executor, between = () => {}): void => {
  const indexes = putOff(executor)
  if (indexes.length === 0) return
  for (const { sql } of indexes) {
    between()
    executor.database.exec(sql)
  }
  executor.database.pragma('analysis_limit=400')
  for (const table of new Set(indexes.map((index) => index.table))) {
    executor.database.exec(`analyze main.${table}`)
  }
  executor.runSql('delete from temp.put_off_indexes')
}

const putOff = (reader: Reader) =>
  reader.allSql<{ name: string; table: string; sql: string }>(
    'select name, tbl as "table", sql from temp.put_off_indexes order by name',
  )

/**
 * Makes the planner forget small tables. What is about to be loaded may make them a thousand times
 * as big, and of a table of three rows it thinks that reading all of it is quicker than looking up.
 */
export const forgetSmallTables = (executor: Executor): void => {
  const isKnown = `select 1 from main.sqlite_schema where name = 'sqlite_stat1'`
  if (executor.firstSql(isKnown) === undefined) return
  const small = 'cast(stat as integer) < 1000'
  const { changes: indexes } = executor.runSql(
    `delete from main.sqlite_stat1 where ${small} and idx is not null`,
  )
  // A table without indexes keeps the number that was read last, so it has to be another one.
  const { changes: tables } = executor.runSql(
    `update main.sqlite_stat1 set stat = '1000' where ${small}`,
  )
  if (indexes + tables > 0) executor.database.exec('analyze sqlite_schema')
}
