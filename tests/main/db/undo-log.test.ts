import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '#tests/support/test-database.ts'

describe('the undo log', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await openTestDatabase()
  })
  afterEach(() => database.discard())

  const person = (name: string): Promise<unknown> =>
    database.sql(
      `insert into contacts(uid, kind, display_name, created_at) values(?, 'person', ?, 0)`,
      `uid of ${name}`,
      name,
    )
  const logged = (operationId: number | null): unknown =>
    database.reader.allSql(
      `select table_id as t, row_id as r, last_row_id as l, action as a, before from changes
        where operation_id = ? order by id`,
      operationId,
    )

  it('keeps rows inserted together as one range', async () => {
    const id = await database.sql(
      `insert into tags(uid, name, created_at) select 'u' || value, 't' || value, 0
        from json_each('[1,2,3]')`,
    )
    expect(logged(id)).toEqual([{ t: 5, r: 1, l: 3, a: 1, before: null }])
  })

  it('keeps of an update only the columns that differ', async () => {
    await person('Ann')
    const id = await database.sql(`update contacts set display_name = 'Anna', notes = null`)
    expect(logged(id)).toEqual([{ t: 1, r: 1, l: null, a: 2, before: '{"display_name":"Ann"}' }])
  })

  it('sees a change of case in a column that calls both equal', async () => {
    await database.sql(`insert into tags(uid, name, created_at) values('u', 'vip', 0)`)
    const id = await database.sql(`update tags set name = 'VIP'`)
    expect(logged(id)).toEqual([{ t: 5, r: 1, l: null, a: 2, before: '{"name":"vip"}' }])
  })

  it('sees the row that REPLACE removes', async () => {
    await database.sql(`insert into settings(key, value) values('a', '1')`)
    const id = await database.sql(`replace into settings(key, value) values('a', '2')`)
    expect(logged(id)).toEqual([
      { t: 14, r: 1, l: null, a: 3, before: '{"key":"a","value":"1"}' },
      { t: 14, r: 2, l: 2, a: 1, before: null },
    ])
  })

  it('sees cascades and emptied references, children first', async () => {
    await person('Acme')
    await person('Ann')
    await database.sql('update contacts set company_id = 1 where id = 2')
    await database.sql(`insert into addresses(contact_id, city) values(1, 'Oslo')`)
    const id = await database.sql('delete from contacts where id = 1')
    const rows = logged(id) as { t: number; r: number; a: number }[]
    expect(new Set(rows.map(({ t, r, a }) => `${t} ${r} ${a}`))).toEqual(
      new Set(['3 1 3', '1 2 2', '1 1 3']),
    )
    expect(rows.at(-1)).toMatchObject({ t: 1, r: 1, a: 3 })
  })

  it('does not log kept columns', async () => {
    await person('Ann')
    await database.sql(
      `insert into activities(uid, contact_id, kind, at, day) values('a', 1, 'call', 5, '2026-01-01')`,
    )
    expect(database.value('select last_contact_day from contacts')).toBe('2026-01-01')
    expect(database.value('select count(*) from changes where table_id = 1')).toBe(1)
  })

  it('never lets the id of a row change', async () => {
    await person('Ann')
    await expect(database.sql('update contacts set id = 7')).rejects.toThrow('never changes')
  })

  it('never uses an id twice', async () => {
    await person('Ann')
    await database.sql('delete from contacts')
    await person('Ben')
    expect(database.value('select id from contacts')).toBe(2)
  })

  it('takes its rows back with the statement that failed', async () => {
    await person('Ann')
    const id = await database.act((tx) => {
      tx.runSql(`update contacts set notes = 'x'`)
      expect(() =>
        tx.runSql(
          `insert into contacts(uid, kind, display_name, created_at)
            select 'twice', 'person', value, 0 from json_each('["a","b"]')`,
        ),
      ).toThrow('UNIQUE')
    })
    expect(logged(id)).toHaveLength(1)
  })
})
