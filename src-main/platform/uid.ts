import type { Clock } from './clock.ts'
import type { RandomSource } from './random.ts'

/** Makes names for rows that outlive this workspace: exports, links, other devices. */
export type MakeUid = () => string

/**
 * 128 bits as 32 hexadecimal digits: 48 bits of time in milliseconds, then 80 random bits, so
 * that they sort by the time of their making.
 */
export const createUidMaker =
  (clock: Pick<Clock, 'now'>, random: RandomSource): MakeUid =>
  () =>
    Math.max(0, clock.now()).toString(16).padStart(12, '0') +
    Buffer.from(random.bytes(10)).toString('hex')
