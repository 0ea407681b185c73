import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './kith.ts'

const artefacts = resolve(import.meta.dirname, '../../../out/screenshots')
mkdirSync(artefacts, { recursive: true })

/** The sizes every screen is looked at in; the first one first. */
export const sizes = [
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

/** Both themes. */
export const themes = ['light', 'dark'] as const

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

/** One screen as it stands: pictures in every size, nothing too wide, nothing axe finds. */
export const inspectLook = async (
  page: Page,
  name: string,
  theme: (typeof themes)[number],
): Promise<void> => {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme)
  for (const size of sizes) {
    await page.setViewportSize(size)
    await settle(page)
    const path = join(artefacts, `${name}-${theme}-${size.width}x${size.height}.png`)
    await page.screenshot({ path })
    expect.soft(await overflowing(page), `${name} at ${size.width}`).toEqual([])
  }
  const { violations } = await (await axe(page)).analyze()
  expect(page.frames()).toHaveLength(1 + (await page.locator('iframe[sandbox]').count()))
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
  expect.soft(found, `${name}, ${theme}`).toEqual([])
}
