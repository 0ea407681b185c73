import type { CalendarDate } from '#shared/domain/ids.ts'
import { epochDay } from '#shared/domain/time.ts'
import { minimumContactDays, ownRhythm } from './going-cold.ts'

/** What the kept columns of a contact say of the own rhythm; changes only when contacts do. */
export interface KeptRhythm {
  readonly contactDayCount: number
  /** Null below three contact days. */
  readonly medianGapDays: number | null
  /** The first day that counts as cold; null below three contact days. */
  readonly coldFrom: CalendarDate | null
}

/** The kept columns from a contact's days, in any order and with repetitions. */
export const keptRhythm = (days: readonly CalendarDate[]): KeptRhythm => {
  const epochDays = new Set(days.map(epochDay))
  const rhythm = epochDays.size < minimumContactDays ? null : ownRhythm([...epochDays])
  return {
    contactDayCount: epochDays.size,
    medianGapDays: rhythm?.medianGap ?? null,
    coldFrom: rhythm?.coldFrom ?? null,
  }
}

/**
 * The same as an SQL aggregate over days: `kept_rhythm(day)` gives
 * `{"contactDayCount":…,"medianGapDays":…,"coldFrom":…}` as JSON text.
 *
 * Deterministic; NULL days are skipped, so a left join without contacts gives a count of 0.
 */
export const keptRhythmAggregate = {
  name: 'kept_rhythm',
  start: (): CalendarDate[] => [],
  step: (days: CalendarDate[], day: CalendarDate | null): void => {
    if (day !== null) days.push(day)
  },
  result: (days: readonly CalendarDate[]): string => JSON.stringify(keptRhythm(days)),
} as const
