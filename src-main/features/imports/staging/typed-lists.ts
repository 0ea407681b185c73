/** A list of numbers that grows, at eight bytes each. */
export class NumberList {
  private values = new Float64Array(1024)
  length = 0

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Float64Array(this.length * 2)
      larger.set(this.values)
      this.values = larger
    }
    this.values[this.length] = value
    this.length += 1
  }

  /** The number at an index below `length`. */
  at(index: number): number {
    return this.values[index] ?? 0
  }

  /** Where a number stands in a list that ascends; -1 where it does not. */
  find(value: number): number {
    let low = 0
    let high = this.length - 1
    while (low <= high) {
      const middle = (low + high) >>> 1
      const found = this.values[middle] ?? 0
      if (found === value) return middle
      if (found < value) low = middle + 1
      else high = middle - 1
    }
    return -1
  }
}

/**
 * Counts how often numbers of 32 bits come, up to 255 times, at some ten bytes each.
 *
 * The number 0 counts as 1.
 */
export class TallySheet {
  private keys = new Uint32Array(4096)
  private counts = new Uint8Array(4096)
  private used = 0

  /** Counts one more of a number; how many there are now. */
  add(number: number): number {
    if (this.used * 2 > this.keys.length) this.grow()
    const at = this.placeOf(number)
    if (this.keys[at] === 0) this.used += 1
    this.keys[at] = number || 1
    const count = Math.min(255, (this.counts[at] ?? 0) + 1)
    this.counts[at] = count
    return count
  }

  /** How many of a number were counted. */
  count(number: number): number {
    return this.counts[this.placeOf(number)] ?? 0
  }

  private placeOf(number: number): number {
    const key = number || 1
    const mask = this.keys.length - 1
    let at = Math.imul(key, 0x9e3779b1) & mask
    while (this.keys[at] !== 0 && this.keys[at] !== key) at = (at + 1) & mask
    return at
  }

  private grow(): void {
    const { keys, counts } = this
    this.keys = new Uint32Array(keys.length * 2)
    this.counts = new Uint8Array(keys.length * 2)
    for (const [from, key] of keys.entries()) {
      if (key === 0) continue
      const at = this.placeOf(key)
      this.keys[at] = key
      this.counts[at] = counts[from] ?? 0
    }
  }
}

const bitRange = 0x1ffffff
/** So many numbers are kept one by one before there are bits. */
const mostFew = 10_000

/** Numbers of 32 bits that were seen, in four megabytes at most; now and then one that was not. */
export class SeenNumbers {
  /** Null since there are bits. */
  private few: Set<number> | null = new Set()
  private bits = new Uint8Array(0)

  /** Notes a number; whether it was there already. */
  add(number: number): boolean {
    const at = number & bitRange
    if (this.few === null) return this.mark(at)
    const isKnown = this.few.has(at)
    this.few.add(at)
    if (this.few.size > mostFew) this.spread(this.few)
    return isKnown
  }

  private mark(at: number): boolean {
    const byte = this.bits[at >>> 3] ?? 0
    this.bits[at >>> 3] = byte | (1 << (at & 7))
    return (byte & (1 << (at & 7))) !== 0
  }

  private spread(few: ReadonlySet<number>): void {
    this.bits = new Uint8Array((bitRange + 1) / 8)
    this.few = null
    for (const at of few) this.mark(at)
  }
}

const mostRecentBits = 18

/** Numbers that were seen lately, in two megabytes at most: each pushes out another in its place. */
export class RecentNumbers {
  private bits = 10
  /** 0 stands for none, -1 for the number 0. */
  private places = new Float64Array(2 ** this.bits)
  private used = 0

  /** Notes a whole number from 0 to 2 ** 53; whether it is still known. */
  add(number: number): boolean {
    const at = this.placeOf(number)
    const kept = number === 0 ? -1 : number
    if (this.places[at] === kept) return true
    if (this.places[at] === 0) this.used += 1
    this.places[at] = kept
    if (this.bits < mostRecentBits && this.used * 4 > this.places.length) this.grow()
    return false
  }

  private placeOf(number: number): number {
    const high = Math.floor(number / 2 ** 32)
    const mixed = Math.imul((number ^ Math.imul(high, 0x85ebca6b)) >>> 0, 0x9e3779b1)
    return mixed >>> (32 - this.bits)
  }

  private grow(): void {
    const before = this.places
    this.bits += 2
    this.places = new Float64Array(2 ** this.bits)
    for (const kept of before) {
      if (kept !== 0) this.places[this.placeOf(Math.max(0, kept))] = kept
    }
  }
}
