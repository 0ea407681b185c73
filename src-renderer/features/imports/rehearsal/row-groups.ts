import type { Counts, Group } from '../import-types.ts'

/** The groups one can look at. */
export type ShownGroup = Exclude<Group, 'decided' | 'repaired'>

/** Groups that wait for the owner. */
export const decisions = ['duplicates', 'problems'] as const
/** Groups that come in as they are. */
export const ready = ['changed', 'new', 'unchanged'] as const

/** How many rows (or missing people) a group has. */
export const countOf = (counts: Counts, group: ShownGroup): number => {
  if (group === 'left-out') return counts.leftOut
  return group === 'missing' ? (counts.missing ?? 0) : counts[group]
}

/** The group to begin with: what needs the owner, else what would happen. */
export const firstGroup = (counts: Counts): ShownGroup =>
  [...decisions, 'kept' as const, ...ready].find((group) => counts[group] > 0) ?? 'new'

/** The group that is looked at: the chosen one, else the first that needs somebody. */
export const shownGroup = (counts: Counts, chosen: Group | null): ShownGroup =>
  chosen === null || chosen === 'decided' || chosen === 'repaired' ? firstGroup(counts) : chosen

/** Rows that stay outside when the import is done now. */
export const asideOf = ({ duplicates, problems, leftOut }: Counts): number =>
  duplicates + problems + leftOut

/** The figures whose sum is the rows of the file. */
export const partsOf = (counts: Counts): readonly number[] => {
  const parts = [...decisions, ...ready].map((group) => counts[group])
  return counts.leftOut > 0 ? [...parts, counts.leftOut] : parts
}
