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

/** Makes many names at one instant, several times as quick as one by one. */
export const createUidSeries = (
  clock: Pick<Clock, 'now'>,
  random: RandomSource,
): (() => string) => {
  const time = inBase32(BigInt(clock.now()), timeLetters)
  let pool: Uint8Array = new Uint8Array(0)
  let used = 0
  return () => {
    if (used === pool.length) {
      pool = random.bytes(16 * 512)
      used = 0
    }
    let letters = ''
    // Five bits of each byte: 80 random bits in sixteen letters, as `createUid` has them.
    for (const byte of pool.subarray(used, used + 16)) letters += alphabet[byte & 31]
    used += 16
    return time + letters
  }
}

const inBase32 = (value: bigint, letters: number): string =>
  Array.from({ length: letters }, (_, place) => {
    const shift = BigInt((letters - 1 - place) * 5)
    return alphabet[Number((value >> shift) & 31n)]
  }).join('')
