import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BulkConnection, openBulkConnection } from '#main/db/bulk.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'
import { ok } from '#shared/domain/result.ts'
import { canonicalDump } from '#tests/support/canonical-dump.ts'
import { openTestDatabase, owner, type TestDatabase } from '#tests/support/test-database.ts'
import { checkHealth } from '#tests/support/undo-property.ts'

describe('indexes that wait for the end of a load', { timeout: 60_000 }, () => {
  let database: TestDatabase
  let bulk: BulkConnection
  beforeEach(async () => {
    database = await openTestDatabase()
    await database.sql(
      `insert into contacts(uid, kind, display_name, created_at) values('a', 'person', 'Ann', 0)`,
    )
    database.executor.database.exec('analyze')
    bulk = openBulkConnection({
      file: database.file,
      clock: database.clock,
      functions: searchFunctions,
      onCommit: () => {},
    })
  })
  afterEach(() => {
    bulk.close()
    database.discard()
  })

  const indexes = (reader = database.reader): readonly unknown[] =>
    reader.allSql(
      `select tbl_name, name, sql from main.sqlite_schema where type = 'index' order by name`,
    )
  const statistics = (): readonly unknown[] =>
    database.reader.allSql(
      `select idx as name from sqlite_stat1 where tbl = 'contacts' and idx is not null order by 1`,
    )

  const load = (rows: number, end: () => void = () => {}): readonly unknown[] => {
    let meanwhile: readonly unknown[] = []
    bulk.execute(owner, { code: 'test' }, (tx) => {
      tx.expect('contacts', rows)
      tx.insertRange(
        'contacts',
        `insert into contacts(uid, kind, display_name, notes, created_at)
          with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)
          select 'u' || i, 'person', 'Person ' || i, iif(i % 7, null, 'note ' || i), 0 from n`,
        rows,
      )
      meanwhile = indexes(bulk.reader)
      end()
      return ok(null)
    })
    return meanwhile
  }

  it('are the same again afterwards, and known to the planner', () => {
    const before = indexes()
    const known = statistics()
    expect(known.length).toBeGreaterThan(10)
    expect(load(20_000).length).toBeLessThan(before.length - 10)
    expect(indexes()).toEqual(before)
    expect(statistics()).toEqual(known)
    expect(database.value(`select count(*) from contacts indexed by contacts_by_name`)).toBe(20_001)
    checkHealth(database)
  })

  it('never went away where few rows came', () => {
    expect(load(300)).toEqual(indexes())
    checkHealth(database)
  })

  it('are back when the load is given up', () => {
    const before = indexes()
    const work = () =>
      load(20_000, () => {
        throw new Error('stopped')
      })
    expect(work).toThrow('stopped')
    expect(indexes()).toEqual(before)
    expect(load(20_000).length).toBeLessThan(before.length - 10)
    expect(indexes()).toEqual(before)
  })

  it('wait as well while the load is undone and done again', () => {
    const before = indexes()
    const empty = canonicalDump(database.file)
    load(20_000)
    const full = canonicalDump(database.file)
    for (const [id, dump] of [
      [2, empty],
      [3, full],
      [4, empty],
    ] as const) {
      bulk.close()
      bulk = openBulkConnection({
        file: database.file,
        clock: database.clock,
        functions: searchFunctions,
        onCommit: () => {},
        insertLogging: 'triggers',
      })
      // The number that the operation before has.
      expect(bulk.operations.undo({ context: owner, id: id as never }).ok).toBe(true)
      expect(canonicalDump(database.file)).toBe(dump)
      expect(indexes()).toEqual(before)
      checkHealth(database)
    }
  })
})
