import type { Selection } from '#renderer/ui/selection.ts'
import type { ContactFilter, ContactSelection } from '../contact-types.ts'

/** The selection as the contract takes it; null when nobody is selected. */
export const asContactSelection = (
  selection: Selection,
  filter: ContactFilter | undefined,
): ContactSelection | null => {
  if (selection.mode === 'all') return { filter: filter ?? {}, except: [...selection.except] }
  return selection.ids.size === 0 ? null : { ids: [...selection.ids] }
}
