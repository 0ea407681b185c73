import type { TodayAnswer, TodayReason } from './reason-words.ts'

/** The groups of Today, in their order. */
export const sectionIds = ['answered', 'overdue', 'today', 'cold', 'dates', 'upcoming'] as const

/** A group of lines. */
export type SectionId = (typeof sectionIds)[number]

/** One line of Today: who, what, why, when. */
export interface TodayLine {
  /** Unique on the page and the same while the line stays. */
  readonly key: string
  readonly section: SectionId
  readonly contact: TodayAnswer['today'][number]['contact']
  /** Of those who are going cold: what their silence looks like. */
  readonly rhythm: TodayAnswer['cold'][number]['contact']['rhythm'] | null
  readonly reason: TodayReason
  readonly followUp: TodayAnswer['today'][number]['followUp'] | null
  readonly daysLate: number
  readonly date: TodayAnswer['dates'][number] | null
  /** Of those who wrote: their mail. */
  readonly mail: TodayAnswer['answered'][number] | null
}

/** A group that is not empty. */
export interface TodaySection {
  readonly id: SectionId
  /** All of the group, also those beyond the ones listed. */
  readonly count: number
  readonly lines: readonly TodayLine[]
}

const plain = { rhythm: null, followUp: null, daysLate: 0, date: null, mail: null } as const

const linesOf = (answer: TodayAnswer, section: SectionId): readonly TodayLine[] => {
  switch (section) {
    case 'answered':
      return answer.answered.map((mail) => ({
        ...plain,
        key: `mail-${mail.contact.id}`,
        section,
        contact: mail.contact,
        reason: mail.reason,
        mail,
      }))
    case 'overdue':
    case 'today':
    case 'upcoming':
      return answer[section].map((line) => ({
        ...plain,
        key: `step-${line.followUp.id}`,
        section,
        contact: line.contact,
        reason: line.reason,
        followUp: line.followUp,
        daysLate: 'daysLate' in line && typeof line.daysLate === 'number' ? line.daysLate : 0,
      }))
    case 'cold':
      return answer.cold.map((line) => ({
        ...plain,
        key: `cold-${line.contact.id}`,
        section,
        contact: line.contact,
        rhythm: line.contact.rhythm,
        reason: line.reason,
      }))
    case 'dates':
      return answer.dates.map((date) => ({
        ...plain,
        key: `date-${date.id}`,
        section,
        contact: date.contact,
        reason: date.reason,
        date,
      }))
  }
}

const countOf = (answer: TodayAnswer, section: SectionId): number => {
  switch (section) {
    case 'answered':
      return answer.answeredCount
    case 'overdue':
      return answer.overdueCount
    case 'today':
      return answer.todayCount
    case 'cold':
      return answer.coldCount
    case 'dates':
      return answer.datesCount
    case 'upcoming':
      return answer.upcomingCount
  }
}

/** Today as its groups, empty ones left out. */
export const sectionsOf = (answer: TodayAnswer): readonly TodaySection[] =>
  sectionIds
    .map((id) => ({ id, count: countOf(answer, id), lines: linesOf(answer, id) }))
    .filter((section) => section.lines.length > 0)

/** All lines in reading order. */
export const allLines = (sections: readonly TodaySection[]): readonly TodayLine[] =>
  sections.flatMap((section) => section.lines)

/**
 * The key that is selected next when the selected line may have gone.
 *
 * It stays while it is there; when it has gone, or was moved to a later group, the line that took
 * its place is next, at the end the last one.
 */
export const keepSelected = (
  selected: { readonly key: string; readonly index: number; readonly section: SectionId } | null,
  lines: readonly TodayLine[],
): string | null => {
  if (lines.length === 0) return null
  if (selected === null) return lines[0]?.key ?? null
  const stays = (line: TodayLine): boolean =>
    line.key === selected.key && line.section === selected.section
  if (lines.some(stays)) return selected.key
  return lines[Math.min(selected.index, lines.length - 1)]?.key ?? null
}
