import type { RandomSource } from '#main/platform/random.ts'

/** Random numbers that are the same for the same seed (mulberry32). */
export class SeededRandom implements RandomSource {
  private state: number

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  /** A number from 0 up to, not including, 1. */
  fraction(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  /** The same as `fraction`. */
  next(): number {
    return this.fraction()
  }

  integer(limit: number): number {
    return Math.floor(this.fraction() * limit)
  }

  /** The same as `integer`. */
  below(limit: number): number {
    return this.integer(limit)
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.integer(256))
  }

  chance(probability: number): boolean {
    return this.fraction() < probability
  }

  /** One of the values. */
  pick<T>(values: readonly T[]): T {
    const value = values[this.integer(values.length)]
    if (value === undefined) throw new Error('nothing to pick from')
    return value
  }
}
