import { expect, onTestFinished, test, vi } from 'vitest'
import { systemClock } from '#main/platform/clock.ts'
import { WakeWatch } from '#main/platform/wake-watch.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'

test('notices a sleep in which the monotonic clock went on, and nothing else', () => {
  const clock = new FakeClock()
  const watch = new WakeWatch(clock)
  for (let n = 0; n < 100; n += 1) {
    clock.advance(30_000)
    expect(watch.count()).toBe(0)
  }
  clock.advance(10 * 60_000)
  expect(watch.count()).toBe(1)
  expect(watch.count()).toBe(1)
  clock.set(clock.now() - 3_600_000)
  expect(watch.count()).toBe(1)
})

test('a wake that the machine tells of counts once', () => {
  const clock = new FakeClock()
  const watch = new WakeWatch(clock)
  clock.advance(10 * 60_000)
  watch.noteWake()
  expect(watch.count()).toBe(1)
})

test('whoever asks seldom is not taken for asleep', () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const watch = new WakeWatch(systemClock)
  watch.run()
  vi.advanceTimersByTime(3_600_000)
  expect(watch.count()).toBe(0)
  watch.stop()
  vi.advanceTimersByTime(3_600_000)
  expect(watch.count()).toBe(1)
})
