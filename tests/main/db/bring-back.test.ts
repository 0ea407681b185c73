import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ContactId, OperationId } from '#shared/domain/ids.ts'
import { CanonicalDumps } from '#tests/support/canonical-dump.ts'
import { openTestDatabase, owner, type TestDatabase } from '#tests/support/test-database.ts'
import { checkHealth } from '#tests/support/undo-property.ts'

describe('bringing back some of whom a deletion deleted', () => {
  let database: TestDatabase
  let dumps: CanonicalDumps
  beforeEach(async () => {
    database = await openTestDatabase()
    dumps = new CanonicalDumps(database.file)
    await database.act((tx) => {
      const contact = (id: number, kind: string, name: string, company: number | null = null) =>
        tx.runSql(
          `insert into contacts(id, uid, kind, display_name, company_id, notes, created_at)
            values(?, ?, ?, ?, ?, 'from the start', 0)`,
          id,
          `u${id}`,
          kind,
          name,
          company,
        )
      contact(1, 'company', 'Acme')
      contact(2, 'person', 'Ann', 1)
      contact(3, 'person', 'Ben', 1)
      contact(4, 'person', 'Cy', 1)
      contact(5, 'person', 'Dee')
      tx.runSql(`insert into contact_points(contact_id, kind, raw)
        select id, 'email', 'mail' || id from contacts`)
      tx.runSql(`insert into tags(uid, name, created_at) values('t', 'vip', 0)`)
      tx.runSql(`insert into contact_tags(contact_id, tag_id) select id, 1 from contacts`)
      tx.runSql(`insert into relations(from_contact_id, to_contact_id, kind)
        values(2, 3, 'friend'), (3, 5, 'friend'), (5, 2, 'friend')`)
      tx.runSql(`insert into follow_ups(uid, contact_id, title, due_day, first_due_day, created_at)
        select 'f' || id, id, 'Call', '2026-12-01', '2026-12-01', 0 from contacts`)
      tx.runSql(`insert into activities(uid, contact_id, kind, at, day, follow_up_id)
        select 'a' || contact_id, contact_id, 'call', 0, '2026-11-01', id from follow_ups`)
    })
  })
  afterEach(() => {
    checkHealth(database)
    dumps.close()
    database.discard()
  })

  const remove = async (...ids: number[]): Promise<OperationId> =>
    (await database.sql(
      `delete from contacts where id in (select value from json_each(?))`,
      JSON.stringify(ids),
    ))!
  const bringBack = (id: OperationId, ...ids: number[]): OperationId => {
    const done = database.operations.undo({ context: owner, id, contactIds: ids as ContactId[] })
    if (!done.ok) throw new Error(JSON.stringify(done.error))
    return done.value.operationId!
  }
  const undo = (id: OperationId): OperationId => {
    const done = database.operations.undo({ context: owner, id })
    if (!done.ok) throw new Error(JSON.stringify(done.error))
    return done.value.operationId!
  }
  const list = (sql: string): unknown =>
    database.reader.allSql<{ value: unknown }>(sql).map(({ value }) => value)
  const here = (): unknown => list('select id as value from contacts order by id')
  const relations = (): unknown => list('select id as value from relations order by id')
  const companyOf = (id: number): unknown =>
    database.value('select company_id from contacts where id = ?', id)

  it('brings back those asked for with all that is theirs, and leaves the deletion in force', async () => {
    const before = await dumps.next()
    const deletion = await remove(2, 4)
    const away = await dumps.next()
    const back = bringBack(deletion, 4)
    expect(here()).toEqual([1, 3, 4, 5])
    expect(companyOf(4)).toBe(1)
    for (const table of ['contact_points', 'contact_tags', 'follow_ups', 'activities']) {
      expect(database.value(`select count(*) from ${table} where contact_id = 4`)).toBe(1)
    }
    expect(database.value('select follow_up_id from activities where contact_id = 4')).toBe(4)
    expect(database.operations.find(back)).toMatchObject({
      code: 'history.bringBack',
      numbers: `{"deletion":${deletion},"count":1}`,
      undoes: null,
    })
    expect(database.operations.undoneBy(deletion)).toBeUndefined()
    const some = await dumps.next()
    const undone = undo(back)
    expect(await dumps.next()).toBe(away)
    undo(undone)
    expect(await dumps.next()).toBe(some)
    bringBack(deletion, 2)
    expect(await dumps.next()).toBe(before)
  })

  it('brings a relation back with the second of two who were deleted', async () => {
    const before = await dumps.next()
    const deletion = await remove(2, 3, 5)
    bringBack(deletion, 2)
    expect(relations()).toEqual([])
    bringBack(deletion, 3)
    expect(relations()).toEqual([1])
    bringBack(deletion, 5)
    expect(await dumps.next()).toBe(before)
  })

  it.each([
    { first: [1], later: [2, 3] },
    { first: [2], later: [1, 3] },
    { first: [2, 3], later: [1] },
    { first: [3, 1], later: [2] },
  ])('people and their company come back in any order: $first, then $later', async (order) => {
    const before = await dumps.next()
    const deletion = await remove(1, 2, 3)
    bringBack(deletion, ...order.first)
    const expected = (id: number) =>
      order.first.includes(1) && order.first.includes(id) ? 1 : undefined
    expect(companyOf(2) ?? undefined).toBe(expected(2))
    // Who was not deleted belongs to it again as soon as it is back.
    expect(companyOf(4)).toBe(order.first.includes(1) ? 1 : null)
    bringBack(deletion, ...order.later)
    expect(await dumps.next()).toBe(before)
  })

  it('the whole deletion is undone silently after some are back, and redone for the others', async () => {
    const before = await dumps.next()
    const deletion = await remove(1, 2, 3, 5)
    bringBack(deletion, 2, 5)
    const some = await dumps.next()
    const undone = undo(deletion)
    expect(await dumps.next()).toBe(before)
    undo(undone)
    expect(await dumps.next()).toBe(some)
    expect(here()).toEqual([2, 4, 5])
  })

  it('what was done with those who are back stands when the rest comes back', async () => {
    const deletion = await remove(1, 2, 3)
    bringBack(deletion, 1, 2)
    await database.sql(`update contacts set notes = 'mine', company_id = 5 where id in (2, 4)`)
    await database.sql('delete from contact_points where contact_id = 2')
    await database.sql('delete from contact_tags where contact_id = 1')
    expect(database.operations.conflictsOf(deletion)).toEqual([])
    undo(deletion)
    expect(here()).toEqual([1, 2, 3, 4, 5])
    expect(companyOf(2)).toBe(5)
    expect(companyOf(4)).toBe(5)
    expect(companyOf(3)).toBe(1)
    expect(database.value('select notes from contacts where id = 2')).toBe('mine')
    expect(database.value('select count(*) from contact_points where contact_id = 2')).toBe(0)
    expect(database.value('select count(*) from contact_tags where contact_id = 1')).toBe(0)
    expect(relations()).toEqual([1, 2, 3])
  })

  it('who was deleted again comes back from the later deletion only', async () => {
    const deletion = await remove(2, 4)
    bringBack(deletion, 2)
    await database.sql(`update contacts set notes = 'newer' where id = 2`)
    const again = await remove(2)
    expect(
      database.operations.undo({ context: owner, id: deletion, contactIds: [2 as ContactId] }),
    ).toEqual({ ok: true, value: { value: 0, operationId: null } })
    undo(deletion)
    expect(here()).toEqual([1, 3, 4, 5])
    bringBack(again, 2)
    expect(database.value('select notes from contacts where id = 2')).toBe('newer')
  })

  it('who was deleted again by taking the bringing back away is in the first deletion', async () => {
    const before = await dumps.next()
    const deletion = await remove(2, 4)
    undo(bringBack(deletion, 2))
    undo(bringBack(deletion, 2, 4))
    bringBack(deletion, 4, 2)
    expect(await dumps.next()).toBe(before)
  })

  it('asks about a company chosen meanwhile, and about nothing that only waits', async () => {
    const deletion = await remove(1, 2)
    await database.sql('update contacts set company_id = 5 where id = 4')
    const found = (id: number) =>
      database.operations
        .conflictsOf(deletion, [id as ContactId])
        .map(({ rowId, column, verdict }) => ({ rowId, column, verdict }))
    expect(found(2)).toEqual([])
    expect(found(1)).toEqual([{ rowId: 4, column: 'company_id', verdict: 'changed-since' }])
  })

  it('leaves out who is no part of the deletion', async () => {
    const deletion = await remove(2)
    await remove(4)
    const done = database.operations.undo({
      context: owner,
      id: deletion,
      contactIds: [4, 5, 99] as ContactId[],
    })
    expect(done).toEqual({ ok: true, value: { value: 0, operationId: null } })
    expect(here()).toEqual([1, 3, 5])
  })
})
