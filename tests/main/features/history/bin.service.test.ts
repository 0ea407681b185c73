import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BinRepository } from '#main/features/history/bin.repository.ts'
import { BinService } from '#main/features/history/bin.service.ts'
import { HistoryRepository } from '#main/features/history/history.repository.ts'
import { LogValuesRepository } from '#main/features/history/log-values.repository.ts'
import { OperationViews } from '#main/features/history/operation-views.ts'
import { UndoRuns } from '#main/features/history/undo-runs.ts'
import type { Input } from '#shared/contract/index.ts'
import type { ContactId, JobId, OperationId } from '#shared/domain/ids.ts'
import { openTestDatabase, owner, type TestDatabase } from '#tests/support/test-database.ts'

describe('the bin', () => {
  let database: TestDatabase
  let bin: BinService
  let started: unknown[]
  beforeEach(async () => {
    database = await openTestDatabase()
    started = []
    const { reader, operations, gate, clock } = database
    const values = new LogValuesRepository(reader)
    const repository = new HistoryRepository(reader)
    const views = new OperationViews({ repository, values, operations, oldestUndoable: 1 })
    const note = (kind: string) => async (_: unknown, input?: unknown) => {
      started.push([kind, input])
      return 7 as JobId
    }
    const jobs = { start: note('watched'), complete: note('waited for') }
    const runs = new UndoRuns({ operations, gate, jobs, searchConflicts: async () => [] })
    bin = new BinService({ repository: new BinRepository(reader), operations, runs, views, clock })
  })
  afterEach(() => database.discard())

  const add = async (...names: string[]): Promise<void> => {
    for (const name of names) {
      await database.sql(
        `insert into contacts(uid, kind, display_name, created_at) values(?, 'person', ?, 0)`,
        `u ${name}`,
        name,
      )
    }
  }
  const remove = async (where = 'true'): Promise<OperationId> =>
    (await database.act((tx) => void tx.runSql(`delete from contacts where ${where}`), {
      code: 'contacts.delete',
    }))!
  const bringBack = async (id: OperationId, selection: Input<'history.bringBack'>['selection']) => {
    const done = await bin.bringBack({ id, selection }, owner)
    if (!done.ok) throw new Error(JSON.stringify(done.error))
    return done.value
  }
  const named = (...ids: number[]) => ({ ids: ids as ContactId[] })
  const deleted = (id: OperationId, rest: Partial<Input<'history.deleted'>> = {}) => {
    const found = bin.deleted({ id, ...rest })
    if (!found.ok) throw new Error(found.error.code)
    return { ...found.value, contacts: found.value.contacts.map(({ name }) => name) }
  }
  const stillDeleted = (): unknown =>
    bin.list().operations.map((operation) => [operation.id, operation.stillDeleted])

  it('lists who is still deleted by name, page after page, with what tells namesakes apart', async () => {
    await add('Cy', 'ann', 'Ben', 'Ann')
    await database.sql(
      `insert into contact_points(contact_id, kind, raw, is_primary)
        values(2, 'phone', '912', 0), (2, 'email', 'ann@lumen.example', 1)`,
    )
    await database.sql(`update contacts set job_title = 'Owner' where id = 2`)
    const id = await remove()
    const first = bin.deleted({ id, limit: 3 })
    expect(first).toMatchObject({
      ok: true,
      value: {
        total: 4,
        contacts: [
          { id: 2, name: 'ann', kind: 'person', jobTitle: 'Owner', point: 'ann@lumen.example' },
          { id: 4, name: 'Ann', jobTitle: null, point: null },
          { id: 3, name: 'Ben' },
        ],
      },
    })
    const after = first.ok ? first.value.nextCursor! : ''
    expect(deleted(id, { after })).toEqual({ contacts: ['Cy'], total: 4, nextCursor: null })
  })

  it('finds part of a name, without accents and case, Chinese names by either writing', async () => {
    await add('Zoë Petit', '王小明', 'Ann')
    const id = await remove()
    const found = (search: string) => deleted(id, { search })
    expect(found('zoe')).toEqual({ contacts: ['Zoë Petit'], total: 1, nextCursor: null })
    expect(found('PETIT').contacts).toEqual(['Zoë Petit'])
    expect(found('小明').contacts).toEqual(['王小明'])
    expect(found('wang').contacts).toEqual(['王小明'])
    expect(found('nobody')).toEqual({ contacts: [], total: 0, nextCursor: null })
  })

  it('counts who is back out, and drops the line with the last of them', async () => {
    await add('Ann', 'Ben', 'Cy')
    const id = await remove()
    expect(await bringBack(id, named(1))).toMatchObject({ changed: 1, jobId: null })
    expect(stillDeleted()).toEqual([[id, 2]])
    expect(deleted(id)).toEqual({ contacts: ['Ben', 'Cy'], total: 2, nextCursor: null })
    const { operationId } = await bringBack(id, { search: 'b', except: [] })
    expect(stillDeleted()).toEqual([[id, 1]])
    expect(await bringBack(id, named(1, 2))).toEqual({ operationId: null, changed: 0, jobId: null })
    await bringBack(id, { except: [] })
    expect(stillDeleted()).toEqual([])
    database.operations.undo({ context: owner, id: operationId! })
    expect(stillDeleted()).toEqual([[id, 1]])
    expect(deleted(id).contacts).toEqual(['Ben'])
  })

  it('who was deleted again stands in the later deletion only', async () => {
    await add('Ann', 'Ben')
    const id = await remove()
    await bringBack(id, named(1))
    const again = await remove('id = 1')
    expect(stillDeleted()).toEqual([
      [again, 1],
      [id, 1],
    ])
    expect(deleted(id).contacts).toEqual(['Ben'])
    expect(deleted(again).contacts).toEqual(['Ann'])
  })

  it('is over for a deletion that is undone whole', async () => {
    await add('Ann', 'Ben')
    const id = await remove()
    const undo = database.operations.undo({ context: owner, id })
    expect(deleted(id)).toEqual({ contacts: [], total: 0, nextCursor: null })
    expect(await bin.bringBack({ id, selection: named(1) }, owner)).toEqual({
      ok: false,
      error: {
        code: 'already-undone',
        data: { undoneBy: undo.ok ? undo.value.operationId : null },
      },
    })
  })

  it('some of very many are back at once; many go behind the main thread, very many are a job', async () => {
    await database.sql(
      `insert into contacts(uid, kind, display_name, created_at)
        with recursive n(i) as (select 1 union all select i + 1 from n where i < 2500)
        select 'u' || i, 'person', 'Person ' || i, 0 from n`,
    )
    const id = await remove()
    expect(await bringBack(id, named(5, 2400))).toMatchObject({ changed: 2 })
    expect(started).toEqual([])
    await bringBack(id, named(...Array.from({ length: 100 }, (_, n) => n + 10)))
    expect(started).toMatchObject([['waited for', { contactIds: { length: 100 } }]])
    const rest = { except: [7 as ContactId] }
    expect(await bringBack(id, rest)).toEqual({ operationId: null, changed: 0, jobId: 7 })
    expect(started[1]).toMatchObject(['watched', { id, selection: rest }])
  })

  it('knows nothing of other operations', async () => {
    await add('Ann')
    const other = await database.sql('delete from contacts')
    for (const id of [other!, 99 as OperationId]) {
      expect(bin.deleted({ id })).toMatchObject({ error: { code: 'not-found' } })
      expect(await bin.bringBack({ id, selection: named(1) }, owner)).toMatchObject({
        error: { code: 'not-found' },
      })
    }
  })
})
