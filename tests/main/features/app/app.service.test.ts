import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, win32 } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isWithin } from '#main/features/app/workspace-move.ts'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

let folder: string
let app: TestApplication

beforeEach(async () => {
  folder = temporaryFolder()
  app = await openTestApplication({ folder })
  await app.call('settings.updateBusiness', { ownerName: 'Ada' })
})
afterEach(() => app.close())

const rebuilt = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = app.application.events.subscribe((event) => {
      if (event.type !== 'rebuilt') return
      stop()
      resolve()
    })
  })

const afterwards = async (act: () => Promise<unknown>): Promise<void> => {
  const done = rebuilt()
  await act()
  await done
}

const owner = async (): Promise<string> => (await app.call('settings.get', {})).business.ownerName

const failedAct = async (): Promise<string | null> =>
  (await app.call('app.status', {})).failedSwitch?.act ?? null

const preference = (name: string): unknown =>
  JSON.parse(readFileSync(join(folder, 'app-data', 'preferences.json'), 'utf8'))[name]

test('a move that is asked for twice moves once and loses nothing', async () => {
  const path = join(folder, 'elsewhere')
  await afterwards(async () => {
    await app.call('app.moveWorkspace', { path })
    expect(await app.reply('app.moveWorkspace', { path })).toMatchObject({
      error: { code: 'rebuilding' },
    })
  })
  expect(await owner()).toBe('Ada')
  expect(app.application.folder).toBe(path)
  expect(existsSync(app.workspace)).toBe(false)
  expect(preference('lastWorkspace')).toBe(path)
})

test('what is saved before the workspace closes moves along', async () => {
  await afterwards(async () => {
    await app.call('app.moveWorkspace', { path: join(folder, 'elsewhere') })
    await app.call('settings.updateBusiness', { ownerName: 'Grace' })
  })
  expect(await owner()).toBe('Grace')
})

test('a move into a folder that fills up in the meantime leaves both as they are', async () => {
  const path = join(folder, 'elsewhere')
  await afterwards(async () => {
    await app.call('app.moveWorkspace', { path })
    writeFileSync(join(path, 'letter.txt'), 'mine')
  })
  expect(readFileSync(join(path, 'letter.txt'), 'utf8')).toBe('mine')
  expect(app.application.folder).toBe(app.workspace)
  expect(await owner()).toBe('Ada')
  expect(await failedAct()).toBe('move')
  await afterwards(() => app.call('app.moveWorkspace', { path: join(folder, 'empty') }))
  expect(await failedAct()).toBeNull()
})

test('a move that the next start would not know of is no move', async () => {
  const path = join(folder, 'elsewhere')
  // A folder where the draft of the preferences goes: they can be read, not written.
  mkdirSync(join(folder, 'app-data', `preferences.json.${process.pid}.tmp`))
  await afterwards(() => app.call('app.moveWorkspace', { path }))
  expect(app.application.folder).toBe(app.workspace)
  expect(await owner()).toBe('Ada')
  expect(await failedAct()).toBe('move')
})

test('a listener that fails keeps nobody else from hearing, nor the next switch', async () => {
  const stop = app.application.events.subscribe((event) => {
    if (event.type === 'rebuilt') throw new Error('no room for the note')
  })
  await afterwards(() => app.call('app.moveWorkspace', { path: join(folder, 'first') }))
  stop()
  await afterwards(() => app.call('app.moveWorkspace', { path: join(folder, 'second') }))
  expect(app.application.folder).toBe(join(folder, 'second'))
})

test('when neither place can be opened, pages hear it and a later call opens the old one', async () => {
  const path = join(folder, 'elsewhere')
  const aside = join(folder, 'aside')
  await afterwards(async () => {
    await app.call('app.moveWorkspace', { path })
    renameSync(app.workspace, aside)
    writeFileSync(app.workspace, 'in the way')
  })
  for (let n = 0; n < 2; n += 1) {
    expect(await app.reply('settings.get', {})).toMatchObject({ error: { code: 'not-open' } })
  }

  rmSync(app.workspace)
  renameSync(aside, app.workspace)
  await afterwards(async () => expect(await owner()).toBe('Ada'))
  expect(app.application.folder).toBe(app.workspace)
  expect(await failedAct()).toBe('move')
})

test('a place the workspace cannot be opened at leaves it where it is', async () => {
  const path = join(folder, 'elsewhere')
  await afterwards(async () => {
    await app.call('app.moveWorkspace', { path })
    rmSync(path, { recursive: true })
    mkdirSync(join(folder, 'real'))
    symlinkSync(join(folder, 'real'), path)
  })
  expect(app.application.folder).toBe(app.workspace)
  expect(await owner()).toBe('Ada')
})

test('a link to a folder is no place for a workspace', async () => {
  mkdirSync(join(folder, 'real'))
  symlinkSync(join(folder, 'real'), join(folder, 'link'))
  const reply = await app.reply('app.moveWorkspace', { path: join(folder, 'link') })
  expect(reply).toMatchObject({ error: { code: 'not-writable' } })
})

test('the sample inside the sample changes its language; leaving it goes back to the own', async () => {
  await afterwards(() => app.call('app.openSample', { language: 'en' }))
  await afterwards(() => app.call('app.openSample', { language: 'zh-CN' }))
  expect((await app.call('app.status', {})).workspace.isSample).toBe(true)
  expect(preference('ownWorkspace')).toBe(app.workspace)
  await afterwards(() => app.call('app.leaveSample', {}))
  expect(app.application.folder).toBe(app.workspace)
  expect(await owner()).toBe('Ada')
})

test('a sample whose way back is gone stays open', async () => {
  await afterwards(() => app.call('app.openSample', { language: 'en' }))
  rmSync(app.workspace, { recursive: true })
  writeFileSync(app.workspace, 'no folder any more')
  await afterwards(() => app.call('app.leaveSample', {}))
  expect(await failedAct()).toBe('leave-sample')
  expect((await app.call('app.status', {})).workspace.isSample).toBe(true)
  expect(await app.call('contacts.count', {})).toEqual({ people: 300, companies: 38 })
})

test('opening the sample ends a job and the save behind it is not half done', async () => {
  const { jobId } = await app.call('backups.create', {})
  const saving = app.reply('contacts.create', { kind: 'person', displayName: 'Late' })
  await afterwards(() => app.call('app.openSample', { language: 'en' }))
  const saved = await saving
  await afterwards(() => app.call('app.leaveSample', {}))
  const { people } = await app.call('contacts.count', {})
  expect(people).toBe(saved.ok ? 1 : 0)
  expect(['done', 'cancelled']).toContain((await app.call('jobs.get', { id: jobId })).status)
})

test.each([
  ['D:\\Kith', 'D:\\Kith', true],
  ['D:\\Kith', 'D:\\Kith\\inside', true],
  ['D:\\Kith', 'D:\\Kith\\..inside', true],
  ['D:\\Kith', 'D:\\Kith-2', false],
  ['D:\\Kith', 'E:\\Kith', false],
])('whether %s holds %s', (outer, inner, expected) => {
  expect(isWithin(outer, inner, win32)).toBe(expected)
})
