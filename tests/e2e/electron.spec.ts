import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, expect, test } from '@playwright/test'
import { contract } from '#shared/contract/index.ts'

const root = resolve(import.meta.dirname, '../..')

/** The binary, without asking the package: its `index.js` would start a download. */
const findBinary = (): string | null => {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const name = process.platform === 'win32' ? 'electron.exe' : 'electron'
  if (override !== undefined) return join(override, name)
  const folder = join(root, 'node_modules/electron')
  const pathFile = join(folder, 'path.txt')
  return existsSync(pathFile) ? join(folder, 'dist', readFileSync(pathFile, 'utf8').trim()) : null
}

const binary = findBinary()
const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'])

test.skip(
  binary === null || !existsSync(binary),
  'no Electron binary: node_modules/electron has no dist',
)
test.skip(!hasDisplay, 'no display for Electron')

let folder: string
let kith: ElectronApplication

const start = (): Promise<ElectronApplication> =>
  _electron.launch({
    executablePath: binary ?? '',
    args: [
      // Chromium refuses root with its sandbox on; only tests run so, never the application.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      root,
      `--workspace=${join(folder, 'work')}`,
    ],
    env: { ...process.env, KITH_APP_DATA: join(folder, 'data') } as Record<string, string>,
  })

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kith-electron-'))
  kith = await start()
})
test.afterEach(async () => {
  await kith.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the page gets the bridge and nothing of Node or Electron', async () => {
  const page = await kith.firstWindow()
  expect(page.url()).toMatch(/^kith-app:\/\/app\//)
  const found = await page.evaluate(() => ({
    bridge: Object.keys((window as unknown as { kith: object }).kith).toSorted(),
    require: typeof (globalThis as { require?: unknown }).require,
    process: typeof (globalThis as { process?: unknown }).process,
  }))
  expect(found).toEqual({
    bridge: ['call', 'fileHandle', 'hostKind', 'openMail', 'save', 'subscribe'],
    require: 'undefined',
    process: 'undefined',
  })
})

test('every procedure answers over the bridge', async () => {
  const page = await kith.firstWindow()
  const names = Object.entries(contract).flatMap(([slice, procedures]) =>
    Object.keys(procedures).map((procedure) => `${slice}.${procedure}`),
  )
  const codes = await page.evaluate(async (asked) => {
    type Call = (name: string, input: unknown) => Promise<{ error?: { code: string } }>
    const { call } = (window as unknown as { kith: { call: Call } }).kith
    // No schema takes a key that it does not know.
    const answers = await Promise.all(asked.map((name) => call(name, { unknown: true })))
    return answers.map(({ error }) => error?.code)
  }, names)
  expect(new Set(codes)).toEqual(new Set(['invalid-input']))
  expect(codes).toHaveLength(names.length)
})

test('a save reaches the workspace and is announced', async () => {
  const page = await kith.firstWindow()
  const seen = await page.evaluate(async () => {
    const { kith: bridge } = window as unknown as {
      kith: {
        call(name: string, input: unknown): Promise<{ ok: boolean }>
        subscribe(listener: (event: { type: string }) => void): () => void
      }
    }
    const announced = new Promise<string>((done) => bridge.subscribe(({ type }) => done(type)))
    const reply = await bridge.call('settings.updateBusiness', { ownerName: 'Ada' })
    return { isSaved: reply.ok, announced: await announced }
  })
  expect(seen).toEqual({ isSaved: true, announced: 'change' })
})

test('the page cannot leave and no window opens', async () => {
  const page = await kith.firstWindow()
  await page.evaluate(() => {
    window.open('https://example.com')
    location.href = 'https://example.com'
  })
  await page.waitForTimeout(500)
  expect(page.url()).toMatch(/^kith-app:\/\/app\//)
  expect(kith.windows()).toHaveLength(1)
})

test('the menu stands in the language of the owner', async () => {
  const page = await kith.firstWindow()
  const labels = () =>
    kith.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? [])
  expect(await labels()).toContain('File')
  await page.evaluate(() =>
    (
      window as unknown as { kith: { call(name: string, input: unknown): Promise<unknown> } }
    ).kith.call('settings.updateMachine', { language: 'zh-CN' }),
  )
  await expect.poll(labels).toContain('文件')
})

test('a window comes back where it was', async () => {
  await kith.firstWindow()
  await kith.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 60, width: 1000, height: 700 }),
  )
  await kith.close()
  kith = await start()
  await kith.firstWindow()
  const bounds = await kith.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  )
  expect(bounds).toMatchObject({ width: 1000, height: 700 })
})

test('what is being typed when the owner quits is kept', async () => {
  type Call = (name: string, input: unknown) => Promise<{ value: { id: number; notes: string } }>
  const call = async (...asked: Parameters<Call>) => {
    const page = await kith.firstWindow()
    return page.evaluate(
      ([name, input]) => (window as unknown as { kith: { call: Call } }).kith.call(name, input),
      asked,
    )
  }
  await call('settings.updateBusiness', { ownerName: 'Ada', isSetUp: true })
  const person = { kind: 'person', displayName: 'Ann Lee', notes: 'Likes tea.' }
  const { id } = (await call('contacts.create', person)).value
  const page = await kith.firstWindow()
  await page.evaluate((at) => {
    location.hash = `#/contacts/${at}`
  }, id)
  await page.getByRole('button', { name: /^Notes: / }).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' And jazz.')
  await kith.close()
  kith = await start()
  expect((await call('contacts.get', { id })).value.notes).toBe('Likes tea. And jazz.')
})
