import type { Clock } from './clock.ts'
import type { RandomSource } from './random.ts'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const timeLetters = 10
const randomBytes = 10

/**
 * A new permanent name for a row, for exports, links and other devices.
 *
 * 128 bits: 48 of milliseconds, 80 random; 26 letters and digits (Crockford's base 32, the layout
 * of ULID in lower case), so that names sort by the time at which they were made.
 */
export const createUid = (clock: Pick<Clock, 'now'>, random: RandomSource): string =>
  inBase32(BigInt(clock.now()), timeLetters) +
  inBase32(
    random.bytes(randomBytes).reduce((bits, byte) => (bits << 8n) | BigInt(byte), 0n),
    16,
  )

/** Letters of the place in a series; a series of a billion names has room in them. */
const placeLetters = 7
const places = 2 ** (5 * placeLetters)
const ownLetters = 16 - placeLetters

/**
 * Makes many names at one instant, several times as quick as one by one.
 *
 * They come in order, from a place drawn at random, so that an index of them grows at its end; the
 * last 45 bits of each are random.
 */
export const createUidSeries = (
  clock: Pick<Clock, 'now'>,
  random: RandomSource,
): (() => string) => {
  const time = inBase32(BigInt(clock.now()), timeLetters)
  let place = random.bytes(4).reduce((bits, byte) => bits * 256 + byte, 0)
  let pool: Uint8Array = new Uint8Array(0)
  let used = 0
  return () => {
    if (used === pool.length) {
      pool = random.bytes(ownLetters * 512)
      used = 0
    }
    let letters = ''
    for (let rest = place, unit = places / 32; unit >= 1; rest %= unit, unit /= 32) {
      letters += alphabet[Math.floor(rest / unit)]
    }
    place += 1
    // Five bits of each byte.
    for (const byte of pool.subarray(used, used + ownLetters)) letters += alphabet[byte & 31]
    used += ownLetters
    return time + letters
  }
}

const inBase32 = (value: bigint, letters: number): string =>
  Array.from({ length: letters }, (_, place) => {
    const shift = BigInt((letters - 1 - place) * 5)
    return alphabet[Number((value >> shift) & 31n)]
  }).join('')
