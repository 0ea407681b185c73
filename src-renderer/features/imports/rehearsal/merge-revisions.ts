import type { Revision } from '../import-types.ts'

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
const mergeRevisions = (before: Revision, after: Revision): Revision => {
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

/** The host takes so many entries of a kind at once. */
const most = 1000

const size = (revision: Revision): number =>
  Math.max(0, ...Object.values(revision).map((entries) => entries?.length ?? 0))

/** The revisions that wait with one more, in as few as the host takes. */
export const withRevision = (
  waiting: readonly Revision[],
  revision: Revision,
): readonly Revision[] => {
  const last = waiting.at(-1)
  if (last === undefined || size(last) + size(revision) > most) return [...waiting, revision]
  return [...waiting.slice(0, -1), mergeRevisions(last, revision)]
}
