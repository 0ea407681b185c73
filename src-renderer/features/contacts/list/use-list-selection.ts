import { useState } from 'react'
import {
  everybody,
  isSelected,
  maxIds,
  nobody,
  type Selection,
  selectedCount,
  withContact,
  withMovedRange,
} from '#renderer/ui/selection.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import type { ContactRow } from '../contact-types.ts'
import type { ContactPages } from './use-contact-pages.ts'

/** Who is selected in the list, and the ways to change that. */
export interface ListSelection {
  readonly selection: Selection
  readonly count: number
  isSelected(row: ContactRow): boolean
  toggle(row: ContactRow, index: number): void
  /** From the last one that was toggled to this one, and no further than this one. */
  extendTo(index: number): void
  selectAll(): void
  clear(): void
}

interface State {
  readonly selection: Selection
  /** Where a range starts, and how far the last one went. */
  readonly anchor: number
  readonly reach: number
  readonly key: string
}

/** The selection of the list; forgotten when the filter changes. */
export const useListSelection = (pages: ContactPages, filterKey: string): ListSelection => {
  const fresh: State = { selection: nobody, anchor: 0, reach: 0, key: filterKey }
  const [state, setState] = useState(fresh)
  const { selection, anchor, reach } = state.key === filterKey ? state : fresh
  const set = (next: Selection, at: number): void =>
    setState({ selection: next, anchor: at, reach: at, key: filterKey })
  return {
    selection,
    count: selectedCount(selection, pages.total),
    isSelected: (row) => isSelected(selection, row.id),
    toggle: (row, index) =>
      set(withContact(selection, row.id, !isSelected(selection, row.id)), index),
    extendTo: (index) => {
      const from = Math.min(anchor, index)
      const to = Math.min(Math.max(anchor, index), from + maxIds - 1)
      const first = Math.max(Math.min(from, reach), from - maxIds)
      const last = Math.min(Math.max(to, reach), to + maxIds)
      void pages.rowsBetween(first, last).then((rows) => {
        const ids: ContactId[] = rows.map((row) => row.id)
        const inside = ids.slice(from - first, to - first + 1)
        setState((now) => {
          const { selection: before } = now.key === filterKey ? now : fresh
          const moved = withMovedRange(before, { before: ids, after: inside })
          return { key: filterKey, anchor, reach: index, selection: moved }
        })
      })
    },
    selectAll: () => set(everybody, 0),
    clear: () => set(nobody, anchor),
  }
}
