import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type BulkConnection,
  type BulkTransaction,
  inSteps,
  openBulkConnection,
} from '#main/db/bulk.ts'
import type { InsertLogging } from '#main/db/undo/undo-triggers.ts'
import type { CommittedChange } from '#main/db/unit-runner.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'
import type { OperationId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import { canonicalDump } from '#tests/support/canonical-dump.ts'
import { openTestDatabase, owner, type TestDatabase } from '#tests/support/test-database.ts'
import { checkHealth } from '#tests/support/undo-property.ts'

const noControls = { progress: () => {}, checkpoint: () => {} }

describe('the bulk connection', { timeout: 60_000 }, () => {
  let database: TestDatabase
  let bulk: BulkConnection
  let events: CommittedChange[]
  const open = (insertLogging: InsertLogging = 'by-hand'): BulkConnection =>
    openBulkConnection({
      file: database.file,
      clock: database.clock,
      functions: searchFunctions,
      onCommit: (change) => events.push(change),
      insertLogging,
    })
  beforeEach(async () => {
    events = []
    database = await openTestDatabase()
    bulk = open()
  })
  afterEach(() => {
    bulk.close()
    database.discard()
  })

  const numbers = (from: number, to: number): string =>
    `(with recursive n(i) as (select ${from} union all select i + 1 from n where i < ${to}) select i from n)`
  const addContacts = (tx: BulkTransaction, from: number, to: number) =>
    tx.insertRange(
      'contacts',
      `insert into contacts(uid, kind, display_name, created_at)
        select 'u' || i, 'person', 'Person ' || i, 0 from ${numbers(from, to)} order by i`,
    )
  const importPeople = (): OperationId => {
    const done = bulk.execute(owner, { code: 'imports.commit' }, (tx) => {
      const start = tx.nextId('contacts')
      inSteps(noControls, { phase: 'contacts', total: 20_100 }, (from, to) =>
        addContacts(tx, from, to),
      )
      tx.insertRange(
        'contact_points',
        `insert into contact_points(contact_id, kind, raw)
          select id, 'email', 'p' || id || '@x.com' from contacts where id >= ? order by id`,
        start,
      )
      return ok(null)
    })
    return done.ok ? done.value.operationId! : (0 as OperationId)
  }

  it('logs inserted rows as few ranges, and tells the commit', () => {
    const id = importPeople()
    expect(
      database.reader.allSql(
        `select table_id as t, row_id as r, last_row_id as l from changes where operation_id = ? order by id`,
        id,
      ),
    ).toEqual([
      { t: 1, r: 1, l: 20_000 },
      { t: 1, r: 20_001, l: 20_100 },
      { t: 2, r: 1, l: 20_100 },
    ])
    expect(events).toMatchObject([
      { operationId: id, tables: { contacts: 'many', contact_points: 'many' } },
    ])
    expect(database.operations.find(id)?.contact_count).toBe(20_100)
    expect(database.value(`select email_sort_key from contacts where id = 20100`)).toBe(
      'p20100@x.com',
    )
    checkHealth(database)
  })

  it('is undone and redone like rows logged one by one, in the background too', () => {
    const before = canonicalDump(database.file)
    const id = importPeople()
    const after = canonicalDump(database.file)
    bulk.close()
    bulk = open('triggers')
    const steps: number[] = []
    const onReplayed = (done: number): void => void steps.push(done)
    const undone = bulk.operations.undo({ context: owner, id, onReplayed })
    expect(canonicalDump(database.file)).toBe(before)
    expect(steps).toEqual([3])
    const undo = undone.ok ? undone.value.operationId! : id
    expect(bulk.operations.undo({ context: owner, id: undo, onReplayed }).ok).toBe(true)
    expect(canonicalDump(database.file)).toBe(after)
    expect(steps.length).toBeGreaterThan(2)
    checkHealth(database)
  })

  it('leaves nothing behind when it is stopped between two steps', () => {
    let steps = 0
    const checkpoint = (): void => {
      steps += 1
      if (steps === 2) throw new Error('stopped')
    }
    const work = () =>
      bulk.execute(owner, { code: 'test' }, (tx) => {
        inSteps({ ...noControls, checkpoint }, { phase: 'x', total: 50_000 }, (from, to) =>
          addContacts(tx, from, to),
        )
        return ok(null)
      })
    expect(work).toThrow('stopped')
    expect(database.value('select count(*) from contacts')).toBe(0)
    expect(database.value('select count(*) from changes')).toBe(0)
    expect(importPeople()).toBe(1)
  })

  it('refuses to commit rows that were not logged', () => {
    const work = () =>
      bulk.execute(owner, { code: 'test' }, (tx) => {
        tx.runSql(`insert into tags(uid, name, created_at) values('a', 'b', 0)`)
        return ok(null)
      })
    expect(work).toThrow('inserted without a log')
    expect(database.value('select count(*) from tags')).toBe(0)
  })

  it('refuses ids with gaps', () => {
    const work = () =>
      bulk.execute(owner, { code: 'test' }, (tx) => {
        tx.insertRange(
          'tags',
          `insert into tags(id, uid, name, created_at) values(1, 'a', 'a', 0), (5, 'b', 'b', 0)`,
        )
        return ok(null)
      })
    expect(work).toThrow('are not one range')
  })

  it('logs updates and deletes by itself', async () => {
    await database.sql(`insert into tags(uid, name, created_at) values('a', 'a', 0), ('b', 'b', 0)`)
    const before = canonicalDump(database.file)
    const done = bulk.execute(owner, { code: 'test' }, (tx) => {
      tx.runSql(`update tags set name = 'c' where id = 1`)
      tx.runSql('delete from tags where id = 2')
      return ok(null)
    })
    expect(done.ok).toBe(true)
    database.operations.undo({ context: owner, id: 2 as OperationId })
    expect(canonicalDump(database.file)).toBe(before)
  })
})
