import { expect, test } from 'vitest'
import { createUid, createUidSeries } from '#main/platform/uid.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'

test('names are 26 letters and digits, different, and sort by time', () => {
  const clock = new FakeClock()
  const random = new SeededRandom(1)
  const names = Array.from({ length: 500 }, () => {
    clock.advance(1)
    return createUid(clock, random)
  })
  expect(names.every((name) => /^[0-9a-hjkmnp-tv-z]{26}$/.test(name))).toBe(true)
  expect(new Set(names).size).toBe(500)
  expect(names.toSorted()).toEqual(names)
})

test('names of a series come in order, also beside another series of the same instant', () => {
  const clock = new FakeClock()
  const random = new SeededRandom(2)
  const [first, second] = [createUidSeries(clock, random), createUidSeries(clock, random)]
  const names = Array.from({ length: 2000 }, first)
  expect(names.every((name) => /^[0-9a-hjkmnp-tv-z]{26}$/.test(name))).toBe(true)
  expect(names.toSorted()).toEqual(names)
  expect(new Set([...names, ...Array.from({ length: 2000 }, second)]).size).toBe(4000)
  expect(names[0]?.slice(0, 10)).toBe(createUid(clock, random).slice(0, 10))
})
