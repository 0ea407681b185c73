import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Bindable } from '#main/db/executor.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { openTestDatabase, owner, type TestDatabase } from '#tests/support/test-database.ts'

/** The tables that grow with the business. */
const big = new Set([
  'contacts',
  'contact_points',
  'contact_tags',
  'activities',
  'follow_ups',
  'changes',
  'operations',
  'search_texts',
  'activity_texts',
])

/** Tables that a step of a plan may mean, by the names the statement gives them. */
const tablesOf = (sql: string, name: string): readonly string[] => [
  name,
  ...[...sql.matchAll(new RegExp(`(?:from|join)\\s+([\\w.]+)\\s+(?:as\\s+)?${name}\\b`, 'g'))].map(
    (match) => match[1] ?? '',
  ),
]

const isBigScan = (sql: string, detail: string): boolean => {
  const name = /^SCAN (\w+)/.exec(detail)?.[1]
  return name !== undefined && tablesOf(sql, name).some((table) => big.has(table))
}

describe('statements around a unit of work', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await openTestDatabase()
    const many = `(with recursive n(i) as (select 1 union all select i + 1 from n where i < 500) select i from n)`
    await database.act((tx) => {
      tx.runSql(
        `insert into contacts(uid, kind, display_name, created_at)
          select 'c' || i, 'person', 'Person ' || i, 0 from ${many}`,
      )
      tx.runSql(
        `insert into activities(uid, contact_id, kind, at, day, body)
          select 'a' || i, i, 'call', i, '2026-01-01', 'about ' || i from ${many}`,
      )
      tx.runSql(
        `insert into contact_points(contact_id, kind, raw) select i, 'email', 'x' || i from ${many}`,
      )
      tx.runSql(
        `insert into follow_ups(uid, contact_id, title, due_day, first_due_day, created_at)
          select 'f' || i, i, 'Call', '2026-12-01', '2026-12-01', 0 from ${many}`,
      )
      tx.runSql(`insert into tags(uid, name, created_at) values('t', 'vip', 0)`)
      tx.runSql(`insert into contact_tags(contact_id, tag_id) select i, 1 from ${many}`)
      tx.runSql(`insert into rhythms(contact_id, every_days) values(1, 30)`)
    })
    // With statistics the planner thinks little of temporary tables, of which it has none.
    database.executor.database.exec('analyze')
  })
  afterEach(() => database.discard())

  const scans = async (work: () => unknown): Promise<readonly string[]> => {
    const texts = new Set<string>()
    const { executor } = database
    const spies = (['runSql', 'allSql', 'firstSql'] as const).map((name) => {
      const real = executor[name].bind(executor) as (sql: string, ...values: Bindable[]) => never
      return vi.spyOn(executor, name).mockImplementation((sql: string, ...values: Bindable[]) => {
        texts.add(sql)
        return real(sql, ...values)
      })
    })
    await work()
    for (const spy of spies) spy.mockRestore()
    expect(texts.size).toBeGreaterThan(10)
    return [...texts].flatMap((sql) => {
      const statement = executor.database.prepare(`explain query plan ${sql}`)
      const marks = sql.split('?').length - 1
      const plan = statement.all(...Array.from({ length: marks }, () => 1)) as { detail: string }[]
      return plan
        .filter(({ detail }) => isBigScan(sql, detail))
        .map(({ detail }) => `${detail} in ${sql}`)
    })
  }

  it.each([
    [
      'an activity',
      `insert into activities(uid, contact_id, kind, at, day, body) values('new', 7, 'call', 1, '2026-02-01', 'x')`,
    ],
    ['a new name', `update contacts set display_name = 'New' where id = 7`],
    ['an e-mail address', `update contact_points set raw = 'new@x.com' where id = 7`],
    ['a next step', `update follow_ups set status = 'done' where id = 7`],
    ['a tag', 'delete from contact_tags where id = 7'],
    ['a contact', 'delete from contacts where id = 7'],
  ])('scan no table that grows: %s, its undo and its redo', async (_, sql) => {
    expect(
      await scans(async () => {
        const id = await database.sql(sql)
        await database.sql(`update contacts set notes = 'later' where id = 8`)
        const undone = database.operations.undo({ context: owner, id: id! })
        if (undone.ok) database.operations.undo({ context: owner, id: undone.value.operationId! })
      }),
    ).toEqual([])
  })

  it('scan no table that grows to bring back one of many', async () => {
    const deletion = await database.sql('delete from contacts where id > 100')
    expect(
      await scans(async () => {
        database.operations.undo({
          context: owner,
          id: deletion!,
          contactIds: [200 as ContactId],
        })
      }),
    ).toEqual([])
  })

  it('look each conflict of an undo up by its row', async () => {
    const texts: string[] = []
    const { executor } = database
    const real = executor.runSql.bind(executor)
    const spy = vi.spyOn(executor, 'runSql').mockImplementation((sql, ...values) => {
      if (/exists\(select 1 from temp\.undo_conflicts c/.test(sql)) texts.push(sql)
      return real(sql, ...values)
    })
    const id = await database.sql(`insert into contacts(uid, kind, display_name, created_at)
      values('new', 'person', 'New', 0)`)
    await database.sql(`update contacts set notes = 'later' where uid = 'new'`)
    expect(database.operations.conflictsOf(id!)).toHaveLength(1)
    spy.mockRestore()
    expect(texts.length).toBeGreaterThan(1)
    const steps = texts.flatMap((sql) =>
      executor.database
        .prepare<unknown[], { detail: string }>(`explain query plan ${sql}`)
        .all(...Array.from({ length: sql.split('?').length - 1 }, () => 1)),
    )
    const lookUps = steps.filter(({ detail }) => /^(SCAN|SEARCH) c\b/.test(detail))
    expect(lookUps.length).toBeGreaterThan(0)
    expect(lookUps.filter(({ detail }) => !detail.includes('undo_conflicts_row'))).toEqual([])
  })

  it('would be seen if they did', async () => {
    const found = await scans(async () => {
      await database.sql(`update contacts set notes = 'x' where id = 7`)
      database.executor.allSql(`select count(*) from contacts c where c.notes = 'x'`)
    })
    expect(found).toHaveLength(1)
  })
})
