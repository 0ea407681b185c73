import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OperationId } from '#shared/domain/ids.ts'
import { openTestDatabase, owner, type TestDatabase } from '#tests/support/test-database.ts'

describe('undo', () => {
  let database: TestDatabase
  let counter = 0
  beforeEach(async () => {
    database = await openTestDatabase()
  })
  afterEach(() => database.discard())

  const uid = (): string => `u${(counter += 1)}`
  const add = async (name: string, companyId: number | null = null): Promise<OperationId> =>
    (await database.sql(
      `insert into contacts(uid, kind, display_name, company_id, created_at)
        values(?, 'person', ?, ?, 0)`,
      uid(),
      name,
      companyId,
    ))!
  const sql = async (text: string): Promise<OperationId> => (await database.sql(text))!
  const undo = (id: OperationId, takeBack?: readonly string[]) =>
    database.operations.undo({ context: owner, id, takeBack, isDecided: takeBack !== undefined })
  const verdicts = (id: OperationId): string[] =>
    database.operations
      .conflictsOf(id)
      .map(
        ({ tableId, rowId, column, verdict }) => `${tableId}:${rowId} ${column ?? '-'} ${verdict}`,
      )
  const names = (): unknown =>
    database.reader
      .allSql<{ name: string }>('select display_name as name from contacts order by id')
      .map((row) => row.name)

  it('takes back an old edit and leaves a later one of another column alone', async () => {
    await add('Ann')
    const edit = await sql(`update contacts set display_name = 'Anna'`)
    await sql(`update contacts set notes = 'later'`)
    expect(verdicts(edit)).toEqual([])
    expect(undo(edit).ok).toBe(true)
    expect(database.reader.firstSql('select display_name, notes from contacts')).toEqual({
      display_name: 'Ann',
      notes: 'later',
    })
  })

  it('is undone once, and the undo of the undo is the redo', async () => {
    await add('Ann')
    const edit = await sql(`update contacts set display_name = 'Anna'`)
    const first = undo(edit)
    const undoId = first.ok ? first.value.operationId! : (0 as OperationId)
    expect(undo(edit)).toEqual({
      ok: false,
      error: { code: 'already-undone', data: { undoneBy: undoId } },
    })
    expect(undo(undoId).ok).toBe(true)
    expect(names()).toEqual(['Anna'])
    expect(database.operations.undoneBy(edit)).toBeUndefined()
    expect(undo(999 as OperationId)).toMatchObject({ error: { code: 'not-found' } })
  })

  it('calls a value changed since only when it is neither left behind nor old', async () => {
    await add('Ann')
    const edit = await sql(`update contacts set display_name = 'Anna', notes = 'n'`)
    await sql(`update contacts set display_name = 'Annika'`)
    expect(verdicts(edit)).toEqual(['1:1 display_name changed-since'])
    expect(undo(edit)).toMatchObject({ error: { code: 'conflicts' } })
    await sql(`update contacts set display_name = 'Anna'`)
    expect(verdicts(edit)).toEqual([])
    await sql(`update contacts set display_name = 'Ann'`)
    expect(verdicts(edit)).toEqual([])
  })

  it('keeps mine by default and takes back what is asked for', async () => {
    await add('Ann')
    const edit = await sql(`update contacts set display_name = 'Anna', notes = 'n'`)
    await sql(`update contacts set display_name = 'Annika'`)
    const [conflict] = database.operations.conflictsOf(edit)
    const kept = undo(edit, [])
    expect(database.reader.firstSql('select display_name as a, notes as b from contacts')).toEqual({
      a: 'Annika',
      b: null,
    })
    undo(kept.ok ? kept.value.operationId! : edit)
    undo(edit, [conflict!.key])
    expect(names()).toEqual(['Ann'])
  })

  it('takes back all that means something only together, or nothing of it', async () => {
    await add('Ann')
    await sql(`insert into contact_points(contact_id, kind, raw) values(1, 'phone', '12 3')`)
    await sql(
      `insert into important_dates(contact_id, kind, month, day) values(1, 'birthday', 5, 3)`,
    )
    const edit = await database.act((tx) => {
      tx.runSql(`update contact_points set raw = '0151 234'`)
      tx.runSql('update important_dates set month = 6, day = 4')
    })
    await sql(`update contact_points set normalized = '+49151234'`)
    await sql('update important_dates set day = 5')
    const values = () =>
      database.reader.firstSql(
        'select raw, normalized, month, day from contact_points, important_dates',
      )
    expect(verdicts(edit!)).toEqual([
      '2:1 raw changed-since',
      '4:1 day changed-since',
      '4:1 month changed-since',
    ])
    const keys = database.operations.conflictsOf(edit!).map(({ key }) => key)
    const now = { raw: '0151 234', normalized: '+49151234', month: 6, day: 5 }
    // Half of a day alone is not taken back, a number goes with its text.
    const half = undo(edit!, keys.slice(0, 2))
    expect(values()).toEqual({ ...now, raw: '12 3', normalized: null })
    undo(half.ok ? half.value.operationId! : edit!)
    expect(values()).toEqual(now)
    undo(edit!, keys)
    expect(values()).toEqual({ raw: '12 3', normalized: null, month: 5, day: 3 })
  })

  it('leaves what was created and edited since, with its parts', async () => {
    const create = await database.act((tx) => {
      for (const name of ['Ann', 'Ben']) {
        const { insertId } = tx.runSql(
          `insert into contacts(uid, kind, display_name, created_at) values(?, 'person', ?, 0)`,
          uid(),
          name,
        )
        tx.runSql(
          `insert into contact_points(contact_id, kind, raw) values(?, 'email', 'x')`,
          insertId,
        )
      }
    })
    await sql(`update contacts set notes = 'mine' where id = 1`)
    expect(verdicts(create!)).toEqual(['1:1 - edited-since'])
    undo(create!, [])
    expect(names()).toEqual(['Ann'])
    expect(database.value('select count(*) from contact_points')).toBe(1)
  })

  it('looks for dependents before it deletes, and takes them along only when told', async () => {
    const create = await add('Acme')
    await add('Ann', 1)
    await database.sql(
      `insert into activities(uid, contact_id, kind, at, day) values('a', 1, 'call', 0, '2026-01-01')`,
    )
    expect(verdicts(create)).toEqual(['1:1 - has-dependents'])
    undo(create, [])
    expect(names()).toEqual(['Acme', 'Ann'])
    const [conflict] = database.operations.conflictsOf(create)
    const state = () =>
      database.reader.allSql(
        'select c.id, company_id, (select count(*) from activities) as n from contacts c',
      )
    const before = state()
    const done = undo(create, [conflict!.key])
    expect(state()).toEqual([{ id: 2, company_id: null, n: 0 }])
    undo(done.ok ? done.value.operationId! : create)
    expect(state()).toEqual(before)
  })

  it('keeps created parents that a kept row points to', async () => {
    const create = await database.act((tx) => {
      tx.runSql(
        `insert into contacts(uid, kind, display_name, created_at) values('c', 'company', 'Acme', 0)`,
      )
      tx.runSql(
        `insert into contacts(uid, kind, display_name, company_id, created_at) values('p', 'person', 'Ann', 1, 0)`,
      )
      tx.runSql(`insert into tags(uid, name, created_at) values('t', 'vip', 0)`)
    })
    await sql(`update contacts set notes = 'mine' where id = 2`)
    undo(create!, [])
    expect(names()).toEqual(['Acme', 'Ann'])
    expect(database.value('select count(*) from tags')).toBe(0)
  })

  it('reports a row that is gone, but not one it left as it was', async () => {
    await add('Ann')
    const edit = await sql(`update contacts set display_name = 'Anna'`)
    const around = await database.act((tx) => {
      tx.runSql(`update contacts set notes = 'x'`)
      tx.runSql(`update contacts set notes = null`)
    })
    await sql('delete from contacts')
    expect(verdicts(edit)).toEqual(['1:1 - deleted-since'])
    expect(verdicts(around!)).toEqual([])
  })

  it('brings somebody back without a company that is gone', async () => {
    await add('Acme')
    await add('Ann', 1)
    const deletion = await sql('delete from contacts where id = 2')
    await sql('delete from contacts where id = 1')
    expect(verdicts(deletion)).toEqual(['1:2 company_id parent-gone'])
    undo(deletion, [])
    expect(database.reader.allSql('select id, company_id from contacts')).toEqual([
      { id: 2, company_id: null },
    ])
  })

  it('leaves away what cannot be without its parent', async () => {
    await add('Ann')
    await sql(`insert into addresses(contact_id, city) values(1, 'Oslo')`)
    const removal = await sql('delete from addresses')
    await sql('delete from contacts')
    expect(verdicts(removal)).toEqual(['3:1 contact_id parent-gone'])
    expect(undo(removal, [])).toMatchObject({ ok: true, value: { operationId: null } })
  })

  it('leaves a rhythm away whose tag is gone, though its column may be empty', async () => {
    await sql(`insert into tags(uid, name, created_at) values('a', 'vip', 0)`)
    await sql('insert into rhythms(tag_id, every_days) values(1, 30)')
    const removal = await sql('delete from rhythms')
    await sql('delete from tags')
    expect(verdicts(removal)).toEqual(['13:1 tag_id parent-gone'])
    expect(undo(removal, []).ok).toBe(true)
    expect(database.value('select count(*) from rhythms')).toBe(0)
  })

  it('sees that a unique value is taken now', async () => {
    await sql(`insert into tags(uid, name, created_at) values('a', 'vip', 0)`)
    const rename = await sql(`update tags set name = 'friend'`)
    await sql(`insert into tags(uid, name, created_at) values('b', 'VIP', 0)`)
    expect(verdicts(rename)).toEqual(['5:1 name taken'])
    undo(rename, [])
    expect(database.reader.allSql('select name from tags order by id')).toEqual([
      { name: 'friend' },
      { name: 'VIP' },
    ])
  })

  it('takes a row back with which it was made although its first value is taken now', async () => {
    const made = await database.act((tx) => {
      tx.runSql(`insert into tags(uid, name, created_at) values('a', 'first', 0)`)
      tx.runSql(`update tags set name = 'second'`)
    })
    await sql(`insert into tags(uid, name, created_at) values('b', 'first', 0)`)
    expect(verdicts(made!)).toEqual([])
    expect(undo(made!).ok).toBe(true)
    expect(database.reader.allSql('select name from tags')).toEqual([{ name: 'first' }])
  })

  it.each([
    ['renamed', `update tags set name = 'last'`],
    ['deleted', 'delete from tags'],
  ])(
    'brings a row back that was %s, although a name it had in between is taken',
    async (_, last) => {
      await sql(`insert into tags(uid, name, created_at) values('a', 'first', 0)`)
      const act = await database.act((tx) => {
        tx.runSql(`update tags set name = 'between'`)
        tx.runSql(last)
      })
      await sql(`insert into tags(uid, name, created_at) values('b', 'between', 0)`)
      expect(undo(act!).ok).toBe(true)
      expect(database.reader.allSql('select name from tags order by uid')).toEqual([
        { name: 'first' },
        { name: 'between' },
      ])
    },
  )

  it('plans around a clash with a value in between', async () => {
    await sql(`insert into tags(uid, name, created_at) values('a', 'a', 0), ('b', 'b', 0)`)
    const swap = await database.act((tx) => {
      tx.runSql(`update tags set name = 'between' where id = 1`)
      tx.runSql(`update tags set name = 'a' where id = 2`)
      tx.runSql(`update tags set name = 'b' where id = 1`)
    })
    await sql(`insert into tags(uid, name, created_at) values('c', 'between', 0)`)
    expect(undo(swap!)).toMatchObject({ error: { code: 'conflicts' } })
    expect(undo(swap!, []).ok).toBe(true)
    expect(database.value('select count(distinct name) from tags')).toBe(3)
  })

  it('swaps unique values back', async () => {
    await sql(`insert into tags(uid, name, created_at) values('a', 'a', 0), ('b', 'b', 0)`)
    const swap = await database.act((tx) => {
      tx.runSql(`update tags set name = 'between' where id = 1`)
      tx.runSql(`update tags set name = 'a' where id = 2`)
      tx.runSql(`update tags set name = 'b' where id = 1`)
    })
    expect(undo(swap!).ok).toBe(true)
    expect(database.reader.allSql('select name from tags order by id')).toEqual([
      { name: 'a' },
      { name: 'b' },
    ])
  })

  it('counts as done where nothing had to change, so that it can be redone', async () => {
    const both = await database.act((tx) => {
      tx.runSql(`insert into tags(uid, name, created_at) values('a', 'a', 0)`)
      tx.runSql('delete from tags')
    })
    const first = undo(both!)
    const undoId = first.ok ? first.value.operationId! : both!
    expect(undo(undoId).ok).toBe(true)
    expect(undo(both!).ok).toBe(true)
  })

  it('leaves who is already back as it is, and asks nothing about it', async () => {
    await add('Ann')
    const deletion = await sql('delete from contacts')
    const back = undo(deletion)
    expect(back.ok).toBe(true)
    expect(verdicts(deletion)).toEqual([])
    await sql(`update contacts set notes = 'since'`)
    expect(verdicts(deletion)).toEqual([])
  })
})
