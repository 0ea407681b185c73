import type { RandomSource } from '#main/platform/random.ts'

/** One act on many contacts, as far as a model of the workspace has to know it. */
export type BulkAct =
  | { readonly kind: 'import'; readonly people: number }
  | { readonly kind: 'tag'; readonly name: string }
  | { readonly kind: 'delete' }
  | { readonly kind: 'undo' }

/** A workspace in which everybody has every tag that was given, as far as bulk acts change it. */
export interface BulkState {
  readonly people: number
  /** How many people have it, by name of the tag. */
  readonly tags: Readonly<Record<string, number>>
}

/** Below this many people some are brought in. */
const fewest = 3_000
const broughtIn = 4_000
const mostTags = 4

/** Picks the next act; each is done in a background thread. */
export const chooseBulkAct = (
  random: RandomSource,
  { people, tags }: BulkState,
  { serial, canUndo }: { readonly serial: string; readonly canUndo: boolean },
): BulkAct => {
  if (canUndo && random.integer(2) === 0) return { kind: 'undo' }
  if (people < fewest) return { kind: 'import', people: broughtIn }
  const isFull = Object.keys(tags).length >= mostTags
  if (isFull || random.integer(4) === 0) return { kind: 'delete' }
  return random.integer(3) === 0
    ? { kind: 'import', people: broughtIn }
    : { kind: 'tag', name: `Tag ${serial}` }
}

/** The state after an act; `before` is the state before the act in front of it, for undo. */
export const applyBulkAct = (state: BulkState, act: BulkAct, before: BulkState): BulkState => {
  switch (act.kind) {
    case 'undo':
      return before
    case 'import':
      return { ...state, people: state.people + act.people }
    case 'tag':
      return { ...state, tags: { ...state.tags, [act.name]: state.people } }
    case 'delete': {
      const nobody = Object.keys(state.tags).map((name) => [name, 0] as const)
      return { people: 0, tags: Object.fromEntries(nobody) }
    }
  }
}

/** A state as text, to compare. */
export const bulkStateText = ({ people, tags }: BulkState): string =>
  JSON.stringify([people, Object.entries(tags).toSorted(([a], [b]) => (a < b ? -1 : 1))])

/** A file of so many people whom nobody knows yet. */
export const peopleFile = (count: number, serial: string): string => {
  const rows = Array.from(
    { length: count },
    (_, n) => `Person ${serial} ${n},${serial}-${n}@x.example`,
  )
  return `Name,E-mail\n${rows.join('\n')}\n`
}
