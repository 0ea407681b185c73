import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { appDataFolder } from '#main/platform/app-data.ts'
import { openPreferences, type Preferences } from '#main/platform/preferences.ts'
import {
  chooseWorkspace,
  isSyncedFolder,
  machineIdOf,
  prepareWorkspaceFolder,
  WorkspaceFolderError,
} from '#main/platform/workspace-folder.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

let folder: string
let preferences: Preferences
const clock = new FakeClock()

beforeEach(() => {
  folder = temporaryFolder()
  preferences = openPreferences(join(folder, 'data'))
})

const prepare = (name: string, machineId = 'here') =>
  prepareWorkspaceFolder({
    folder: join(folder, name),
    clock,
    random: new SeededRandom(1),
    machineId,
  })

test.each([
  ['linux', {}, '/home/ada/.local/share/Kith'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/Kith'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ada/.local/share/Kith'],
  ['darwin', {}, '/home/ada/Library/Application Support/Kith'],
  ['win32', { LOCALAPPDATA: '/local' }, '/local/Kith'],
  ['win32', {}, '/home/ada/AppData/Local/Kith'],
  ['linux', { KITH_APP_DATA: '/test' }, '/test/Kith'],
] as const)('app data on %s with %j', (platform, env, expected) => {
  expect(appDataFolder({ platform, home: '/home/ada', env })).toBe(expected)
})

test('the workspace asked for comes before the last one, and that before the first', () => {
  expect(chooseWorkspace(undefined, '/data', preferences)).toBe('/data/My business')
  preferences.update({ lastWorkspace: '/last' })
  expect(chooseWorkspace(undefined, '/data', preferences)).toBe('/last')
  expect(chooseWorkspace('/asked', '/data', preferences)).toBe('/asked')
})

test('a new workspace is described and belongs to this user alone', () => {
  const { layout, meta, name, isCopied } = prepare('My business')
  expect({ name, isCopied, isSample: meta.isSample }).toEqual({
    name: 'My business',
    isCopied: false,
    isSample: false,
  })
  expect(meta.workspaceId).toMatch(/^[0-9a-f]{32}$/)
  expect(meta.createdAt).toBe(clock.now())
  expect(statSync(layout.folder).mode & 0o077).toBe(0)
  expect(statSync(layout.meta).mode & 0o077).toBe(0)
})

test('a workspace that comes to another machine keeps its id and says that it was copied', () => {
  const first = prepare('work', 'machine-a')
  const second = prepare('work', 'machine-b')
  expect(second.isCopied).toBe(true)
  expect(second.meta.workspaceId).toBe(first.meta.workspaceId)
  expect(prepare('work', 'machine-b').isCopied).toBe(false)
})

test('a broken description is written anew', () => {
  const { layout } = prepare('work')
  writeFileSync(layout.meta, '{"workspaceId":')
  expect(prepare('work').meta.machineId).toBe('here')
  expect(JSON.parse(readFileSync(layout.meta, 'utf8'))).toMatchObject({ machineId: 'here' })
})

test('links and files are no workspaces', () => {
  mkdirSync(join(folder, 'real'))
  symlinkSync(join(folder, 'real'), join(folder, 'link'))
  writeFileSync(join(folder, 'file'), '')
  expect(() => prepare('link')).toThrow(WorkspaceFolderError)
  expect(() => prepare('file')).toThrow(/is not a folder/)
})

test.each([
  ['/home/ada/Dropbox/Kith', true],
  ['/home/ada/OneDrive - Contoso/Kith', true],
  ['/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/Kith', true],
  ['/Users/ada/Library/CloudStorage/GoogleDrive-ada@example.com/My Drive', true],
  ['/home/ada/坚果云/Kith', true],
  ['/home/ada/Nextcloud', true],
  ['/home/ada/Documents/Kith', false],
  ['/home/ada/dropbox-notes/Kith', false],
])('%s is synced: %s', (path, expected) => {
  expect(isSyncedFolder(path)).toBe(expected)
})

test('the id of a machine is made once', () => {
  const random = new SeededRandom(5)
  const id = machineIdOf(preferences, random)
  expect(machineIdOf(preferences, random)).toBe(id)
})

test('preferences keep what others wrote and survive a broken file', () => {
  preferences.update({ theme: 'dark' })
  openPreferences(join(folder, 'data')).update({ language: 'zh-CN' })
  expect(preferences.read()).toEqual({ theme: 'dark', language: 'zh-CN' })
  writeFileSync(join(folder, 'data', 'preferences.json'), 'null')
  expect(preferences.read()).toEqual({})
})
