import { describe, expect, test } from 'vitest'
import {
  defaultLimits,
  isSlowDown,
  nextFreeAt,
  nextFreeOfMany,
  type PastAttempt,
} from '#main/engines/email/throttle.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const at = (...times: readonly number[]): PastAttempt[] =>
  times.map((time) => ({ at: time, isSlowDown: false }))
const limits = { perMinute: 2, perHour: 4, perDay: 6, spacingMs: 20_000 }

test('the first mail may leave at once', () => {
  expect(nextFreeAt([], limits, 5_000)).toBe(5_000)
})

test.each([
  { name: 'a minute', attempts: at(0, 10), free: minuteMs },
  { name: 'an hour', attempts: at(0, 200_000, 400_000, 600_000), free: hourMs },
  {
    name: 'a day',
    attempts: at(0, 1, 2, 3, 4, 5).map((one, n) => ({ ...one, at: n * 2 * hourMs })),
    free: dayMs,
  },
])('a full window of $name opens when its first mail leaves it', ({ attempts, free }) => {
  const now = attempts.at(-1)?.at ?? 0
  expect(nextFreeAt(attempts, limits, now)).toBe(free)
  expect(nextFreeAt(attempts.toReversed(), limits, free)).toBe(free)
})

test('a clock that was set back stands still', () => {
  expect(nextFreeAt(at(dayMs), limits, 0)).toBe(dayMs)
})

describe('after a server asked to slow down', () => {
  const slow = (time: number): PastAttempt => ({ at: time, isSlowDown: true })

  test('limits are half for an hour', () => {
    expect(nextFreeAt([slow(0)], limits, 1_000)).toBe(minuteMs)
    expect(nextFreeAt([...at(0), slow(2 * minuteMs)], limits, 3 * minuteMs)).toBe(hourMs)
  })

  test('and whole again afterwards', () => {
    const attempts = [...at(0, 2 * minuteMs), slow(4 * minuteMs)]
    expect(nextFreeAt(attempts, limits, 5 * minuteMs)).toBe(hourMs + 2 * minuteMs)
    expect(nextFreeAt(attempts, limits, hourMs + 4 * minuteMs)).toBe(hourMs + 4 * minuteMs)
    const once = { ...limits, perMinute: 100, perHour: 2, perDay: 100 }
    expect(nextFreeAt([...at(0), slow(1)], once, 2)).toBe(hourMs + 1)
  })

  test.each([
    [421, null, true],
    [450, '4.7.1', true],
    [451, '4.7.0', true],
    [450, '4.2.1', false],
    [450, null, false],
    [550, '5.7.1', false],
  ])('%i %s: %s', (code, enhanced, isOne) => {
    expect(isSlowDown(code, enhanced)).toBe(isOne)
  })
})

describe('a mail to many', () => {
  const wide = { perMinute: 100, perHour: 10, perDay: 20, spacingMs: 20_000 }
  const free = (attempts: readonly PastAttempt[], now: number, seed = 1): number =>
    nextFreeOfMany(attempts, wide, { now, random: new SeededRandom(seed) })

  test('leaves 20 to 40 seconds after whatever left before it, each time another', () => {
    expect(free([], 5_000)).toBe(5_000)
    expect(free(at(0), 20_000)).toBe(20_000)
    const waits = Array.from({ length: 200 }, (_, seed) => free(at(0), 19_999, seed))
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(20_000)
    expect(Math.max(...waits)).toBeLessThanOrEqual(40_000)
    expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(15_000)
    // A clock that was set back stands still.
    expect(free(at(dayMs), 0)).toBeGreaterThanOrEqual(dayMs + 20_000)
  })

  test('leaves twice as far apart where the server asked to slow down', () => {
    const waits = free([{ at: 0, isSlowDown: true }], 30_000)
    expect(waits).toBeGreaterThanOrEqual(40_000)
    expect(waits).toBeLessThanOrEqual(80_000)
  })

  test('leaves one in ten of an hour and a day to mail to one person', () => {
    const nine = at(...Array.from({ length: 9 }, (_, n) => n * minuteMs))
    expect(free(nine, 10 * minuteMs)).toBe(hourMs)
    expect(nextFreeAt(nine, wide, 10 * minuteMs)).toBe(10 * minuteMs)
    const eighteen = at(...Array.from({ length: 18 }, (_, n) => n * hourMs))
    expect(free(eighteen, 20 * hourMs)).toBe(dayMs)
    expect(nextFreeAt(eighteen, wide, 20 * hourMs)).toBe(20 * hourMs)
  })
})

/** The most attempts in any window of this length. */
const most = (times: readonly number[], windowMs: number): number => {
  let from = 0
  let count = 0
  times.forEach((time, to) => {
    while (time - (times[from] ?? 0) >= windowMs) from += 1
    count = Math.max(count, to - from + 1)
  })
  return count
}

test('no window is ever too full, whatever the clock does', () => {
  for (let seed = 0; seed < 4; seed += 1) {
    const random = new SeededRandom(seed)
    const attempts: PastAttempt[] = []
    let now = 0
    for (let n = 0; n < 1_000; n += 1) {
      if (random.chance(0.01)) now += (random.fraction() - 0.5) * 2 * dayMs
      const recent = attempts.filter((one) => one.at > (attempts.at(-1)?.at ?? 0) - dayMs)
      const free = nextFreeAt(recent, defaultLimits, now)
      now = free + random.integer(30_000)
      attempts.push({ at: now, isSlowDown: random.chance(0.02) })
    }
    const times = attempts.map((one) => one.at)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(most(times, minuteMs)).toBeLessThanOrEqual(defaultLimits.perMinute)
    expect(most(times, hourMs)).toBeLessThanOrEqual(defaultLimits.perHour)
    expect(most(times, dayMs)).toBeLessThanOrEqual(defaultLimits.perDay)
  }
})
