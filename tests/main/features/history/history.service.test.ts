import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BinRepository } from '#main/features/history/bin.repository.ts'
import { BinService } from '#main/features/history/bin.service.ts'
import { HistoryRepository } from '#main/features/history/history.repository.ts'
import { HistoryService } from '#main/features/history/history.service.ts'
import { LogValuesRepository } from '#main/features/history/log-values.repository.ts'
import { OperationViews } from '#main/features/history/operation-views.ts'
import { UndoRuns } from '#main/features/history/undo-runs.ts'
import type { ContactId, JobId, OperationId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import { openTestDatabase, owner, type TestDatabase } from '#tests/support/test-database.ts'

describe('history', () => {
  let database: TestDatabase
  let history: HistoryService
  let bin: BinService
  let started: { kind: string; input: unknown }[]
  let counter = 0
  beforeEach(async () => {
    database = await openTestDatabase()
    started = []
    const { operations, gate, clock } = database
    const repository = new HistoryRepository(database.reader)
    const values = new LogValuesRepository(database.reader)
    const views = new OperationViews({ repository, values, operations, oldestUndoable: 1 })
    const runs = new UndoRuns({
      operations,
      gate,
      searchConflicts: async ({ id }) => {
        started.push({ kind: 'search', input: id })
        return operations.conflictsOf(id)
      },
      jobs: {
        start: async (kind, input) => {
          started.push({ kind, input })
          return 7 as JobId
        },
        complete: async () => undefined,
      },
    })
    history = new HistoryService({ repository, operations, runs, views })
    bin = new BinService({
      repository: new BinRepository(database.reader),
      operations,
      runs,
      views,
      clock,
    })
  })
  afterEach(() => database.discard())

  const act = async (code: string, sql: string, context = owner): Promise<OperationId> => {
    const done = await database.unitOfWork.run(context, { code }, (tx) => {
      tx.runSql(sql)
      return ok(null)
    })
    return done.ok ? done.value.operationId! : (0 as OperationId)
  }
  const add = (name: string): Promise<OperationId> =>
    act(
      'contacts.create',
      `insert into contacts(uid, kind, display_name, created_at)
        values('u${(counter += 1)}', 'person', '${name}', 0)`,
    )
  const nameOf = (id: number): unknown =>
    database.value('select display_name from contacts where id = ?', id)
  const ids = (list: readonly { id: number }[]): number[] => list.map(({ id }) => id)

  it('what has left the house says so and is not taken back', async () => {
    await add('Ann')
    const id = await act(
      'emails.sent',
      `insert into activities(uid, contact_id, kind, at, day, direction)
        values('sent', 1, 'mail-sent', 0, '1970-01-01', 'out')`,
      { actor: 'system', window: null },
    )
    expect(history.list({}).operations[0]).toMatchObject({ id, state: 'left-the-house' })
    await act(
      'emails.create',
      `insert into emails(uid, contact_id, subject, created_at, updated_at)
        values('mail', 1, 'Dates for spring', 0, 0)`,
    )
    expect(history.list({}).operations[0]?.subject).toBe('Dates for spring')
    expect(await history.undo({ id }, owner)).toEqual({
      ok: false,
      error: { code: 'not-undoable', data: { reason: 'left-the-house' } },
    })
    expect(database.value('select count(*) from activities where id = ?', 1)).toBe(1)
  })

  it('mail that came in says so and is not taken back, by itself or by Ctrl+Z', async () => {
    const added = await add('Ann')
    const id = await act(
      'mailboxes.sync',
      `insert into activities(uid, contact_id, kind, at, day, direction)
        values('came', 1, 'mail-received', 0, '1970-01-01', 'in')`,
      { actor: 'sync', window: null },
    )
    expect(history.list({}).operations[0]).toMatchObject({ id, state: 'came-in' })
    expect(await history.undo({ id }, owner)).toEqual({
      ok: false,
      error: { code: 'not-undoable', data: { reason: 'came-in' } },
    })
    // The act before it is the next for Ctrl+Z, and asks because of what hangs on its row.
    expect(await history.undoLast(owner)).toMatchObject({
      ok: false,
      error: { code: 'conflicts', data: { id: added } },
    })
    expect(database.value('select count(*) from activities where id = ?', 1)).toBe(1)
  })

  it('lists newest first, page by page, with names looked up', async () => {
    await add('Ann')
    await add('Ben')
    await act('contacts.delete', 'delete from contacts where id = 1')
    const first = history.list({ limit: 2 })
    expect(first.hasMore).toBe(true)
    expect(first.operations).toMatchObject([
      {
        id: 3,
        code: 'contacts.delete',
        actor: 'owner',
        contacts: [{ id: 1, name: 'Ann', exists: false }],
        contactCount: 1,
        state: 'done',
      },
      { id: 2, contacts: [{ id: 2, name: 'Ben', exists: true }] },
    ])
    expect(ids(history.list({ limit: 2, before: 2 as OperationId }).operations)).toEqual([1])
  })

  it('names whom a deletion deleted, not the people of a deleted company', async () => {
    for (const name of ['Acme', 'Ann', 'Ben']) await add(name)
    await act('contacts.update', 'update contacts set company_id = 1 where id > 1')
    await act('contacts.delete', 'delete from contacts where id = 1')
    const [deletion] = history.list({ limit: 1 }).operations
    expect(deletion?.contacts).toEqual([{ id: 1, name: 'Acme', exists: false }])
  })

  it('finds what touched one contact, whatever has become of its rows', async () => {
    await add('Ann')
    await add('Ben')
    const point = await act(
      'a',
      `insert into contact_points(contact_id, kind, raw) values(1, 'email', 'x')`,
    )
    const gone = await act('b', 'delete from contact_points')
    const both = await act('c', `update contacts set notes = 'n'`)
    expect(ids(history.list({ contactId: 1 as ContactId }).operations)).toEqual([both, gone, 1])
    expect(ids(history.list({ contactId: 2 as ContactId }).operations)).toEqual([both, 2])
    expect(point).toBe(3)
  })

  it('finds what brought a contact in with others, also where a neighbour came back later', async () => {
    const many = 'with recursive n(i) as (select 1 union all select i + 1 from n where i < 20)'
    const people = await act(
      'people',
      `insert into contacts(uid, kind, display_name, created_at)
        ${many} select 'm' || i, 'person', 'Person ' || i, 0 from n`,
    )
    const points = await act(
      'points',
      `insert into contact_points(contact_id, kind, raw) ${many} select i, 'email', 'x' || i from n`,
    )
    const gone = await act('gone', 'delete from contacts where id in (3, 7)')
    const back = database.operations.undo({ context: owner, id: gone })
    const undo = back.ok ? back.value.operationId : null
    const listed = (contact: number): number[] =>
      ids(history.list({ contactId: contact as ContactId }).operations)
    expect(listed(9)).toEqual([points, people])
    expect(listed(7)).toEqual([undo, gone, points, people])
  })

  it('names whom deleted rows belonged to from the log alone, in few reads', async () => {
    await add('Ann')
    await add('Ben')
    const many = 'with recursive n(i) as (select 1 union all select i + 1 from n where i < 25)'
    await act(
      'points',
      `insert into contact_points(contact_id, kind, raw) ${many} select 2, 'email', 'x' || i from n`,
    )
    await act('gone', 'delete from contact_points')
    const reads = vi.spyOn(database.reader, 'firstSql')
    expect(history.list({ limit: 1 }).operations).toMatchObject([
      { code: 'gone', contacts: [{ id: 2, name: 'Ben', exists: true }] },
    ])
    expect(reads.mock.calls.length).toBeLessThan(10)
    reads.mockRestore()
  })

  it('filters by who did it', async () => {
    await add('Ann')
    await act('rule', `update contacts set notes = 'r'`, { actor: 'rule', window: null })
    expect(ids(history.list({ actor: 'rule' }).operations)).toEqual([2])
  })

  it('shows field by field what changed, references by name', async () => {
    await add('Acme')
    await add('Ann')
    const edit = await act(
      'contacts.update',
      `update contacts set company_id = 1, notes = 'n' where id = 2`,
    )
    await act('contacts.update', `update contacts set notes = 'later' where id = 2`)
    const got = await history.get({ id: edit })
    expect(got.ok && got.value.changes).toEqual([
      {
        contact: { id: 2, name: 'Ann', exists: true },
        table: 'contacts',
        rowId: 2,
        action: 'update',
        field: 'company_id',
        before: null,
        after: 'Acme',
      },
      expect.objectContaining({ field: 'notes', before: null, after: 'n' }),
    ])
    expect(got.ok && got.value.conflicts).toMatchObject([
      { table: 'contacts', field: 'notes', verdict: 'changed-since', before: null, now: 'later' },
    ])
    expect(got.ok && got.value.moreChanges).toBe(0)
  })

  it('undoes, says so, and redoes by undoing the undo', async () => {
    await add('Ann')
    const edit = await act('contacts.update', `update contacts set display_name = 'Anna'`)
    const done = await history.undo({ id: edit }, owner)
    const undo = done.ok ? done.value.operationId! : edit
    expect(done).toMatchObject({
      ok: true,
      value: { jobId: null, undid: { id: edit, state: 'undone' } },
    })
    expect(nameOf(1)).toBe('Ann')
    expect(history.list({}).operations.map(({ state, undoneBy }) => [state, undoneBy])).toEqual([
      ['is-undo', null],
      ['undone', undo],
      ['done', null],
    ])
    expect(await history.undo({ id: edit }, owner)).toMatchObject({
      error: { code: 'already-undone' },
    })
    await history.undo({ id: undo }, owner)
    expect(nameOf(1)).toBe('Anna')
    expect(history.list({}).operations.map(({ state }) => state)).toEqual([
      'is-undo',
      'undone',
      'done',
      'done',
    ])
  })

  it('asks about conflicts before it does anything', async () => {
    await add('Ann')
    const edit = await act('contacts.update', `update contacts set display_name = 'Anna'`)
    await act('contacts.update', `update contacts set display_name = 'Annika'`)
    const asked = await history.undo({ id: edit }, owner)
    if (asked.ok || asked.error.code !== 'conflicts') throw new Error('no conflict')
    const [conflict] = asked.error.data.conflicts
    expect(conflict).toMatchObject({ before: 'Ann', now: 'Annika', contact: { id: 1 } })
    expect(nameOf(1)).toBe('Annika')
    await history.undo({ id: edit, decided: true, takeBack: [conflict!.key] }, owner)
    expect(nameOf(1)).toBe('Ann')
  })

  it('takes back the last act of its own window, step by step, and brings it back', async () => {
    await add('Ann')
    const other = { actor: 'owner', window: 'other' } as const
    for (const name of ['B', 'C']) await act('x', `update contacts set display_name = '${name}'`)
    await act('x', `update contacts set notes = 'elsewhere'`, other)
    await history.undoLast(owner)
    expect(nameOf(1)).toBe('B')
    await history.undoLast(owner)
    expect(nameOf(1)).toBe('Ann')
    await history.redoLast(owner)
    expect(nameOf(1)).toBe('B')
    await history.redoLast(owner)
    expect(nameOf(1)).toBe('C')
    expect(await history.redoLast(owner)).toMatchObject({ error: { code: 'nothing-to-redo' } })
    expect(await history.redoLast(other)).toMatchObject({ error: { code: 'nothing-to-redo' } })
    await history.undoLast(owner)
    await act('x', `update contacts set display_name = 'D'`)
    expect(await history.redoLast(owner)).toMatchObject({ error: { code: 'nothing-to-redo' } })
    await history.undoLast(owner)
    await history.undoLast(owner)
    expect(nameOf(1)).toBe('Ann')
  })

  it('has nothing to undo in a window without acts', async () => {
    await add('Ann')
    const stranger = { actor: 'owner', window: 'new' } as const
    expect(await history.undoLast(stranger)).toMatchObject({ error: { code: 'nothing-to-undo' } })
    expect(await history.redoLast(stranger)).toMatchObject({ error: { code: 'nothing-to-redo' } })
  })

  it('takes back what came from no window for one who asks from none, and nothing else', async () => {
    await add('Ann')
    const nowhere = { actor: 'owner', window: null } as const
    await act('x', `update contacts set display_name = 'B'`, nowhere)
    await act('x', `update contacts set notes = 'in a window'`)
    await history.undoLast(nowhere)
    expect(nameOf(1)).toBe('Ann')
    expect(await history.undoLast(nowhere)).toMatchObject({ error: { code: 'nothing-to-undo' } })
  })

  it('names the setting that a row of them is', async () => {
    await add('Ann')
    const set = await act(
      'settings.update',
      `insert into settings(key, value) values('quietFrom', '"21:00"')`,
    )
    const edit = await act('settings.update', `update settings set value = '"22:00"'`)
    const setting = 'quietFrom'
    expect(await history.get({ id: set })).toMatchObject({
      value: { changes: [{ field: null, setting }], conflicts: [{ setting }] },
    })
    const values = { field: 'value', setting, before: '"21:00"', after: '"22:00"' }
    expect(await history.get({ id: edit })).toMatchObject({ value: { changes: [values] } })
  })

  it('takes back first what was just done again, whichever window had done it before', async () => {
    await add('Ann')
    const elsewhere = { actor: 'owner', window: 'yesterday' } as const
    const old = await act('x', `update contacts set notes = 'old'`, elsewhere)
    await act('x', `update contacts set display_name = 'B'`)
    await history.undo({ id: old }, owner)
    await history.redoLast(owner)
    expect(database.value('select notes from contacts')).toBe('old')
    expect(await history.undoLast(owner)).toMatchObject({ ok: true, value: { undid: { id: old } } })
    expect(database.value('select notes from contacts')).toBeNull()
    await history.undoLast(owner)
    expect(nameOf(1)).toBe('Ann')
  })

  it('passes over acts that left nothing to take back', async () => {
    await add('Ann')
    await add('Ben')
    await act('x', 'delete from contacts where id = 2', { actor: 'owner', window: 'other' })
    expect(await history.undoLast(owner)).toMatchObject({ ok: true, value: { undid: { id: 1 } } })
    expect(database.value('select count(*) from contacts')).toBe(0)
  })

  it('tells the conflicts of the last act with its id', async () => {
    await add('Ann')
    const edit = await act('x', `update contacts set display_name = 'B'`)
    await act('x', `update contacts set display_name = 'C'`, { actor: 'rule', window: null })
    expect(await history.undoLast(owner)).toMatchObject({
      error: { code: 'conflicts', data: { id: edit, conflicts: [{ verdict: 'changed-since' }] } },
    })
  })

  it('makes a job of more than 2,000 rows', async () => {
    const id = await act(
      'x',
      `insert into tags(uid, name, created_at) select 'u' || i, 't' || i, 0 from
        (with recursive n(i) as (select 1 union all select i + 1 from n where i < 2001) select i from n)`,
    )
    expect(await history.undo({ id }, owner)).toMatchObject({
      ok: true,
      value: { operationId: null, jobId: 7, undid: { id } },
    })
    expect(started).toEqual([
      {
        kind: 'history.undo',
        input: { id, context: owner, takeBack: undefined, isDecided: undefined },
      },
    ])
    expect(database.value('select count(*) from tags')).toBe(2001)
    await act('x', `update tags set name = 'later' where id = 5`)
    expect(await history.undo({ id }, owner)).toMatchObject({
      error: { code: 'conflicts', data: { conflicts: [{ rowId: 5, verdict: 'edited-since' }] } },
    })
    expect(started.map(({ kind }) => kind)).toEqual(['history.undo', 'search'])
    await history.undo({ id, decided: true }, owner)
    expect(started.map(({ kind }) => kind)).toEqual(['history.undo', 'search', 'history.undo'])
  })

  it('keeps deletions of thirty days in the bin until they are undone', async () => {
    await add('Ann')
    await add('Ben')
    const old = await act('contacts.delete', 'delete from contacts where id = 1')
    database.clock.advance(29 * 86_400_000)
    const fresh = await act('contacts.delete', 'delete from contacts where id = 2')
    expect(ids(bin.list().operations)).toEqual([fresh, old])
    await history.undo({ id: old }, owner)
    expect(ids(bin.list().operations)).toEqual([fresh])
    database.clock.advance(31 * 86_400_000)
    expect(bin.list().operations).toEqual([])
  })

  it('does not know what is not there', async () => {
    expect(await history.get({ id: 9 as OperationId })).toMatchObject({
      error: { code: 'not-found' },
    })
    expect(await history.undo({ id: 9 as OperationId }, owner)).toMatchObject({
      error: { code: 'not-found' },
    })
  })
})
