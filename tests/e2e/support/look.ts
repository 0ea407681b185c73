import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './kith.ts'

const artefacts = resolve(import.meta.dirname, '../../../out/screenshots')
mkdirSync(artefacts, { recursive: true })

/** The smallest window where nothing may be cut off; the tests look at every screen in it. */
const smallest = { width: 1280, height: 800 }
/** The sizes pictures are taken in. */
const pictured = [{ width: 1440, height: 900 }, smallest] as const

/** True in the run that takes the pictures, which `npm run pictures` starts. */
const takesPictures = (): boolean => test.info().project.name === 'pictures'

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
 * Every rule of axe. The page has no frames but the paper of a mail, which holds the owner's words
 * alone, so all of it is looked at in one go, and only what is wrong is described in full: describing each sound element takes five times as long as finding it.
 */
const axe = async (page: Page): Promise<AxeBuilder> => {
  const isLoaded = await page.evaluate(() => 'axe' in globalThis)
  // A page keeps what it has loaded, and reading axe twice takes longer than using it.
  const source = isLoaded ? { axeSource: 'void 0' } : {}
  const builder = new AxeBuilder({ page, ...source })
  return builder.setLegacyMode().options({ resultTypes: ['violations'] })
}

/** Until lists have measured themselves anew and drawn what then fits. */
const settle = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    for (let n = 0; n < 4; n += 1) await frame()
  })

const showIn = async (page: Page, theme: (typeof themes)[number]): Promise<void> => {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme)
}

const expectRoom = async (page: Page, name: string): Promise<void> => {
  await settle(page)
  expect.soft(await overflowing(page), name).toEqual([])
}

const takePictures = async (page: Page, name: string): Promise<void> => {
  for (const theme of themes) {
    await showIn(page, theme)
    for (const size of pictured) {
      await page.setViewportSize(size)
      const file = `${name}-${theme}-${size.width}x${size.height}.png`
      await expectRoom(page, file)
      await page.screenshot({ path: join(artefacts, file) })
    }
  }
  await page.setViewportSize(pictured[0])
}

const expectSound = async (page: Page, what: string): Promise<void> => {
  const { violations } = await (await axe(page)).analyze()
  expect(page.frames()).toHaveLength(1 + (await page.locator('iframe[sandbox]').count()))
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
  expect.soft(found, what).toEqual([])
}

/** Gives the window the size screens are looked at in. */
export const prepareLook = (page: Page): Promise<void> =>
  page.setViewportSize(takesPictures() ? pictured[0] : smallest)

/**
 * One screen as it stands: nothing too wide, nothing axe finds.
 *
 * Colours are the same in both languages, so that both themes are looked at in English alone; what
 * is wide is so in either theme. Where pictures are taken, they are all that happens.
 */
export const inspectLook = async (
  page: Page,
  name: string,
  language: 'en' | 'zh-CN',
): Promise<void> => {
  const full = `${name}-${language}`
  if (takesPictures()) return takePictures(page, full)
  for (const theme of language === 'en' ? themes : (['light'] as const)) {
    await showIn(page, theme)
    if (theme === 'light') await expectRoom(page, `${full} at ${smallest.width}`)
    await expectSound(page, `${full}, ${theme}`)
  }
}
