import { gapsOf, medianOfSorted } from '#shared/domain/gaps.ts'
import type { CalendarDate } from '#shared/domain/ids.ts'
import { dayFromEpoch, epochDay } from '#shared/domain/time.ts'

/** Below this many contact days there are fewer than two gaps, and no habit to break. */
export const minimumContactDays = 3
/** Below this many contact days the habit is called a rough guess. */
export const firmContactDays = 6
/** Silence of more than this many usual gaps is cold. */
export const coldFactor = 1.5

/** The habit of being in touch with one contact, in days; all that a reason needs in numbers. */
export interface OwnRhythm {
  /** Distinct days with a real contact. */
  readonly contactDays: number
  /** Median of the gaps between consecutive contact days; may be a half. */
  readonly medianGap: number
  readonly shortestGap: number
  readonly longestGap: number
  readonly lastDay: CalendarDate
  /** The first day on which the silence is longer than 1.5 usual gaps. */
  readonly coldFrom: CalendarDate
  /** Fewer than six contact days: say so beside every figure. */
  readonly roughGuess: boolean
}

/** How a contact stands against the habit: cold past 1.5 gaps, soon from one gap on. */
export type ColdResult =
  | {
      readonly state: 'not-enough-data'
      readonly have: number
      readonly need: typeof minimumContactDays
      /** Days in the future, left out and counted. */
      readonly ignored: number
    }
  | ({
      readonly state: 'in-rhythm' | 'soon' | 'cold'
      /** Days since the last contact. */
      readonly silence: number
      readonly ignored: number
    } & OwnRhythm)

/**
 * Whether somebody is going cold by their own rhythm.
 *
 * Formula: silence / median gap > 1.5, with silence = today − last contact day and the gaps taken
 * between distinct contact days, at least three of them. This is the latency measure of overdue
 * customers (J. Novo, Drilling Down, 2004: days since the last against the customer's own usual
 * interval), with the median, because one long holiday must not move it, and contact days in place
 * of purchase days. Exact; the order and repetition of days do not matter; days after `today` are
 * left out and counted.
 */
export const goingCold = (days: readonly CalendarDate[], today: CalendarDate): ColdResult => {
  const past = days.filter((day) => day <= today)
  const ignored = days.length - past.length
  const rhythm = ownRhythm(past.map(epochDay))
  if (rhythm === null) {
    return { state: 'not-enough-data', have: new Set(past).size, need: minimumContactDays, ignored }
  }
  const silence = epochDay(today) - epochDay(rhythm.lastDay)
  const state =
    today >= rhythm.coldFrom ? 'cold' : silence >= rhythm.medianGap ? 'soon' : 'in-rhythm'
  return { state, silence, ignored, ...rhythm }
}

/**
 * The habit in a list of days since 1970, in any order and with repetitions.
 *
 * Null below three distinct days. Knows no today: what it returns changes only with the contacts.
 */
export const ownRhythm = (epochDays: readonly number[]): OwnRhythm | null => {
  const days = [...new Set(epochDays)].sort((a, b) => a - b)
  const last = days.at(-1)
  if (last === undefined || days.length < minimumContactDays) return null
  const gaps = gapsOf(days)
  const medianGap = medianOfSorted(gaps)
  return {
    contactDays: days.length,
    medianGap,
    shortestGap: gaps[0] ?? 0,
    longestGap: gaps.at(-1) ?? 0,
    lastDay: dayFromEpoch(last),
    coldFrom: dayFromEpoch(last + coldAfter(medianGap) + 1),
    roughGuess: days.length < firmContactDays,
  }
}

/** The longest silence in whole days that is not yet cold, for a usual gap in days. */
export const coldAfter = (medianGap: number): number => Math.floor(medianGap * coldFactor)
