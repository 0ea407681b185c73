import { expect, test } from 'vitest'
import { nextAttemptAt } from '#main/engines/email/back-off.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const middle: RandomSource = { bytes: () => new Uint8Array(), integer: (limit) => (limit - 1) / 2 }

test('waits 1, 5, 15, 60 and 240 minutes, then six hours', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8].map(
    (attempts) =>
      (nextAttemptAt({ attempts, firstAttemptAt: 0, now: 0, random: middle }) ?? 0) / minuteMs,
  )
  expect(waits).toEqual([1, 5, 15, 60, 240, 360, 360, 360])
})

test('each wait is up to a fifth shorter or longer', () => {
  const random = new SeededRandom(3)
  const waits = Array.from(
    { length: 2_000 },
    () => nextAttemptAt({ attempts: 4, firstAttemptAt: 0, now: 0, random }) ?? 0,
  )
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(48 * minuteMs)
  expect(Math.max(...waits)).toBeLessThanOrEqual(72 * minuteMs)
  expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(23 * minuteMs)
})

test.each([
  { name: 'a mail of one’s own', patience: {}, hours: 72 },
  { name: 'with less patience', patience: { patienceMs: 24 * hourMs }, hours: 24 },
])('gives up in time, $name', ({ patience, hours }) => {
  const random = new SeededRandom(4)
  let now = 0
  let attempts = 1
  for (;;) {
    const next = nextAttemptAt({ attempts, firstAttemptAt: 0, now, random, ...patience })
    if (next === null) break
    now = next
    attempts += 1
  }
  expect(now).toBeLessThanOrEqual(hours * hourMs)
  expect(now).toBeGreaterThan((hours - 7.3) * hourMs)
})
