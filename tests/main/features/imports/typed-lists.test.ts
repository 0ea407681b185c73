import { describe, expect, it } from 'vitest'
import { RecentNumbers } from '#main/features/imports/typed-lists.ts'

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
