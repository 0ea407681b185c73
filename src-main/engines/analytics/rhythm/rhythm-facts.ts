import type { CalendarDate } from '#shared/domain/ids.ts'
import { addDays, addMonths, daysBetween } from '#shared/domain/time.ts'
import { goingCold } from './going-cold.ts'

/** The agreed rhythm of a contact as the kept columns have it. */
export interface AgreedRhythm {
  readonly everyDays: number
  readonly source: 'contact' | 'tag' | 'importance'
  readonly sourceId: number | null
  readonly sourceName: string | null
}

/** What is known of one contact's rhythm. */
export interface RhythmInput {
  /** All days with a real contact, in any order. */
  readonly days: readonly CalendarDate[]
  readonly agreed: AgreedRhythm | null
  /** The day the agreed rhythm asks for, from the kept column; null without one. */
  readonly agreedDue: CalendarDate | null
  readonly today: CalendarDate
}

/** The rhythm of one contact as lists, record and Today show it. */
export interface RhythmFacts {
  contactDays: CalendarDate[]
  contactDayCount: number
  lastContactDay: CalendarDate | null
  silenceDays: number | null
  medianGapDays: number | null
  shortestGapDays: number | null
  longestGapDays: number | null
  state: 'not-enough-data' | 'in-rhythm' | 'soon' | 'cold'
  isRoughGuess: boolean
  dueDay: CalendarDate | null
  agreed: AgreedRhythm | null
}

/**
 * Puts the own and the agreed rhythm side by side.
 *
 * An agreed rhythm decides the due day and, once that day has come, the state: cold after it, soon
 * on it. Without one the own rhythm decides: due one median gap (rounded up) after the last contact.
 */
export const rhythmFacts = ({ days, agreed, agreedDue, today }: RhythmInput): RhythmFacts => {
  const past = [...new Set(days)].filter((day) => day <= today).sort()
  const last = past.at(-1) ?? null
  const own = goingCold(past, today)
  const known = own.state === 'not-enough-data' ? null : own
  const ownDue = known === null ? null : addDays(known.lastDay, Math.ceil(known.medianGap))
  const yearAgo = addMonths(today, -12)
  return {
    contactDays: past.filter((day) => day > yearAgo),
    contactDayCount: past.length,
    lastContactDay: last,
    silenceDays: last === null ? null : daysBetween(last, today),
    medianGapDays: known?.medianGap ?? null,
    shortestGapDays: known?.shortestGap ?? null,
    longestGapDays: known?.longestGap ?? null,
    state: stricter(own.state, stateByAgreement(agreedDue, today)),
    isRoughGuess: known?.roughGuess ?? false,
    dueDay: agreedDue ?? ownDue,
    agreed,
  }
}

const order = ['not-enough-data', 'in-rhythm', 'soon', 'cold'] as const

const stricter = (a: RhythmFacts['state'], b: RhythmFacts['state']): RhythmFacts['state'] =>
  order.indexOf(a) >= order.indexOf(b) ? a : b

const stateByAgreement = (due: CalendarDate | null, today: CalendarDate): RhythmFacts['state'] => {
  if (due === null) return 'not-enough-data'
  if (today > due) return 'cold'
  return today === due ? 'soon' : 'in-rhythm'
}
