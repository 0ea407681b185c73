import { randomBytes, randomInt } from 'node:crypto'

/** Randomness as an argument, so that tests can seed it. */
export interface RandomSource {
  bytes(count: number): Uint8Array
  /** An integer from 0 up to, not including, `limit`. */
  integer(limit: number): number
}

/** Cryptographically strong randomness of this machine. */
export const systemRandom: RandomSource = {
  bytes: (count) => new Uint8Array(randomBytes(count)),
  integer: (limit) => randomInt(limit),
}
