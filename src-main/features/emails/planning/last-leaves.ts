import { defaultSendingHours, nextWindow, zoneOfRecipient } from '#main/engines/email/schedule.ts'
import {
  limitsOfMany,
  type SendingLimits,
  Turns,
  usualSpacing,
} from '#main/engines/email/throttle.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { TurnsRepository } from '../sending/turns.repository.ts'
import type { ReadyMail } from './look-over.ts'

/** What a forecast is made with. */
export interface ForecastParts {
  readonly turns: TurnsRepository
  readonly limits: SendingLimits
  readonly clock: Pick<Clock, 'now' | 'zone'>
}

/**
 * When the last of these mails leaves, about (milliseconds UTC); null when there are none.
 *
 * What waits in their accounts before them leaves first, and all of it as far as limits go.
 */
export const lastLeaves = (mails: readonly ReadyMail[], parts: ForecastParts): number | null => {
  const ends = [...Map.groupBy(mails, ({ candidate }) => candidate.accountUid)].map(
    ([accountUid, own]) => lastOf(accountUid, own, parts),
  )
  return ends.length === 0 ? null : Math.max(...ends)
}

const lastOf = (
  accountUid: string | null,
  mails: readonly ReadyMail[],
  { turns, limits, clock }: ForecastParts,
): number => {
  const lastWish = Math.max(...mails.map(({ at }) => at))
  const dailyLimit = mails[0]?.candidate.dailyLimit ?? limits.perDay
  if (accountUid === null || !mails.some(isToMany)) return lastWish
  const own = { ...limits, perDay: dailyLimit }
  const others = turns.waiting(
    accountUid,
    mails.map(({ candidate }) => candidate.id),
  )
  const line: Wish[] = [
    ...others.map(({ at, isOfBatch }) => ({ at, isSpaced: isOfBatch === 1, mail: null })),
    ...mails.map((mail) => ({ at: mail.at, isSpaced: isToMany(mail), mail })),
  ].toSorted((a, b) => a.at - b.at)
  const taken = new Turns(turns.attemptsOfDay(accountUid, clock.now()))
  let last = lastWish
  for (const { at, isSpaced, mail } of line) {
    const spaced = (taken.last() ?? Number.NEGATIVE_INFINITY) + (isSpaced ? usualSpacing(own) : 0)
    const turn = taken.next(isSpaced ? limitsOfMany(own) : own, Math.max(at, spaced))
    const leaves = mail === null || turn === at ? turn : inItsHours(turn, mail, clock)
    taken.take(leaves)
    if (mail !== null) last = leaves
  }
  return last
}

interface Wish {
  readonly at: number
  readonly isSpaced: boolean
  /** Null for one that waited before. */
  readonly mail: ReadyMail | null
}

const isToMany = ({ candidate }: ReadyMail): boolean => candidate.isToMany === 1

/** Mail whose time no hand has set leaves by day. */
const inItsHours = (
  instant: number,
  { candidate, schedule }: ReadyMail,
  clock: Pick<Clock, 'zone'>,
): number =>
  schedule.is_hand_timed === 1
    ? instant
    : nextWindow({
        instant,
        zone: zoneOfRecipient(candidate.contactZone, clock.zone()),
        hours: defaultSendingHours,
        random: { bytes: () => new Uint8Array(), integer: () => 0 },
        spreadMs: 0,
      })
