import type { Clock } from '#main/platform/clock.ts'
import { setBackMs } from './judge.ts'

/** What a look at the clocks found. */
export interface ClockFinding {
  /** True after sleep, after the clock was set, and at the first look. */
  readonly isWake: boolean
  /** True when the wall clock cannot be believed. */
  readonly isOdd: boolean
}

/** Clocks that are compared with each other. */
export interface OutboxClocks {
  readonly clock: Clock
  /** Milliseconds since the machine was started, its sleep included. */
  readonly uptime: () => number
  /** How often the machine woke up so far, as far as the clocks do not tell. */
  readonly wakes: () => number
  /** The latest instant that was recorded; null in a new workspace. */
  readonly lastSeen: () => number | null
}

/** Wall and monotonic clock may drift apart this far in a tick before it counts as a jump. */
const driftMs = 5_000
const dayMs = 86_400_000

/** Compares wall, monotonic and machine clock from look to look. */
export const createOutboxClock = ({ clock, uptime, wakes, lastSeen }: OutboxClocks) => {
  let last: { wall: number; monotonic: number; uptime: number; wakes: number } | null = null
  return {
    look: (): ClockFinding => {
      const now = {
        wall: clock.now(),
        monotonic: clock.monotonic(),
        uptime: uptime(),
        wakes: wakes(),
      }
      const before = last
      last = now
      const seen = before?.wall ?? lastSeen()
      const isSetBack = seen !== null && now.wall < seen - setBackMs
      if (before === null) return { isWake: true, isOdd: isSetBack }
      const passed = now.wall - before.wall
      const drift = passed - (now.monotonic - before.monotonic)
      // Asleep the machine's own clock went on; a clock that was set went on alone.
      const isSetForward = drift > dayMs && passed - (now.uptime - before.uptime) > dayMs
      const isWake = Math.abs(drift) > driftMs || now.wakes !== before.wakes
      return { isWake, isOdd: isSetBack || isSetForward }
    },
  }
}
