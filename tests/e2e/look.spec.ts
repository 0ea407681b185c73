import type { Page } from '@playwright/test'
import { type Kith, test } from './support/kith.ts'
import { inspectLook, prepareLook } from './support/look.ts'

const someone = async (kith: Kith): Promise<number> => {
  const { overdue } = await kith.call('today.get', {})
  return overdue[0]?.contact.id ?? 1
}

interface Screen {
  readonly name: string
  readonly open: (page: Page, kith: Kith) => Promise<void>
}

const go = (page: Page, kith: Kith, path: string) => page.goto(`${kith.origin}/#${path}`)

/** Every screen, with what floats over it opened where it has something. */
const screens: readonly Screen[] = [
  { name: 'today', open: (page, kith) => go(page, kith, '/today').then(() => {}) },
  { name: 'contacts', open: (page, kith) => go(page, kith, '/contacts').then(() => {}) },
  {
    name: 'contacts-selected',
    open: async (page, kith) => {
      await go(page, kith, '/contacts')
      await page.getByRole('grid').waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('x')
      await page.keyboard.press('Shift+ArrowDown')
      await page.keyboard.press('Shift+ArrowDown')
    },
  },
  {
    name: 'contacts-new',
    open: async (page, kith) => {
      await go(page, kith, '/contacts')
      await page.getByRole('grid').waitFor()
      await page.keyboard.press('n')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'record',
    open: async (page, kith) => {
      await go(page, kith, `/contacts/${await someone(kith)}`)
    },
  },
  {
    name: 'record-log',
    open: async (page, kith) => {
      await go(page, kith, `/contacts/${await someone(kith)}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.keyboard.press('l')
      await page.keyboard.press('c')
    },
  },
  {
    name: 'palette',
    open: async (page, kith) => {
      await go(page, kith, '/contacts')
      await page.getByRole('grid').waitFor()
      await page.keyboard.press('Control+k')
      await page.keyboard.type('zs')
      await page.getByRole('listbox').waitFor()
    },
  },
  { name: 'history', open: (page, kith) => go(page, kith, '/history').then(() => {}) },
  { name: 'import', open: (page, kith) => go(page, kith, '/imports').then(() => {}) },
  { name: 'settings', open: (page, kith) => go(page, kith, '/settings').then(() => {}) },
  { name: 'help', open: (page, kith) => go(page, kith, '/help').then(() => {}) },
  {
    name: 'shortcuts',
    open: async (page, kith) => {
      await go(page, kith, '/today')
      await page.getByRole('main').waitFor()
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
  },
]

for (const language of ['en', 'zh-CN'] as const) {
  test(`every screen, ${language}: axe, no overflow`, async ({ app, kith }) => {
    test.setTimeout(240_000)
    await kith.call('settings.updateMachine', { language, theme: 'system' })
    await kith.openSample(language)
    await prepareLook(app)
    await app.reload()
    // Something to see in History.
    const id = (await kith.call('contacts.list', { limit: 1 })).rows[0]?.id
    if (id !== undefined) await kith.call('contacts.update', { id, jobTitle: 'Owner' })
    for (const screen of screens) {
      await test.step(screen.name, async () => {
        await screen.open(app, kith)
        await app.waitForTimeout(300)
        await inspectLook(app, screen.name, language)
        await app.keyboard.press('Escape')
        await app.keyboard.press('Escape')
      })
    }
  })
}
