import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Transaction } from '#main/db/executor.ts'
import { fail, ok } from '#shared/domain/result.ts'
import { openTestDatabase, owner, type TestDatabase } from '#tests/support/test-database.ts'

const addContact = (tx: Transaction, name: string): number =>
  tx.runSql(
    `insert into contacts(uid, kind, display_name, created_at) values(?, 'person', ?, 0)`,
    `uid of ${name}`,
    name,
  ).insertId

describe('a unit of work', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await openTestDatabase()
  })
  afterEach(() => database.discard())

  const contacts = (): unknown => database.value('select count(*) from contacts')
  const operations = (): unknown => database.value('select count(*) from operations')

  it('commits its work as one operation and says what changed', async () => {
    const id = await database.act((tx) => {
      const ann = addContact(tx, 'Ann')
      tx.runSql(
        `insert into contact_points(contact_id, kind, raw) values(?, 'email', 'a@b.c')`,
        ann,
      )
    })
    expect(id).toBe(1)
    expect(database.events).toEqual([
      {
        type: 'change',
        operationId: 1,
        actor: 'owner',
        tables: { contacts: [1], contact_points: [1] },
      },
    ])
    expect(database.operations.find(id!)).toMatchObject({
      code: 'test',
      actor: 'owner',
      window: 'window-1',
      at: database.clock.now(),
      first_change: 1,
      last_change: 2,
      contact_count: 1,
    })
  })

  it('takes everything back when the work answers a failure', async () => {
    const done = await database.unitOfWork.run(owner, { code: 'test' }, (tx) => {
      addContact(tx, 'Ann')
      return fail('no-good', { why: 1 })
    })
    expect(done).toEqual({ ok: false, error: { code: 'no-good', data: { why: 1 } } })
    expect([contacts(), operations(), database.events]).toEqual([0, 0, []])
  })

  it('takes everything back when the work throws, and goes on afterwards', async () => {
    const work = database.act((tx) => {
      addContact(tx, 'Ann')
      throw new Error('a bug')
    })
    await expect(work).rejects.toThrow('a bug')
    expect([contacts(), operations()]).toEqual([0, 0])
    expect(await database.act((tx) => void addContact(tx, 'Ben'))).toBe(1)
  })

  it('refuses a Promise', async () => {
    const work = database.unitOfWork.run(owner, { code: 'test' }, (tx) => {
      addContact(tx, 'Ann')
      return Promise.resolve(ok(null)) as never
    })
    await expect(work).rejects.toThrow('must not return a Promise')
    expect(contacts()).toBe(0)
  })

  it('leaves no operation when nothing changed', async () => {
    await database.act((tx) => void addContact(tx, 'Ann'))
    const nothing = await database.act(() => {})
    const same = await database.sql(`update contacts set display_name = 'Ann'`)
    const machinery = await database.sql(`insert into machinery(key, value) values('a', 'b')`)
    expect([nothing, same, machinery, operations()]).toEqual([null, null, null, 1])
    expect(database.value('select value from machinery')).toBe('b')
    expect(database.events).toHaveLength(1)
  })

  it('takes the handle back', async () => {
    let kept: Transaction | undefined
    await database.act((tx) => {
      kept = tx
    })
    expect(() => kept?.runSql('delete from contacts')).toThrow('this unit of work is over')
  })

  it.each([
    `insert into contacts(uid, kind, display_name, created_at) values('x', 'person', 'X', 0)`,
    `insert or ignore into tags(uid, name, created_at) values('x', 'X', 0)`,
    `insert into tags(uid, name, created_at) values('x', 'X', 0) on conflict do nothing`,
    `replace into settings(key, value) values('a', 'b')`,
    `update or ignore contacts set display_name = 'Eve'`,
    `delete from contacts`,
  ])('is the only way to write: %s', async (sql) => {
    await database.act((tx) => void addContact(tx, 'Ann'))
    expect(() => database.executor.runSql(sql)).toThrow('write outside a unit of work')
  })

  it('says many above a hundred rows of a table', async () => {
    const add = (count: number) =>
      database.sql(
        `with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)
          insert into tags(uid, name, created_at) select ? || i, ? || i, 0 from n`.replace(
          /^(with[\s\S]*?)(insert[\s\S]*?\)) (select)/,
          '$2 $1 $3',
        ),
        count,
        `u${count}-`,
        `t${count}-`,
      )
    await add(100)
    await add(101)
    expect(database.events.map((event) => event.tables.tags)).toEqual([
      Array.from({ length: 100 }, (_, n) => n + 1),
      'many',
    ])
  })

  it('counts a contact as touched when only what is kept about it changed', async () => {
    await database.act((tx) => {
      const company = addContact(tx, 'Acme')
      const ann = addContact(tx, 'Ann')
      tx.runSql('update contacts set company_id = ? where id = ?', company, ann)
    })
    await database.sql(`update contacts set display_name = 'Zenith' where id = 1`)
    expect(database.events[1]?.tables).toEqual({ contacts: [1, 2] })
    const operation = database.operations.find(database.events[1]!.operationId as never)
    expect(operation?.contact_count).toBe(1)
  })

  it('makes one operation of edits of one field within a minute', async () => {
    await database.act((tx) => void addContact(tx, 'A'))
    const rename = (name: string, mergeKey = 'name') =>
      database.act((tx) => void tx.runSql('update contacts set display_name = ?', name), {
        code: 'contacts.update',
        mergeKey,
      })
    const first = await rename('An')
    database.clock.advance(59_000)
    expect(await rename('Ann')).toBe(first)
    expect(await rename('Anna', 'other')).not.toBe(first)
    database.clock.advance(61_000)
    const late = await rename('Anne', 'other')
    expect(database.operations.find(late!)?.merge_key).toBe('other')
    expect(operations()).toBe(4)
    database.operations.undo({ context: owner, id: late! })
    database.operations.undo({ context: owner, id: (late! - 1) as never })
    database.operations.undo({ context: owner, id: first! })
    expect(database.value('select display_name from contacts')).toBe('A')
  })

  it('does not merge across an undo, another window or another code', async () => {
    await database.act((tx) => void addContact(tx, 'A'))
    const rename = (window: string, name: string, code = 'contacts.update') =>
      database.unitOfWork.run({ actor: 'owner', window }, { code, mergeKey: 'k' }, (tx) => {
        tx.runSql('update contacts set display_name = ?', name)
        return ok(null)
      })
    await rename('one', 'B')
    await rename('two', 'C')
    await rename('two', 'D', 'other')
    database.operations.undo({ context: owner, id: 4 as never })
    await rename('two', 'E', 'other')
    expect(operations()).toBe(6)
  })

  it('runs one after the other, in order', async () => {
    const order: number[] = []
    await Promise.all(
      [1, 2, 3].map((n) =>
        database.act((tx) => {
          addContact(tx, `N${n}`)
          order.push(n)
        }),
      ),
    )
    expect(order).toEqual([1, 2, 3])
  })
})
