import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rescueWorkspace } from '#main/rescue.ts'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

/** A copy of a workspace in the middle of its work is what a crash leaves behind. */
const crashed = async (): Promise<{ folder: string; workspace: string }> => {
  const kith = await openTestApplication({ folder: temporaryFolder() })
  await kith.call('settings.updateBusiness', { ownerName: 'Ada' })
  const folder = temporaryFolder()
  const workspace = join(folder, 'workspace')
  cpSync(kith.workspace, workspace, { recursive: true })
  await kith.close()
  expect(existsSync(join(kith.workspace, 'open.json'))).toBe(false)
  return { folder, workspace }
}

const dropLog = (workspace: string): void => {
  for (const end of ['-wal', '-shm']) rmSync(join(workspace, `workspace.db${end}`))
}

const isLogMissing = async (kith: TestApplication): Promise<boolean> =>
  (await kith.call('app.status', {})).workspace.isLogMissing

const reopen = async (folder: string): Promise<boolean> => {
  const kith = await openTestApplication({ folder })
  const isMissing = await isLogMissing(kith)
  await kith.close()
  return isMissing
}

test('after a crash nothing is said while the log is there', async () => {
  const { folder } = await crashed()
  const kith = await openTestApplication({ folder })
  expect(await isLogMissing(kith)).toBe(false)
  expect((await kith.call('settings.get', {})).business.ownerName).toBe('Ada')
  await kith.close()
  expect(await reopen(folder)).toBe(false)
})

test('after a crash a log that was taken away is told until a clean close', async () => {
  const { folder, workspace } = await crashed()
  dropLog(workspace)
  const kith = await openTestApplication({ folder })
  expect(await isLogMissing(kith)).toBe(true)
  const again = temporaryFolder()
  cpSync(workspace, join(again, 'workspace'), { recursive: true })
  await kith.close()
  expect(await reopen(again)).toBe(true)
  expect(await reopen(folder)).toBe(false)
})

test('what a rescue puts in place has no log to miss', async () => {
  const folder = temporaryFolder()
  const first = await openTestApplication({ folder, isSelfActing: true })
  await first.call('settings.updateBusiness', { ownerName: 'Ada' })
  await first.close()
  const kith = await openTestApplication({ folder })
  const { backups } = await kith.call('backups.list', {})
  const crash = temporaryFolder()
  cpSync(kith.workspace, join(crash, 'workspace'), { recursive: true })
  await kith.close()
  const rescued = await rescueWorkspace(join(crash, 'workspace'), backups[0]?.id ?? '')
  expect(rescued.ok).toBe(true)
  expect(await reopen(crash)).toBe(false)
})
