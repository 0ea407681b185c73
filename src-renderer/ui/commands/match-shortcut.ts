import type { KeyPlatform } from '#shared/commands.ts'

/** The parts of a key press that shortcuts look at. */
export interface KeyPress {
  readonly key: string
  readonly code?: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const printedKeys: Readonly<Record<string, string>> = { Space: ' ' }

/** Whether a key press is the (single) shortcut, on a machine of that kind. */
export const matchesShortcut = (
  press: KeyPress,
  shortcut: string,
  platform: KeyPlatform,
): boolean => {
  const parts = shortcut.split(/(?<=.)\+(?=.)/)
  const name = parts[parts.length - 1] ?? ''
  const key = printedKeys[name] ?? name
  const needsMod = parts.includes('Mod')
  const mod = platform === 'mac' ? press.metaKey : press.ctrlKey
  const otherMod = platform === 'mac' ? press.ctrlKey : press.metaKey
  if (mod !== needsMod || otherMod) return false
  if (press.altKey !== parts.includes('Alt')) return false
  const needsShift = parts.includes('Shift')
  // Shift that is part of typing a sign ("?") is not asked about.
  const isSign = key.length === 1 && !/[a-z0-9 ]/i.test(key)
  if (!isSign && press.shiftKey !== needsShift) return false
  return press.key.toLowerCase() === key.toLowerCase()
}

/** Whether a shortcut needs neither Ctrl, ⌘ nor Alt and is a letter or sign. */
export const isSingleKey = (shortcut: string): boolean =>
  shortcut.split(' ').every((keys) => [...keys].length === 1)
