import { describe, expect, it } from 'vitest'
import { commands, keyCaps, menuAccelerator } from '#shared/commands.ts'
import { languageResources } from '#shared/i18n/resources.ts'

describe('the command registry', () => {
  it('has each id once and words for each in both languages', () => {
    const ids = commands.map((command) => command.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const words of Object.values(languageResources)) {
      expect(commands.filter((command) => !words.commands[command.label])).toEqual([])
    }
  })

  it('gives no shortcut to two commands', () => {
    const keys = commands.flatMap((command) => command.keys as readonly string[])
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })

  it('starts no shortcut with a key that is a command itself', () => {
    const keys = commands.flatMap((command) => command.keys as readonly string[])
    const firsts = keys.filter((key) => key.includes(' ')).map((key) => key.split(' ')[0])
    expect(keys.filter((key) => firsts.includes(key))).toEqual([])
  })
})

describe('keyCaps', () => {
  it.each([
    ['Mod+K', 'other', ['Ctrl', 'K']],
    ['Mod+K', 'mac', ['⌘', 'K']],
    ['Mod+Shift+Z', 'mac', ['⇧', '⌘', 'Z']],
    ['Mod+Shift+Z', 'other', ['Ctrl', 'Shift', 'Z']],
    ['G T', 'other', ['G', 'T']],
    ['ArrowDown', 'other', ['↓']],
    ['/', 'other', ['/']],
    ['Mod+,', 'other', ['Ctrl', ',']],
  ] as const)('prints %s on %s', (keys, platform, caps) => {
    expect(keyCaps(keys, platform)).toEqual(caps)
  })
})

describe('menuAccelerator', () => {
  it.each([
    ['Mod+K', 'CommandOrControl+K'],
    ['Mod+Shift+Z', 'CommandOrControl+Shift+Z'],
    ['Alt+ArrowLeft', 'Alt+Left'],
    ['F1', 'F1'],
    ['G T', null],
    ['N', null],
  ])('writes %s as %s', (keys, accelerator) => {
    expect(menuAccelerator(keys)).toBe(accelerator)
  })
})
