import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openTestApplication } from '#tests/support/application.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const owner = { actor: 'owner', window: null } as const

test('answers an unknown procedure, a wrong input and an inherited name without calling anything', async () => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  const unknown = await app.application.dispatch('contacts.constructor', {}, owner)
  expect(unknown).toMatchObject({ status: 404, reply: { error: { code: 'unknown-procedure' } } })
  const wrong = await app.application.dispatch('contacts.get', { id: 'one', more: 1 }, owner)
  expect(wrong).toMatchObject({ status: 400, reply: { error: { code: 'invalid-input' } } })
  const { reply } = wrong
  const problems = reply.ok ? [] : (reply.error.data as { problems: { path: string }[] }).problems
  expect(problems.map(({ path }) => path)).toContain('id')
  await app.close()
})

test('a call that meets a destroyed page says so, and nothing is written from then on', async () => {
  const folder = temporaryFolder()
  const first = await openTestApplication({ folder })
  await first.call('contacts.create', { kind: 'person', displayName: 'Ana Ferreira' })
  const file = join(first.workspace, 'workspace.db')
  await first.close()
  const database = new DatabaseConstructor(file)
  const sql = "select rootpage as page from sqlite_schema where name = 'addresses_contact'"
  const { page } = database.prepare<[], { page: number }>(sql).get() ?? { page: 0 }
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.fill(0x55, (page - 1) * 4096, page * 4096))

  const app = await openTestApplication({ folder })
  const read = await app.application.dispatch('contacts.get', { id: 1 }, owner)
  expect(read).toMatchObject({ status: 503, reply: { error: { code: 'damaged' } } })
  expect((await app.call('app.status', {})).health).toBe('damaged')
  const save = await app.application.dispatch(
    'contacts.update',
    { id: 1, jobTitle: 'Owner' },
    owner,
  )
  expect(save).toMatchObject({ status: 503, reply: { error: { code: 'damaged' } } })
  await app.close()
})
