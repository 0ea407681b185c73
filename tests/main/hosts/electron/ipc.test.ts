import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openMail, safeFileName, saveFile } from '#main/hosts/electron/dialogs.ts'
import {
  answerCall,
  type IpcParts,
  listenToPage,
  plainInput,
  takeFile,
} from '#main/hosts/electron/ipc.ts'
import { reminderWords } from '#main/hosts/electron/notifications.ts'
import { pageOrigin } from '#main/hosts/electron/security.ts'
import { becomeOnlyInstance } from '#main/hosts/electron/single-instance.ts'
import type { FileHandle } from '#shared/domain/ids.ts'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

let kith: TestApplication
let folder: string
let parts: IpcParts
const mainFrame = { origin: pageOrigin }
const ours = { senderFrame: mainFrame }
const called = vi.fn<(name: string) => void>()

beforeEach(async () => {
  folder = temporaryFolder()
  kith = await openTestApplication({ folder })
  called.mockClear()
  parts = {
    application: kith.application,
    // The window's frame, as far as the channels look at it.
    contents: { mainFrame } as never,
    window: 'desktop',
    save: async () => undefined,
    openMail: async () => undefined,
    onCalled: called,
  }
})
afterEach(() => kith.close())

const notAFile = { ok: false, error: { code: 'invalid-input', message: 'not a file' } }

/** The handle of a file that is taken. */
const handleOf = async (source: unknown): Promise<FileHandle> => {
  const reply = await takeFile(parts, ours, source)
  if (!reply.ok) throw new Error(reply.error.code)
  // What a host answers with.
  return reply.value as FileHandle
}

test('a call from our page is answered like any other', async () => {
  const name = 'settings.updateBusiness'
  const reply = await answerCall(parts, ours, { name, input: { ownerName: 'Ada' } })
  expect(reply).toMatchObject({ ok: true })
  expect(called).toHaveBeenCalledExactlyOnceWith(name)
})

test.each([
  ['a child frame', { senderFrame: { origin: pageOrigin } }],
  ['a frame that is gone', { senderFrame: null }],
  ['a foreign page', { senderFrame: { origin: 'https://evil.example' } }],
])('%s gets nothing', async (_name, sender) => {
  const reply = await answerCall(parts, sender, { name: 'app.status', input: {} })
  expect(reply).toMatchObject({ ok: false, error: { code: 'forbidden' } })
  const file = await takeFile(parts, sender, '/etc/hostname')
  expect(file).toMatchObject({ ok: false, error: { code: 'forbidden' } })
})

const cyclic: Record<string, unknown> = {}
cyclic['self'] = cyclic

test.each([
  ['a cycle', cyclic],
  ['more than 1 MB', { ownerName: 'x'.repeat(1_100_000) }],
  ['a function', () => 1],
  ['nothing', undefined],
  ['a big integer', { ownerName: 1n }],
])('%s is no input', async (_name, input) => {
  const reply = await answerCall(parts, ours, { name: 'settings.updateBusiness', input })
  expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
})

test('an own __proto__ arrives as a key that no schema knows', async () => {
  const input: unknown = plainInput(JSON.parse('{"ownerName":"Ada","__proto__":{"isAdmin":true}}'))
  const reply = await answerCall(parts, ours, { name: 'settings.updateBusiness', input })
  expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false)
})

test('a pasted table becomes a handle; what is no file does not', async () => {
  const bytes = new TextEncoder().encode('Name\tCity\nAda\tLisboa\n')
  const handle = await handleOf({ name: '../Pasted table', bytes })
  const stored = kith.application.files.find(handle)
  expect(stored?.name).toBe('Pasted table')
  expect(readFileSync(stored?.path ?? '', 'utf8')).toContain('Lisboa')
  for (const source of [{ name: 'x', bytes: 'text' }, { bytes }, 'people.csv', null, 7]) {
    expect(await takeFile(parts, ours, source)).toEqual(notAFile)
  }
})

test('a dropped file becomes a handle, and a handle a saved file', async () => {
  const source = join(folder, 'people.csv')
  writeFileSync(source, 'name\nAda\n')
  const handle = await handleOf(source)
  const filePath = join(folder, 'saved.csv')
  const showSaveDialog = vi
    .fn<(window: unknown, options: unknown) => Promise<unknown>>()
    .mockResolvedValue({ canceled: false, filePath })
  const electron = { dialog: { showSaveDialog }, app: { getPath: () => folder } }
  // The dialog and the app, as far as saving uses them.
  await saveFile(
    { ...electron, window: {}, application: kith.application } as never,
    handle,
    'a/b.csv',
  )
  expect(showSaveDialog.mock.calls[0]?.[1]).toEqual({ defaultPath: join(folder, 'a-b.csv') })
  expect(readFileSync(filePath, 'utf8')).toBe('name\nAda\n')
})

test('a mail opens in the program for mail, whatever else the page calls it', async () => {
  const bytes = new TextEncoder().encode('Subject: Hello\r\n\r\nHi')
  const handle = await handleOf({ name: 'mail', bytes })
  const openPath = vi.fn<(path: string) => Promise<string>>().mockResolvedValue('')
  const works = { shell: { openPath }, application: kith.application }
  await openMail(works, handle, 'Hello: Ada.eml')
  await openMail(works, handle, '../evil.exe')
  const [first = '', second = ''] = openPath.mock.calls.map(([path]) => path)
  expect(readFileSync(first, 'utf8')).toBe('Subject: Hello\r\n\r\nHi')
  expect([first, second].map((path) => basename(path))).toEqual(['Hello- Ada.eml', '-evil.exe.eml'])
  openPath.mockResolvedValue('no program for it')
  await expect(openMail(works, handle, 'a.eml')).rejects.toThrow('no program for it')
})

test.each([['relative.csv'], ['/'], ['/gone.csv'], [42], [null]])('%j is no file', async (path) => {
  expect(await takeFile(parts, ours, path)).toEqual(notAFile)
})

test('the page learns why a file was not taken', async () => {
  const source = join(folder, 'people.csv')
  writeFileSync(source, 'name\nAda\n')
  const answer = async (receive: () => Promise<unknown>) =>
    // The files of an application, as far as they refuse.
    takeFile({ ...parts, application: { files: { receive } } as never }, ours, source)
  const cap = { code: 'too-large', data: { maxBytes: 7 } }
  expect(await answer(async () => ({ ok: false, error: cap }))).toEqual({
    ok: false,
    error: { ...cap, message: 'too-large' },
  })
  const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }))
  expect(await answer(failing('ENOSPC'))).toMatchObject({ error: { code: 'disk-full' } })
  expect(await answer(failing('EACCES'))).toMatchObject({ error: { code: 'unreadable-file' } })
})

test('only these channels are listened to', () => {
  const names: string[] = []
  // An IPC of which only the names are looked at.
  listenToPage({ handle: (name: string) => names.push(name) } as never, parts)
  expect(names).toEqual(['kith:call', 'kith:file', 'kith:save', 'kith:open-mail'])
})

test.each([
  ['../../etc/passwd', '-..-etc-passwd'],
  ['a:b*c?.csv', 'a-b-c-.csv'],
  ['...', 'kith'],
  ['', 'kith'],
  ['联系人.csv', '联系人.csv'],
  ['name. ', 'name'],
])('%j is saved as %j', (name, expected) => {
  expect(safeFileName(name)).toBe(expected)
})

test('a reminder names its step, several are counted, in both languages', () => {
  const one = { type: 'reminder', seq: 1, followUpIds: [1] } as const
  const two = { type: 'reminder', seq: 1, followUpIds: [1, 2] } as const
  const step = { title: 'Send the offer', contactName: 'Ada' }
  expect(reminderWords(one, [step], 'en')).toEqual({ title: 'Send the offer', body: 'Ada' })
  expect(reminderWords(two, [step, step], 'en').body).toContain('2')
  expect(reminderWords(two, [step, step], 'zh-CN').body).toMatch(/\p{Script=Han}/u)
  expect(reminderWords(one, [], 'en').body).toContain('1')
})

test('a second process hands over to the first and ends', () => {
  const focus = vi.fn<() => void>()
  const window = {
    isMinimized: () => true,
    restore: vi.fn<() => void>(),
    show: () => undefined,
    focus,
  }
  let second: () => void = () => undefined
  const app = (isFirst: boolean) =>
    ({
      requestSingleInstanceLock: () => isFirst,
      on: (_name: string, listener: () => void) => {
        second = listener
      },
      // The app, as far as the lock uses it.
    }) as never
  expect(becomeOnlyInstance(app(false), () => window)).toBe(false)
  expect(becomeOnlyInstance(app(true), () => window)).toBe(true)
  second()
  expect(window.restore).toHaveBeenCalledOnce()
  expect(focus).toHaveBeenCalledOnce()
})
