import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openTestApplication } from '#tests/support/application.ts'
import { mountSmallDisk, smallDiskObstacle } from '#tests/support/small-disk.ts'
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

test.skipIf(smallDiskObstacle !== null)(
  'a full disk refuses by name, and with room the same process goes on',
  async () => {
    const folder = temporaryFolder()
    const disk = mountSmallDisk(folder, 8 * 1024)
    onTestFinished(disk.unmount)
    const app = await openTestApplication({ folder })
    const { id } = await app.call('contacts.create', {
      kind: 'person',
      displayName: 'Ana Ferreira',
    })
    const note = { id, notes: 'x'.repeat(90_000) }
    const { jobId } = await app.call('backups.create', {})
    disk.fill()
    const ended = async (): Promise<void> => {
      const job = await app.call('jobs.get', { id: jobId })
      expect(job).toMatchObject({ status: 'failed', outcome: { code: 'disk-full' } })
    }
    await vi.waitFor(ended, { timeout: 10_000 })
    const calls = [
      ['contacts.update', note],
      ['settings.updateMachine', { theme: 'dark' }],
    ] as const
    for (const [name, input] of calls) {
      const refused = await app.application.dispatch(name, input, owner)
      expect(refused).toMatchObject({ status: 503, reply: { error: { code: 'disk-full' } } })
    }
    disk.makeRoom()
    await app.call('contacts.update', note)
    await app.close()
  },
)
