import type { Input, Output } from '#shared/contract/index.ts'

/** One row of the list. */
export type ContactRow = Output<'contacts.list'>['rows'][number]
/** Everything about one contact. */
export type ContactRecord = Output<'contacts.get'>
/** What narrows the list. */
export type ContactFilter = NonNullable<Input<'contacts.list'>['filter']>
/** What the list is ordered by. */
export type ContactSort = NonNullable<Input<'contacts.list'>['sort']>
/** Whom a bulk act means. */
export type ContactSelection = Input<'contacts.delete'>['selection']
/** A way to reach somebody. */
export type ContactPoint = ContactRecord['points'][number]
/** One entry of the timeline. */
export type Activity = Output<'activities.list'>['activities'][number]
/** Kinds the owner logs by hand. */
export type LoggedKind = Input<'activities.log'>['kind']
/** Figures behind a rhythm line. */
export type RhythmFacts = ContactRow['rhythm']

/** Kinds the owner logs by hand, in the order of their buttons. */
export const loggedKinds = [
  'call',
  'meeting',
  'message',
  'note',
] as const satisfies readonly LoggedKind[]
