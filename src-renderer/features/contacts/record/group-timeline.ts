import type { Activity } from '../contact-types.ts'

/** A line of the timeline: an entry, or the mark of the year that begins below it. */
export type TimelineLine =
  | { readonly type: 'year'; readonly year: string }
  | { readonly type: 'entry'; readonly entry: Activity }

/** Entries (newest first) with a mark before the first entry of every year but this one. */
export const withYearMarks = (
  entries: readonly Activity[],
  thisYear: string,
): readonly TimelineLine[] =>
  entries.flatMap((entry, index): readonly TimelineLine[] => {
    const year = entry.day.slice(0, 4)
    const before = entries[index - 1]?.day.slice(0, 4) ?? thisYear
    const line: TimelineLine = { type: 'entry', entry }
    return year === before ? [line] : [{ type: 'year', year }, line]
  })

/** The filters above the timeline. */
export const timelineFilters = ['all', 'call', 'meeting', 'message', 'note', 'mail'] as const

/** One filter of the timeline. */
export type TimelineFilter = (typeof timelineFilters)[number]

/** The kinds a filter lets through; undefined for all. */
export const kindsOf = (filter: TimelineFilter): readonly Activity['kind'][] | undefined => {
  if (filter === 'all') return undefined
  return filter === 'mail' ? ['mail-sent', 'mail-received'] : [filter]
}

/** How many entries a filter lets through. */
export const countOf = (filter: TimelineFilter, counts: Readonly<Record<string, number>>): number =>
  (kindsOf(filter) ?? Object.keys(counts)).reduce((sum, kind) => sum + (counts[kind] ?? 0), 0)
