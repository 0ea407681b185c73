import { describe, expect, it } from 'vitest'
import { RecentNumbers, SeenNumbers } from '#main/features/imports/staging/typed-lists.ts'

describe('RecentNumbers', () => {
  it('knows what was just seen, and nothing that was not', () => {
    const recent = new RecentNumbers()
    for (const number of [0, 1, 2 ** 32, 2 ** 32 + 1, 999_999 * 2_097_152 + 7]) {
      expect(recent.add(number)).toBe(false)
      expect(recent.add(number)).toBe(true)
    }
  })

  it('forgets others, but never takes one number for another', () => {
    const recent = new RecentNumbers()
    const pairs = Array.from({ length: 400_000 }, (_, at) => at * 2_097_152 + at + 1)
    expect(pairs.some((pair) => recent.add(pair))).toBe(false)
    const known = pairs.filter((pair) => recent.add(pair))
    expect(known.length).toBeLessThan(pairs.length)
  })
})

describe('SeenNumbers', () => {
  it('knows what it saw while there are few, and after there are many', () => {
    const seen = new SeenNumbers()
    const numbers = Array.from({ length: 20_000 }, (_, at) => at * 1_601)
    expect(numbers.filter((number) => seen.add(number))).toEqual([])
    expect(numbers.every((number) => seen.add(number))).toBe(true)
    expect(seen.add(20_000 * 1_601)).toBe(false)
  })
})
