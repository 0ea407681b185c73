import type { MenuItemConstructorOptions } from 'electron'
import {
  type CommandId,
  type CommandSpec,
  commands,
  type MenuGroup,
  menuAccelerator,
} from '#shared/commands.ts'
import { languageResources } from '#shared/i18n/resources.ts'

/** A language that menus are written in. */
export type MenuLanguage = keyof typeof languageResources

/** What the menu is made for. */
export interface MenuOptions {
  readonly language: MenuLanguage
  readonly platform: NodeJS.Platform
  readonly isPackaged: boolean
  readonly onCommand: (id: CommandId) => void
}

const separator: MenuItemConstructorOptions = { type: 'separator' }

type SystemWord = keyof (typeof languageResources)['en']['commands']['system']

/** What the system does by itself; its own words for it are English everywhere. */
const roles =
  (language: MenuLanguage) =>
  (...names: readonly Exclude<SystemWord, 'window'>[]): MenuItemConstructorOptions[] =>
    names.map((role) => ({ role, label: languageResources[language].commands.system[role] }))

/** What the system itself does, beside our own commands. */
const systemItems = (
  group: MenuGroup,
  { language, platform, isPackaged }: MenuOptions,
): MenuItemConstructorOptions[] => {
  const items = roles(language)
  switch (group) {
    case 'file':
      return [separator, ...items(platform === 'darwin' ? 'close' : 'quit')]
    case 'edit':
      return [separator, ...items('cut', 'copy', 'paste', 'pasteAndMatchStyle', 'selectAll')]
    case 'view':
      return [
        separator,
        ...items('resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'),
        ...(isPackaged ? [] : items('toggleDevTools')),
      ]
    case 'go':
    case 'help':
      return []
  }
}

const commandItem = (
  command: CommandSpec & { readonly id: CommandId },
  options: MenuOptions,
): MenuItemConstructorOptions => {
  const labels: Readonly<Record<string, unknown>> = languageResources[options.language].commands
  const accelerator = command.keys.map(menuAccelerator).find((keys) => keys !== null)
  return {
    id: command.id,
    label: String(labels[command.label]),
    ...(accelerator === undefined ? {} : { accelerator }),
    // Shown only: the page has the keys, because it knows when a text field wants them.
    registerAccelerator: false,
    click: () => options.onCommand(command.id),
  }
}

/** The first menu of a Mac, which bears the name of the application. */
const macApplicationMenu = (language: MenuLanguage): MenuItemConstructorOptions => {
  const items = roles(language)
  return {
    label: 'Kith',
    submenu: [
      ...items('about'),
      separator,
      ...items('services'),
      separator,
      ...items('hide', 'hideOthers', 'unhide'),
      separator,
      ...items('quit'),
    ],
  }
}

const macWindowMenu = (language: MenuLanguage): MenuItemConstructorOptions => {
  const items = roles(language)
  return {
    role: 'window',
    label: languageResources[language].commands.system.window,
    submenu: [...items('minimize', 'zoom'), separator, ...items('front')],
  }
}

const groups: readonly MenuGroup[] = ['file', 'edit', 'view', 'go', 'help']

/** The menu bar in one language, from the one list of commands. */
export const menuTemplate = (options: MenuOptions): MenuItemConstructorOptions[] => {
  const words = languageResources[options.language].commands
  const menus = groups.map((group) => ({
    label: words.menu[group],
    ...(group === 'help' ? { role: 'help' as const } : {}),
    submenu: [
      ...commands
        .filter((command) => 'menu' in command && command.menu === group)
        .map((command) => commandItem(command, options)),
      ...systemItems(group, options),
    ],
  }))
  if (options.platform !== 'darwin') return menus
  const { language } = options
  return [
    macApplicationMenu(language),
    ...menus.slice(0, -1),
    macWindowMenu(language),
    ...menus.slice(-1),
  ]
}

/** The language of the menu: the owner's choice, else the system's, else English. */
export const menuLanguage = (
  chosen: 'system' | MenuLanguage | undefined,
  systemLocale: string,
): MenuLanguage => {
  if (chosen === 'en' || chosen === 'zh-CN') return chosen
  return systemLocale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
