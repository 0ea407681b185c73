import type { When } from '#main/features/emails/planning/plan-when.ts'
import { minutesPerDay } from '#tests/support/reminders/zone-walk.ts'
import type { SeededRandom } from '#tests/support/seeded-random.ts'
import { reached, type Walks, walkOf, wallAt } from './mail-oracle.ts'

/** A wall minute of a zone. */
export interface OnTheWall {
  readonly zone: string
  readonly wanted: number
}

/** When a mail is to leave, as the owner says it and as the oracle reads it. */
export interface Wish {
  readonly when: When
  /** `morning` is the recipient's next one; null is at once. */
  readonly due: OnTheWall | 'morning' | null
}

interface Moment {
  readonly minute: number
  /** The zone in which the owner is. */
  readonly here: string
  readonly zones: readonly string[]
  readonly random: SeededRandom
}

const kinds = ['at', 'at', 'at', 'in-days', 'in-days', 'next-morning', 'now'] as const

/** The form in which wall minutes are scheduled. */
export const textOf = (wall: number): string => new Date(wall * 60_000).toISOString().slice(0, 16)

/** Draws one of the ways to schedule; null when the time drawn has passed. */
export const chooseWish = (walks: Walks, moment: Moment): Wish | null => {
  const { minute, here, zones, random } = moment
  const kind = random.pick(kinds)
  if (kind === 'now') return { when: { kind }, due: null }
  if (kind === 'next-morning') return { when: { kind }, due: 'morning' }
  if (kind === 'in-days') {
    const days = 1 + random.integer(120)
    const wanted = wallAt(walkOf(walks, here), minute) + days * minutesPerDay
    return { when: { kind, days }, due: { zone: here, wanted } }
  }
  const zone = random.pick(zones)
  const wanted = wallTime(walks, zone, moment)
  if (reached(walkOf(walks, zone), wanted) <= minute + 1) return null
  return { when: { kind, wall: textOf(wanted), timeZone: zone }, due: { zone, wanted } }
}

/** A time on the wall to come; every second one near a change of the clock. */
const wallTime = (walks: Walks, zone: string, { minute, random }: Moment): number => {
  const walk = walkOf(walks, zone)
  const moves = movesAfter(walks, zone, minute + 300)
  if (moves.length > 0 && random.chance(0.5)) {
    return wallAt(walk, random.pick(moves) - 1) - 90 + random.integer(180)
  }
  const left = walk.wall.length - minute - 2
  return wallAt(walk, minute + 2 + random.integer(Math.min(left, 400_000)))
}

/** The next minutes at which a zone's clock is moved, some four. */
const movesAfter = (walks: Walks, zone: string, from: number): readonly number[] => {
  const { wall } = walkOf(walks, zone)
  const moves: number[] = []
  for (let minute = from; minute < wall.length && moves.length < 4; minute += 1) {
    if ((wall[minute] ?? 0) - (wall[minute - 1] ?? 0) !== 1) moves.push(minute)
  }
  return moves
}
