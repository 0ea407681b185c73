import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

let kith: TestApplication
let folder: string

beforeEach(async () => {
  folder = temporaryFolder()
  kith = await openTestApplication({ folder })
})
afterEach(async () => {
  await kith.close()
})

const rebuilt = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = kith.application.events.subscribe((event) => {
      if (event.type !== 'rebuilt') return
      stop()
      resolve()
    })
  })

const rename = (ownerName: string) => kith.call('settings.updateBusiness', { ownerName })
const ownerName = async () => (await kith.call('settings.get', {})).business.ownerName

const backUp = async (): Promise<string> => {
  const { jobId } = await kith.call('backups.create', {})
  for (;;) {
    const { status } = await kith.call('jobs.get', { id: jobId })
    if (status === 'done') break
    if (status !== 'running' && status !== 'queued') throw new Error(status)
    await wait(10)
  }
  const { backups } = await kith.call('backups.list', {})
  return backups[0]?.id ?? ''
}

const restore = async (id: string) => {
  const done = rebuilt()
  const answer = await kith.call('backups.restore', { id })
  await done
  return answer.takeBackId ?? ''
}

test('a backup is listed with what it holds, and any SQLite tool can read it', async () => {
  await rename('Ada')
  const id = await backUp()
  const { backups, takeBackId } = await kith.call('backups.list', {})
  expect(backups).toMatchObject([
    { id, kind: 'by-hand', contents: { contacts: 0, activities: 0, followUps: 0 } },
  ])
  expect(takeBackId).toBeNull()
  const file = join(kith.workspace, 'backups', `${id}.db`)
  expect(execFileSync('sqlite3', [file, 'pragma integrity_check']).toString().trim()).toBe('ok')
  expect(statSync(file).mode & 0o077).toBe(0)
})

test('a restore brings the workspace back, and can itself be taken back', async () => {
  await rename('Ada')
  const id = await backUp()
  await rename('Grace')
  expect(await kith.call('backups.preview', { id })).toMatchObject({ operationsLost: 1 })
  const takeBackId = await restore(id)
  expect(await ownerName()).toBe('Ada')
  expect(await kith.call('backups.list', {})).toMatchObject({ takeBackId })
  await restore(takeBackId)
  expect(await ownerName()).toBe('Grace')
})

test('a save that comes after the backup before a restore is in the way back', async () => {
  await rename('Ada')
  const id = await backUp()
  await rename('Grace')
  const lateSave = new Promise<void>((resolve) => {
    const stop = kith.application.events.subscribe((event) => {
      if (event.type !== 'change' || !('backups' in event.tables)) return
      stop()
      void rename('Hedy').then(() => resolve())
    })
  })
  await restore(id)
  await lateSave
  expect(await ownerName()).toBe('Ada')
  const { takeBackId } = await kith.call('backups.list', {})
  await restore(takeBackId ?? '')
  expect(await ownerName()).toBe('Hedy')
})

test('an unknown backup is not found', async () => {
  for (const name of ['backups.preview', 'backups.restore']) {
    expect(await kith.reply(name, { id: 'nothing' })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    })
  }
})

test('a backup with one changed byte is refused and nothing is touched', async () => {
  await rename('Ada')
  const id = await backUp()
  await rename('Grace')
  const file = join(kith.workspace, 'backups', `${id}.db`)
  const bytes = readFileSync(file)
  bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1
  writeFileSync(file, bytes)
  for (const name of ['backups.preview', 'backups.restore']) {
    expect(await kith.reply(name, { id })).toMatchObject({ error: { code: 'damaged' } })
  }
  expect(await ownerName()).toBe('Grace')
})

test('a truncated copy is no longer listed', async () => {
  await rename('Ada')
  const id = await backUp()
  truncateSync(join(kith.workspace, 'backups', `${id}.db`), 4096)
  expect((await kith.call('backups.list', {})).backups).toEqual([])
})

test('what a killed backup left is swept at the next open, and never listed', async () => {
  await kith.close()
  const backups = join(kith.workspace, 'backups')
  writeFileSync(join(backups, 'x.db.tmp'), 'draft')
  writeFileSync(join(backups, 'y.db'), 'never listed')
  kith = await openTestApplication({ folder })
  expect(readdirSync(backups)).toEqual([])
})

test('a quit after changes leaves a backup, a quit without leaves none', async () => {
  await kith.close()
  kith = await openTestApplication({ folder, isSelfActing: true })
  await rename('Ada')
  await kith.close()
  kith = await openTestApplication({ folder, isSelfActing: true })
  await kith.close()
  kith = await openTestApplication({ folder })
  expect((await kith.call('backups.list', {})).backups.map(({ kind }) => kind)).toEqual(['on-quit'])
})

/** Overwrites the root page of a table or index that opening does not read. */
const damageWorkspace = (name: string): number => {
  const file = join(kith.workspace, 'workspace.db')
  const sql = `select rootpage from sqlite_schema where name = '${name}'`
  const page = Number(execFileSync('sqlite3', [file, sql]).toString())
  const bytes = readFileSync(file)
  bytes.fill(0xab, (page - 1) * 4096, page * 4096)
  writeFileSync(file, bytes)
  return page
}

test.each([
  { name: 'a table', page: 'tags', canBeBackedUp: false },
  // A copy reads no index but builds its own, so that it is complete.
  { name: 'an index', page: 'contacts_by_source', canBeBackedUp: true },
])(
  '$name damaged: no more writes, and a restore keeps the file',
  async ({ page, canBeBackedUp }) => {
    await rename('Ada')
    const id = await backUp()
    await kith.close()
    const damagedPage = damageWorkspace(page)
    kith = await openTestApplication({ folder, isSelfActing: true })
    while ((await kith.call('app.status', {})).health === 'checking') await wait(20)
    expect((await kith.call('app.status', {})).health).toBe('damaged')
    expect(await kith.reply('settings.updateBusiness', { ownerName: 'Grace' })).toMatchObject({
      error: { code: 'damaged' },
    })
    const done = rebuilt()
    const { takeBackId } = await kith.call('backups.restore', { id })
    expect(takeBackId !== null).toBe(canBeBackedUp)
    await done
    expect(await ownerName()).toBe('Ada')
    const backups = join(kith.workspace, 'backups')
    const [aside] = readdirSync(backups).filter((name) => name.endsWith('.damaged'))
    const kept = readFileSync(join(backups, aside ?? ''))
    const damaged = kept.subarray((damagedPage - 1) * 4096, damagedPage * 4096)
    expect(damaged.every((byte) => byte === 0xab)).toBe(true)
  },
)
