import { useState } from 'react'
import type { ContactId } from '#shared/domain/ids.ts'
import type { ContactRow } from './contact-types.ts'
import {
  everybody,
  isSelected,
  maxIds,
  nobody,
  type Selection,
  selectedCount,
  withContact,
  withRange,
} from './selection.ts'
import type { ContactPages } from './use-contact-pages.ts'

/** Who is selected in the list, and the ways to change that. */
export interface ListSelection {
  readonly selection: Selection
  readonly count: number
  isSelected(row: ContactRow): boolean
  toggle(row: ContactRow, index: number): void
  /** From the last one that was toggled to this one. */
  extendTo(index: number): void
  selectAll(): void
  clear(): void
}

/** The selection of the list; forgotten when the filter changes. */
export const useListSelection = (pages: ContactPages, filterKey: string): ListSelection => {
  const [state, setState] = useState<{ selection: Selection; anchor: number; key: string }>({
    selection: nobody,
    anchor: 0,
    key: filterKey,
  })
  const selection = state.key === filterKey ? state.selection : nobody
  const anchor = state.key === filterKey ? state.anchor : 0
  const set = (next: Selection, at: number): void =>
    setState({ selection: next, anchor: at, key: filterKey })
  return {
    selection,
    count: selectedCount(selection, pages.total),
    isSelected: (row) => isSelected(selection, row.id),
    toggle: (row, index) =>
      set(withContact(selection, row.id, !isSelected(selection, row.id)), index),
    extendTo: (index) => {
      const from = Math.min(anchor, index)
      const to = Math.min(Math.max(anchor, index), from + maxIds - 1)
      void pages.rowsBetween(from, to).then((rows) => {
        const ids: ContactId[] = rows.map((row) => row.id)
        setState((now) => ({
          ...now,
          key: filterKey,
          anchor,
          selection: withRange(now.key === filterKey ? now.selection : nobody, ids),
        }))
      })
    },
    selectAll: () => set(everybody, 0),
    clear: () => set(nobody, anchor),
  }
}
