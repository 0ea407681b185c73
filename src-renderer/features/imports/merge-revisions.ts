import type { Revision } from './import-types.ts'

interface Place {
  readonly row?: number | undefined
  readonly column?: number | undefined
  readonly candidate?: number | undefined
  readonly otherRow?: number | undefined
}

const keyOf = ({ row, column, candidate, otherRow }: Place): string =>
  [row, column, candidate, otherRow].join(' ')

const joined = <Entry extends Place>(
  before: readonly Entry[] | undefined,
  after: readonly Entry[] | undefined,
): Entry[] | undefined => {
  if (before === undefined && after === undefined) return undefined
  const entries = new Map<string, Entry>()
  for (const entry of [...(before ?? []), ...(after ?? [])]) entries.set(keyOf(entry), entry)
  return [...entries.values()]
}

/** Two revisions as one; what was said later about the same place wins. */
export const mergeRevisions = (before: Revision | null, after: Revision): Revision => {
  if (before === null) return after
  const merged = {
    repairs: joined(before.repairs, after.repairs),
    problems: joined(before.problems, after.problems),
    decisions: joined(before.decisions, after.decisions),
    leaveOut: joined(before.leaveOut, after.leaveOut),
    rules: joined(before.rules, after.rules),
  }
  // Kinds of which neither says anything are left away.
  return Object.fromEntries(
    Object.entries(merged).filter(([, entries]) => entries !== undefined),
  ) as Revision
}
