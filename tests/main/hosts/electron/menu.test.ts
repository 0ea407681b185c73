import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { type MenuLanguage, menuLanguage, menuTemplate } from '#main/hosts/electron/menu.ts'
import { commands } from '#shared/commands.ts'
import { languageResources } from '#shared/i18n/resources.ts'

const template = (
  language: MenuLanguage,
  platform: NodeJS.Platform = 'linux',
  isPackaged = true,
) => {
  const chosen: string[] = []
  const menu = menuTemplate({ language, platform, isPackaged, onCommand: (id) => chosen.push(id) })
  return { menu, chosen }
}

const itemsOf = (menu: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  menu.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))

test.each(['en', 'zh-CN'] as const)('every command with a menu stands in it, in %s', (language) => {
  const { menu } = template(language)
  const words = languageResources[language].commands
  expect(menu.map(({ label }) => label)).toEqual(Object.values(words.menu))
  const items = itemsOf(menu).filter(({ id }) => id !== undefined)
  const inMenus = commands.filter((command) => 'menu' in command)
  expect(new Set(items.map(({ id }) => id))).toEqual(new Set(inMenus.map(({ id }) => id)))
  expect(items.every(({ label }) => label && label !== 'undefined')).toBe(true)
})

test('a chosen item is its command, and its keys are only shown', () => {
  const { menu, chosen } = template('en')
  const undo = itemsOf(menu).find(({ id }) => id === 'history.undo')
  expect(undo).toMatchObject({ accelerator: 'CommandOrControl+Z', registerAccelerator: false })
  undo?.click?.({} as never, undefined, {} as never)
  expect(chosen).toEqual(['history.undo'])
})

test('key sequences, which a menu cannot show, are left out', () => {
  const today = itemsOf(template('en').menu).find(({ id }) => id === 'go.today')
  expect(today?.accelerator).toBe('CommandOrControl+1')
})

test('a Mac has its own first menu, a package has no developer tools', () => {
  const labels = template('en', 'darwin').menu.map(({ label }) => label)
  expect(labels).toEqual(['Kith', 'File', 'Edit', 'View', 'Go', 'Window', 'Help'])
  const roles = (isPackaged: boolean) =>
    itemsOf(template('en', 'linux', isPackaged).menu).map(({ role }) => role)
  expect(roles(true)).not.toContain('toggleDevTools')
  expect(roles(false)).toContain('toggleDevTools')
  expect(roles(true)).toContain('quit')
})

test.each(['linux', 'win32', 'darwin'] as const)('on %s every word is Chinese', (platform) => {
  const { menu } = template('zh-CN', platform, false)
  const lines = [...menu, ...itemsOf(menu)].filter(({ type }) => type !== 'separator')
  // Electron's own words for what the system does are English whatever the language.
  expect(lines.filter(({ label }) => !/[\p{Script=Han}]|^Kith$/u.test(label ?? ''))).toEqual([])
  expect(lines.length).toBeGreaterThan(25)
})

test.each([
  ['en', 'zh-CN', 'en'],
  ['zh-CN', 'en-US', 'zh-CN'],
  ['system', 'zh-Hans-CN', 'zh-CN'],
  ['system', 'de-DE', 'en'],
  [undefined, 'zh-TW', 'zh-CN'],
] as const)('chosen %s on a system in %s: %s', (chosen, locale, expected) => {
  expect(menuLanguage(chosen, locale)).toBe(expected)
})
