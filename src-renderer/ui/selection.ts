import type { ContactId } from '#shared/domain/ids.ts'

/** Who is selected: those named, or everybody in the filter but some. */
export type Selection =
  | { readonly mode: 'some'; readonly ids: ReadonlySet<ContactId> }
  | { readonly mode: 'all'; readonly except: ReadonlySet<ContactId> }

/** More ids than this travel as a filter. */
export const maxIds = 1000

/** Nobody. */
export const nobody: Selection = { mode: 'some', ids: new Set() }

/** Everybody in the filter. */
export const everybody: Selection = { mode: 'all', except: new Set() }

/** Whether a contact is selected. */
export const isSelected = (selection: Selection, id: ContactId): boolean =>
  selection.mode === 'some' ? selection.ids.has(id) : !selection.except.has(id)

/** How many are selected of a list of `total`. */
export const selectedCount = (selection: Selection, total: number): number =>
  selection.mode === 'some' ? selection.ids.size : Math.max(0, total - selection.except.size)

const withMember = (
  set: ReadonlySet<ContactId>,
  id: ContactId,
  isMember: boolean,
): ReadonlySet<ContactId> => {
  const next = new Set(set)
  if (isMember) next.add(id)
  else next.delete(id)
  return next
}

const isFull = (set: ReadonlySet<ContactId>): boolean => set.size >= maxIds

/**
 * The selection with one contact in or out.
 *
 * More than {@link maxIds} named ones do not travel, so what is beyond them stays as it is and the
 * count on screen is the count that is acted on.
 */
export const withContact = (selection: Selection, id: ContactId, isIn: boolean): Selection => {
  if (isSelected(selection, id) === isIn) return selection
  if (selection.mode === 'some') {
    if (isIn && isFull(selection.ids)) return selection
    return { mode: 'some', ids: withMember(selection.ids, id, isIn) }
  }
  if (!isIn && isFull(selection.except)) return selection
  return { mode: 'all', except: withMember(selection.except, id, !isIn) }
}

/** The selection with a range of contacts in it or, where the range shrank, out of it (Shift). */
export const withRange = (
  selection: Selection,
  ids: readonly ContactId[],
  isIn = true,
): Selection => ids.reduce((next, id) => withContact(next, id, isIn), selection)

/** The selection after the end of a range (Shift) moved, so that it is another range of contacts. */
export const withMovedRange = (
  selection: Selection,
  {
    before,
    after,
  }: { readonly before: readonly ContactId[]; readonly after: readonly ContactId[] },
): Selection => {
  const left = before.filter((id) => !after.includes(id))
  return withRange(withRange(selection, left, false), after)
}

/** The indices from one row to another, both included, in ascending order. */
export const indicesBetween = (one: number, other: number): readonly number[] => {
  const from = Math.min(one, other)
  return Array.from({ length: Math.abs(one - other) + 1 }, (_, step) => from + step)
}
