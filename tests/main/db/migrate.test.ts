import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readHeader } from '#main/db/database-header.ts'
import { currentSchema, type Migration, migrate, oldestUndoableSchema } from '#main/db/migrate.ts'
import { applicationId, openDatabase } from '#main/db/open-workspace.ts'
import { openWorkspaceConnection } from '#main/db/workspace-connection.ts'
import { WriteGate } from '#main/db/write-gate.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'

describe('opening and migrating a workspace', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kith-migrate-'))
    file = join(folder, 'workspace.db')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const open = () =>
    openWorkspaceConnection({
      file,
      gate: new WriteGate(),
      clock: new FakeClock(),
      onCommit: () => {},
    })
  const create = async (): Promise<void> => {
    const opened = await open()
    if (opened.ok) opened.value.close()
  }
  const hashes = (): unknown =>
    readdirSync(folder)
      .toSorted()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ])

  it('writes the version and says whose file it is', async () => {
    await create()
    expect(readHeader(file)).toEqual({ schemaVersion: currentSchema, applicationId })
  })

  it('opens what it has written', async () => {
    await create()
    const again = await open()
    expect(again.ok).toBe(true)
    if (again.ok) again.value.close()
  })

  it('leaves a newer file untouched', async () => {
    await create()
    const database = new DatabaseConstructor(file)
    database.pragma(`user_version=${currentSchema + 1}`)
    database.close()
    const before = hashes()
    expect(await open()).toEqual({
      ok: false,
      error: { code: 'newer-schema', data: { found: currentSchema + 1, known: currentSchema } },
    })
    expect(hashes()).toEqual(before)
  })

  it('leaves a newer file untouched while the change still stands in the log', async () => {
    await create()
    const database = new DatabaseConstructor(file)
    database.pragma('wal_autocheckpoint=0')
    database.pragma(`user_version=${currentSchema + 1}`)
    const copies = readdirSync(folder).map(
      (name) => [name, readFileSync(join(folder, name))] as const,
    )
    database.close()
    for (const name of readdirSync(folder)) rmSync(join(folder, name))
    for (const [name, bytes] of copies) writeFileSync(join(folder, name), bytes)
    const before = hashes()
    expect(readFileSync(file).readUInt32BE(60)).toBe(currentSchema)
    expect(await open()).toMatchObject({ error: { code: 'newer-schema' } })
    expect(hashes()).toEqual(before)
  })

  it.each([
    [
      'another database',
      (path: string) => new DatabaseConstructor(path).exec('create table t(a)').close(),
    ],
    ['a text', (path: string) => writeFileSync(path, 'hello, this is no database at all')],
  ])('leaves %s untouched', async (_, make) => {
    make(file)
    const before = hashes()
    expect(await open()).toMatchObject({ error: { code: 'not-a-workspace' } })
    expect(hashes()).toEqual(before)
  })

  const step = (version: number, sql: string, additive = true): Migration => ({
    version,
    additive,
    sql,
  })

  it('goes step by step, makes one backup before, and none for a new file', async () => {
    const calls: string[] = []
    const database = openDatabase({ file })
    const beforeMigration = (from: number, to: number): void => void calls.push(`${from} ${to}`)
    const steps = [step(1, 'create table a(x)'), step(2, 'create table b(x)')]
    await migrate({ database, beforeMigration, steps: steps.slice(0, 1) })
    await migrate({ database, beforeMigration, steps: [...steps, step(3, 'create table c(x)')] })
    expect(calls).toEqual(['1 3'])
    expect(database.pragma('user_version', { simple: true })).toBe(3)
    database.close()
  })

  it('leaves the old schema when a step fails', async () => {
    const database = openDatabase({ file })
    await migrate({ database, steps: [step(1, 'create table a(x)')] })
    const broken = step(2, 'create table b(x); create table a(x)')
    await expect(migrate({ database, steps: [broken] })).rejects.toThrow('already exists')
    expect(database.pragma('user_version', { simple: true })).toBe(1)
    expect(
      database.prepare(`select name from sqlite_master where name = 'b'`).get(),
    ).toBeUndefined()
    database.close()
  })

  it('leaves the file alone when the backup fails', async () => {
    const database = openDatabase({ file })
    const steps = [step(1, 'create table a(x)'), step(2, 'create table b(x)')]
    await migrate({ database, steps: steps.slice(0, 1) })
    const beforeMigration = () => Promise.reject(new Error('no space'))
    await expect(migrate({ database, steps, beforeMigration })).rejects.toThrow('no space')
    expect(database.pragma('user_version', { simple: true })).toBe(1)
    database.close()
  })

  it('knows from which schema on operations can be undone', () => {
    const list = [step(1, ''), step(2, ''), step(3, '', false), step(4, '')]
    expect([oldestUndoableSchema(list), oldestUndoableSchema(list.slice(0, 2))]).toEqual([3, 1])
  })

  it('sets what the promises rest on, on each connection', async () => {
    await create()
    const database = openDatabase({ file })
    const read = (name: string): unknown => database.pragma(name, { simple: true })
    expect({
      journal: read('journal_mode'),
      synchronous: read('synchronous'),
      foreignKeys: read('foreign_keys'),
      trusted: read('trusted_schema'),
      recursive: read('recursive_triggers'),
      secure: read('secure_delete'),
    }).toEqual({
      journal: 'wal',
      synchronous: 2,
      foreignKeys: 1,
      trusted: 0,
      recursive: 1,
      secure: 1,
    })
    database.close()
  })
})
