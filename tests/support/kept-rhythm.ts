import { minimumContactDays, ownRhythm } from '#main/engines/analytics/rhythm/going-cold.ts'
import type { CalendarDate, TagId } from '#shared/domain/ids.ts'
import { addDays, epochDay } from '#shared/domain/time.ts'

/** Where the rhythm of a contact comes from, so that the screen can say where to change it. */
export type RhythmSource =
  | { readonly kind: 'contact' }
  | { readonly kind: 'tag'; readonly tagId: TagId }
  | { readonly kind: 'importance'; readonly importance: number }

/** Keep in touch every so many days. */
export interface KeepInTouch {
  readonly everyDays: number
  readonly source: RhythmSource
}

/** Everything that may set the rhythm of one contact; days are whole numbers from 1. */
export interface RhythmRules {
  /** Set on the contact itself; null when nothing is. */
  readonly contactDays: number | null
  /** Set on tags that the contact carries. */
  readonly tags: readonly { readonly tagId: TagId; readonly everyDays: number }[]
  /** Set on the contact's importance; null when nothing is. */
  readonly importance: { readonly importance: number; readonly everyDays: number } | null
}

/**
 * The rhythm that holds for a contact, or null where none is set.
 *
 * The nearest rule wins: contact before tag before importance. Among several tags the shortest
 * rhythm wins, because it keeps every promise; equal ones by the older tag, so that the answer
 * does not depend on order.
 */
export const keepInTouch = (rules: RhythmRules): KeepInTouch | null => {
  if (rules.contactDays !== null) {
    return { everyDays: rules.contactDays, source: { kind: 'contact' } }
  }
  const [tag] = rules.tags.toSorted((a, b) => a.everyDays - b.everyDays || a.tagId - b.tagId)
  if (tag !== undefined) {
    return { everyDays: tag.everyDays, source: { kind: 'tag', tagId: tag.tagId } }
  }
  if (rules.importance === null) return null
  const { importance, everyDays } = rules.importance
  return { everyDays, source: { kind: 'importance', importance } }
}

/**
 * The day contact is due: last real contact plus rhythm.
 *
 * Before the first contact it counts from the day the contact was added, so that a rhythm set on
 * somebody new is kept as well.
 */
export const rhythmDue = (
  lastContact: CalendarDate | null,
  added: CalendarDate,
  everyDays: number,
): CalendarDate => addDays(lastContact ?? added, everyDays)

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
