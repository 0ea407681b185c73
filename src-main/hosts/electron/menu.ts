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

/** What the system itself does, beside our own commands. */
const systemItems = (
  group: MenuGroup,
  { platform, isPackaged }: MenuOptions,
): MenuItemConstructorOptions[] => {
  switch (group) {
    case 'file':
      return [separator, platform === 'darwin' ? { role: 'close' } : { role: 'quit' }]
    case 'edit':
      return [
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'pasteAndMatchStyle' },
        { role: 'selectAll' },
      ]
    case 'view':
      return [
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
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
  return options.platform === 'darwin' ? [{ role: 'appMenu' }, ...menus] : menus
}

/** The language of the menu: the owner's choice, else the system's, else English. */
export const menuLanguage = (
  chosen: 'system' | MenuLanguage | undefined,
  systemLocale: string,
): MenuLanguage => {
  if (chosen === 'en' || chosen === 'zh-CN') return chosen
  return systemLocale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
