import { DEFAULT_THEME, mergeMantineTheme } from '@mantine/core'
import { describe, expect, it } from 'vitest'
import { cssVariables } from '#renderer/app/css-variables.ts'
import { theme } from '#renderer/app/theme.ts'

const merged = mergeMantineTheme(DEFAULT_THEME, theme)
const variables = cssVariables(merged)
const byScheme: Record<'light' | 'dark', Readonly<Record<string, string>>> = {
  light: variables.light,
  dark: variables.dark,
}

const colorOf = (scheme: 'light' | 'dark', name: string): string => {
  const value = byScheme[scheme][name] ?? name
  const step = /^var\(--mantine-color-(\w+)-(\d)\)$/.exec(value)
  if (step === null) return value
  return merged.colors[step[1] ?? '']?.[Number(step[2])] ?? ''
}

const luminance = (hex: string): number => {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const text = 4.5
const mark = 3

describe.each(['light', 'dark'] as const)('contrast in the %s scheme', (scheme) => {
  it.each([
    ['--mantine-color-text', '--mantine-color-body', text],
    ['--kith-text-second', '--mantine-color-body', text],
    ['--mantine-color-dimmed', '--mantine-color-body', text],
    ['--mantine-color-dimmed', '--kith-nav', text],
    ['--mantine-color-dimmed', '--kith-accent-soft', text],
    ['--kith-accent-text', '--mantine-color-body', text],
    ['--kith-accent-text', '--kith-accent-soft', text],
    ['--kith-late', '--mantine-color-body', text],
    ['--kith-late', '--kith-late-soft', text],
    ['--kith-warning', '--kith-warning-soft', text],
    ['--kith-good', '--kith-good-soft', text],
    ['--kith-toast-text', '--kith-toast', text],
    ['#FFFFFF', '--kith-accent', text],
    ['--kith-control-border', '--mantine-color-body', mark],
    ['--kith-focus-ring', '--mantine-color-body', mark],
  ])('%s on %s is at least %d', (front, ground, floor) => {
    expect(contrast(colorOf(scheme, front), colorOf(scheme, ground))).toBeGreaterThanOrEqual(floor)
  })
})
