import type { Clock } from '#main/platform/clock.ts'

/** Friday 20 November 2026, 09:12 in Lisbon. */
export const fridayMorning = Date.UTC(2026, 10, 20, 9, 12)

/** A clock that only moves when it is told to. */
export class FakeClock implements Clock {
  private wallMs: number
  private monotonicMs = 0
  private zoneName: string

  constructor(startMs: number = fridayMorning, zone = 'Europe/Lisbon') {
    this.wallMs = startMs
    this.zoneName = zone
  }

  now(): number {
    return this.wallMs
  }

  monotonic(): number {
    return this.monotonicMs
  }

  zone(): string {
    return this.zoneName
  }

  /** Time passes. */
  advance(ms: number): void {
    this.wallMs += ms
    this.monotonicMs += ms
  }

  /** Somebody sets the clock; no time passes. */
  set(wallMs: number): void {
    this.wallMs = wallMs
  }

  /** The owner travels. */
  travel(zone: string): void {
    this.zoneName = zone
  }
}
