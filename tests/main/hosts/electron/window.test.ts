import { expect, test } from 'vitest'
import { visibleBounds, windowOptions, windowState } from '#main/hosts/electron/window.ts'
import { dark } from '#renderer/app/theme-colors.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1040 }
const state = { x: 100, y: 50, width: 1400, height: 900, isMaximized: false }

test('a first window has a size and no place', () => {
  expect(visibleBounds(undefined, [screen])).toEqual({ width: 1280, height: 820 })
})

test.each([
  ['on the screen', state, { x: 100, y: 50, width: 1400, height: 900 }],
  ['half off to the left', { ...state, x: -1000 }, { x: -1000, y: 50, width: 1400, height: 900 }],
  ['left of every screen', { ...state, x: -1390 }, { width: 1400, height: 900 }],
  ['on a screen that is gone', { ...state, x: 3000 }, { width: 1400, height: 900 }],
  ['with its title above the screen', { ...state, y: -20 }, { width: 1400, height: 900 }],
  ['without a place', { ...state, x: null, y: null }, { width: 1400, height: 900 }],
  ['too small', { ...state, width: 10, height: 10 }, { x: 100, y: 50, width: 900, height: 600 }],
])('a window last seen %s', (_name, last, expected) => {
  expect(visibleBounds(last, [screen])).toEqual(expected)
})

test('a window on a second screen stays there', () => {
  const second = { x: 1920, y: 0, width: 1920, height: 1040 }
  expect(visibleBounds({ ...state, x: 2100 }, [screen, second])).toMatchObject({ x: 2100 })
})

test('the window waits for its first frame, in the colour of the theme', () => {
  const options = windowOptions({
    preload: '/preload.cjs',
    isPackaged: true,
    state: undefined,
    workAreas: [screen],
    isDark: true,
  })
  expect(options).toMatchObject({ show: false, backgroundColor: dark[7], minWidth: 900 })
  expect(options.webPreferences?.preload).toBe('/preload.cjs')
})

test('what is remembered of a maximised window is where it goes back to', () => {
  const bounds = { x: 1, y: 2, width: 3, height: 4 }
  expect(windowState({ getNormalBounds: () => bounds, isMaximized: () => true })).toEqual({
    ...bounds,
    isMaximized: true,
  })
})
