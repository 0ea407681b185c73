import { cpSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { addDraftToBob } from '#tests/support/mail-accounts.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

let folder: string
const clock = new FakeClock()

beforeEach(() => {
  folder = temporaryFolder()
})

const open = async (workspace: string): Promise<TestApplication> => {
  const app = await openTestApplication({ folder, workspace, clock, isSelfActing: true })
  onTestFinished(() => app.close())
  return app
}

/** What holds everything, when the outbox has been brought in order. */
const held = async (app: TestApplication): Promise<string | null> => {
  await new Promise<void>((resolve) => {
    const stop = app.application.events.subscribe((event) => {
      if (event.type !== 'change' || event.tables.deliveries !== 'many') return
      stop()
      resolve()
    })
  })
  return (await app.call('emails.outbox', {})).holdAll
}

/** Opens a workspace, says what holds everything, closes it. */
const visit = async (workspace: string): Promise<string | null> => {
  const app = await open(workspace)
  const found = await held(app)
  await app.close()
  return found
}

const planTomorrow = async (): Promise<void> => {
  const app = await open('mine')
  const { id } = await addDraftToBob(app)
  await app.call('emails.schedule', { ids: [id], when: { kind: 'next-morning' } })
  await app.close()
}

test('of two folders on one machine the owner says which one sends', async () => {
  await planTomorrow()
  cpSync(join(folder, 'mine'), join(folder, 'copy'), { recursive: true })

  const copy = await open('copy')
  expect(await held(copy)).toBe('copied')
  expect((await copy.call('emails.list', { group: 'held' })).emails).toMatchObject([
    { state: 'held', reason: 'copied' },
  ])
  await copy.close()
  // Nothing was said yet: the original goes on.
  expect(await visit('mine')).toBeNull()

  const chosen = await open('copy')
  expect(await held(chosen)).toBe('copied')
  expect(await chosen.call('emails.releaseAll', {})).toEqual({ released: 1 })
  expect((await chosen.call('emails.outbox', {})).holdAll).toBeNull()
  await chosen.close()
  expect(await visit('mine')).toBe('copied')
})

test('a folder with a new name, and one that Kith moved, ask nothing', async () => {
  await planTomorrow()
  renameSync(join(folder, 'mine'), join(folder, 'renamed'))
  const app = await open('renamed')
  expect(await held(app)).toBeNull()
  const path = join(folder, 'moved')
  await app.call('app.moveWorkspace', { path })
  await vi.waitUntil(() => app.application.folder === path, { timeout: 10_000 })
  expect(await held(app)).toBeNull()
  await app.close()
  expect(await visit('moved')).toBeNull()
})
