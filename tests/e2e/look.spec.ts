import type { Page } from '@playwright/test'
import { english } from '#shared/i18n/resources.ts'
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

/** What keys open over a list; the first line is marked. */
const opened = (name: string, path: '/contacts' | '/today', ...keys: string[]): Screen => ({
  name,
  open: async (page, kith) => {
    await go(page, kith, path)
    await page.getByRole('grid').first().waitFor()
    for (const key of keys) await page.keyboard.press(key)
  },
})

const { label: _label, ...sections } = english.settings.sections

/** Every screen, with what floats over it opened where it has something. */
const screens: readonly Screen[] = [
  { name: 'today', open: (page, kith) => go(page, kith, '/today').then(() => {}) },
  { name: 'contacts', open: (page, kith) => go(page, kith, '/contacts').then(() => {}) },
  opened('contacts-selected', '/contacts', 'ArrowDown', 'x', 'Shift+ArrowDown', 'Shift+ArrowDown'),
  opened('contacts-new', '/contacts', 'n'),
  opened('contacts-filter', '/contacts', 'f'),
  opened('contacts-tags', '/contacts', 'ArrowDown', 't'),
  opened('contacts-stage', '/contacts', 'ArrowDown', 's'),
  opened('contacts-peek', '/contacts', 'ArrowDown', ' '),
  opened('today-later', '/today', 'h'),
  opened('today-done', '/today', 'e'),
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
    name: 'record-more',
    open: async (page, kith) => {
      await go(page, kith, `/contacts/${await someone(kith)}`)
      await page.getByRole('button', { name: /^(More|更多)$/ }).click()
      await page.getByRole('menu').waitFor()
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
  ...Object.keys(sections).map((section) => ({
    name: `settings-${section}`,
    open: async (page: Page, kith: Kith) => {
      await go(page, kith, `/settings?section=${section}`)
    },
  })),
  { name: 'help', open: (page, kith) => go(page, kith, '/help').then(() => {}) },
  opened('shortcuts', '/today', '?'),
]

for (const language of ['en', 'zh-CN'] as const) {
  test(`every screen, ${language}: axe, no overflow`, async ({ app, kith }) => {
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
