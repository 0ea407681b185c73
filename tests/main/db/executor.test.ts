import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { plannedOnce } from '#main/db/executor.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/test-database.ts'

describe('a statement is planned once, whatever is bound to it', () => {
  test.each([
    ['select a from t where b = ? limit ?', 'select a from t where b = +? limit +?'],
    ['insert into t values(?, ?2)', 'insert into t values(+?, +?2)'],
    [
      `select '?', 'it''s ?', "a?" from t where b=?`,
      `select '?', 'it''s ?', "a?" from t where b=+?`,
    ],
    ["select 1 -- isn't it?\n where ?", "select 1 -- isn't it?\n where +?"],
    ['a like ? or b GLOB\n? or c = ?', 'a like ? or b GLOB\n? or c = +?'],
  ])('%s', (sql, planned) => {
    expect(plannedOnce(sql)).toBe(planned)
  })
})

describe('with the values hidden', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await openTestDatabase()
  })
  afterEach(() => database.discard())

  it('finds the same by the same indexes', async () => {
    await database.act((tx) => {
      for (const [n, name] of ['Ana', 'Ben', 'Cleo'].entries()) {
        tx.runSql(
          `insert into contacts(uid, kind, display_name, created_at) values(?, 'person', ?, ?)`,
          `c${n}`,
          name,
          n,
        )
      }
    })
    const { executor } = database
    const text = 'select display_name as name from contacts where uid in (?, ?) order by id limit ?'
    const found = executor.allSql<{ name: string }>(text, 'c2', 'c1', 1)
    expect(found).toEqual([{ name: 'Ben' }])
    const plan = executor.allSql<{ detail: string }>(`explain query plan ${text}`, 'c2', 'c1', 1)
    expect(plan.map(({ detail }) => detail).join()).toContain('SEARCH contacts USING INDEX')
    // A text stays one, and a number a number.
    const types = executor.firstSql('select typeof(?) as a, typeof(?) as b, ? as c', 'x', 1, '7')
    expect(types).toEqual({ a: 'text', b: 'real', c: '7' })
  })
})
