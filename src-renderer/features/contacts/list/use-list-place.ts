import { useState } from 'react'
import type { AfterEdit } from './cell-editor.tsx'
import type { Column } from './columns.ts'
import type { GridPlace } from './contacts-grid.tsx'

/** Where the keyboard is in the list, and which cell is being edited. */
export interface ListPlace {
  readonly place: GridPlace
  /** Counts up when the place was moved by key and wants the focus. */
  readonly focusTurn: number
  readonly editing: GridPlace | null
  move(place: GridPlace, withFocus: boolean): void
  step(by: number): void
  startEdit(place: GridPlace): void
  endEdit(after: AfterEdit): void
}

const firstPlace: GridPlace = { index: 0, column: 'name' }

/** The place in the list; another list (filter, order) starts at its first line. */
export const useListPlace = (
  listKey: string,
  total: number,
  columns: readonly Column[],
): ListPlace => {
  const [state, setState] = useState({ key: listKey, place: firstPlace })
  const [focusTurn, setFocusTurn] = useState(0)
  const [editing, setEditing] = useState<GridPlace | null>(null)
  const place = state.key === listKey ? state.place : { index: 0, column: state.place.column }
  const focus = (): void => setFocusTurn((turn) => turn + 1)
  const move = (next: GridPlace, withFocus: boolean): void => {
    const index = Math.max(0, Math.min(total - 1, next.index))
    setState({ key: listKey, place: { ...next, index } })
    if (withFocus) focus()
  }
  const editable = columns.filter((column) => column.editable)
  const startEdit = (at: GridPlace): void => {
    const isEditable = editable.some((column) => column.id === at.column)
    const cell: GridPlace = isEditable ? at : { ...at, column: 'name' }
    setState({ key: listKey, place: cell })
    setEditing(cell)
  }
  return {
    place,
    focusTurn,
    editing,
    move,
    step: (by) => move({ ...place, index: place.index + by }, true),
    startEdit,
    endEdit: (after) => {
      const at = editable.findIndex((column) => column.id === place.column)
      const next = after === 'stay' ? undefined : editable[at + (after === 'next' ? 1 : -1)]
      if (next !== undefined) return startEdit({ ...place, column: next.id })
      setEditing(null)
      focus()
    },
  }
}
