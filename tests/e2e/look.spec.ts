import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, type Kith, test } from './support/kith.ts'

const artefacts = resolve(import.meta.dirname, '../../out/screenshots')
mkdirSync(artefacts, { recursive: true })

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

const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 800 },
] as const

/** Nothing but the lists and texts that mean to scroll may be wider than its place. */
const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth
    const buttons = [...document.querySelectorAll('button, [role=tab], label, h1, h2, th')]
    const cut = buttons.filter((element) => {
      const style = getComputedStyle(element)
      const hides = style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis'
      return hides && element.scrollWidth > element.clientWidth + 1
    })
    return [...(wide ? ['the page'] : []), ...cut.map((element) => element.textContent ?? '')]
  })

const themes = ['light', 'dark'] as const

/**
 * Every rule of axe. The page has no frames, so all of it is looked at in one go, and only what is
 * wrong is described in full: describing each sound element takes five times as long as finding it.
 */
const axe = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })

/** One screen as it stands: pictures in every size, nothing too wide, nothing axe finds. */
const inspect = async (page: Page, name: string, theme: (typeof themes)[number]): Promise<void> => {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme)
  for (const size of sizes) {
    await page.setViewportSize(size)
    await page.waitForTimeout(150)
    const path = join(artefacts, `${name}-${theme}-${size.width}x${size.height}.png`)
    await page.screenshot({ path })
    expect.soft(await overflowing(page), `${name} at ${size.width}`).toEqual([])
  }
  const { violations } = await axe(page).analyze()
  expect(page.frames()).toHaveLength(1)
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
  expect.soft(found, `${name}, ${theme}`).toEqual([])
}

for (const language of ['en', 'zh-CN'] as const) {
  test(`every screen, ${language}: axe, no overflow, pictures`, async ({ app, kith }) => {
    test.setTimeout(240_000)
    await kith.call('settings.updateMachine', { language, theme: 'system' })
    await kith.openSample(language)
    await app.reload()
    // Something to see in History.
    const id = (await kith.call('contacts.list', { limit: 1 })).rows[0]?.id
    if (id !== undefined) await kith.call('contacts.update', { id, jobTitle: 'Owner' })
    for (const screen of screens) {
      await test.step(screen.name, async () => {
        await app.setViewportSize(sizes[0])
        await screen.open(app, kith)
        await app.waitForTimeout(300)
        for (const theme of themes) await inspect(app, `${screen.name}-${language}`, theme)
        await app.keyboard.press('Escape')
        await app.keyboard.press('Escape')
      })
    }
  })
}
