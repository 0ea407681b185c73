import type { Input } from '#shared/contract/index.ts'
import type { ContactRecord } from '../contact-types.ts'

/** A tie between two contacts, seen from one of them. */
export type Relation = ContactRecord['relations'][number]
/** What kind of tie. */
export type RelationKind = Input<'relations.create'>['kind']

/** Every kind, in the order of the menu. */
export const relationKinds = [
  'referred',
  'works-at',
  'colleague',
  'manager-report',
  'assistant-of',
  'partner',
  'parent-child',
  'sibling',
  'friend',
  'other',
] as const satisfies readonly RelationKind[]

/** Kinds that read the same from both sides. */
const sameBothWays: ReadonlySet<string> = new Set<RelationKind>([
  'partner',
  'sibling',
  'friend',
  'colleague',
  'other',
])

/** A kind the words know; `other` for any other. */
export const knownRelation = (kind: string): RelationKind =>
  relationKinds.find((one) => one === kind) ?? 'other'

/** A tie as it can be chosen: the kind, and from whose side it is said. */
export interface RelationChoice {
  readonly kind: RelationKind
  readonly side: Relation['side']
  readonly value: string
}

const everyChoice: readonly RelationChoice[] = relationKinds.flatMap((kind) =>
  (sameBothWays.has(kind) ? (['forward'] as const) : (['backward', 'forward'] as const)).map(
    (side) => ({ kind, side, value: `${kind}:${side}` }),
  ),
)

/** What somebody can be to another; ties that differ by side are offered both ways. */
export const relationChoices = (kind: ContactRecord['kind']): readonly RelationChoice[] =>
  // People work at companies, never the other way round.
  everyChoice.filter(({ value }) => value !== `works-at:${kind === 'person' ? 'back' : 'for'}ward`)
