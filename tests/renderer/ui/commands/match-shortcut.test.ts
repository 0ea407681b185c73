import { describe, expect, it } from 'vitest'
import {
  isSingleKey,
  type KeyPress,
  matchesShortcut,
} from '#renderer/ui/commands/match-shortcut.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

describe('matchesShortcut', () => {
  it.each([
    ['Mod+K', press('k', { ctrlKey: true }), 'other', true],
    ['Mod+K', press('k', { metaKey: true }), 'mac', true],
    ['Mod+K', press('k', { ctrlKey: true }), 'mac', false],
    ['Mod+K', press('k'), 'other', false],
    ['Mod+Z', press('Z', { ctrlKey: true, shiftKey: true }), 'other', false],
    ['Shift+Mod+Z', press('Z', { ctrlKey: true, shiftKey: true }), 'other', true],
    ['N', press('n'), 'other', true],
    ['N', press('N', { shiftKey: true }), 'other', false],
    ['N', press('n', { altKey: true }), 'other', false],
    ['?', press('?', { shiftKey: true }), 'other', true],
    ['/', press('/'), 'other', true],
    ['Space', press(' '), 'other', true],
    ['F2', press('F2'), 'other', true],
    ['Shift+ArrowDown', press('ArrowDown', { shiftKey: true }), 'other', true],
    ['ArrowDown', press('ArrowDown', { shiftKey: true }), 'other', false],
    ['Mod+,', press(',', { ctrlKey: true }), 'other', true],
  ] as const)('%s against %o on %s is %s', (shortcut, pressed, platform, expected) => {
    expect(matchesShortcut(pressed, shortcut, platform)).toBe(expected)
  })
})

describe('isSingleKey', () => {
  it.each([
    ['N', true],
    ['G T', true],
    ['?', true],
    ['F2', false],
    ['Space', false],
    ['Mod+K', false],
  ])('%s is %s', (shortcut, expected) => {
    expect(isSingleKey(shortcut)).toBe(expected)
  })
})
