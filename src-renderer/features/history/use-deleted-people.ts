import { useState } from 'react'
import { useApiPages } from '#renderer/api/use-api-pages.ts'
import {
  everybody,
  indicesBetween,
  isSelected,
  maxIds,
  nobody,
  type Selection,
  selectedCount,
  withContact,
  withMovedRange,
} from '#renderer/ui/selection.ts'
import { useTypedSearch } from '#renderer/ui/use-typed-search.ts'
import type { Output } from '#shared/contract/index.ts'
import type { ContactId, OperationId } from '#shared/domain/ids.ts'
import type { Chosen } from './use-bring-back.ts'

/** Somebody who is still deleted. */
export type DeletedPerson = Output<'history.deleted'>['contacts'][number]

const pageSize = 100

const travelling = (selection: Selection, search: string): Chosen['selection'] =>
  selection.mode === 'some'
    ? { ids: [...selection.ids] }
    : { ...(search === '' ? {} : { search }), except: [...selection.except] }

/** Those of a deletion who are still deleted, and who of them is chosen. */
export const useDeletedPeople = (id: OperationId) => {
  const { typed, setTyped, search } = useTypedSearch()
  const [made, setMade] = useState({ search, selection: nobody })
  // Who matches another search is another list: nobody of it is chosen.
  const selection = made.search === search ? made.selection : nobody
  const setSelection = (next: Selection): void => setMade({ search, selection: next })
  const [place, setPlace] = useState({ index: 0, anchor: 0 })
  const input = { id, limit: pageSize, ...(search === '' ? {} : { search }) }
  const list = useApiPages('history.deleted', input, { keepsFrom: (before) => before.id === id })
  const people = list.pages?.flatMap((page) => page.contacts)
  const last = (people?.length ?? 1) - 1
  const index = Math.max(0, Math.min(place.index, last))
  const total = list.pages?.[0]?.total ?? 0
  const idsBetween = (one: number, other: number): ContactId[] =>
    indicesBetween(one, other).flatMap((at) => people?.[at]?.id ?? [])
  const count = selectedCount(selection, total)
  return {
    people,
    total,
    typed,
    index,
    count,
    hasMore: list.hasMore,
    loadMore: list.loadMore,
    isSelected: (person: DeletedPerson) => isSelected(selection, person.id),
    find: (text: string): void => {
      setTyped(text)
      setPlace({ index: 0, anchor: 0 })
    },
    moveTo: (next: number): void =>
      setPlace({ ...place, index: Math.max(0, Math.min(next, last)) }),
    toggle: (at: number): void => {
      const person = people?.[at]
      if (person === undefined) return
      setSelection(withContact(selection, person.id, !isSelected(selection, person.id)))
      setPlace({ index: at, anchor: at })
    },
    /** From the last one that was chosen to this one. */
    extendTo: (next: number): void => {
      const at = Math.max(0, Math.min(next, last))
      const { anchor } = place
      const before = idsBetween(anchor, index)
      const after = idsBetween(anchor, at).slice(0, maxIds)
      setSelection(withMovedRange(selection, { before, after }))
      setPlace({ anchor, index: at })
    },
    selectAll: (): void => setSelection(everybody),
    clear: (): void => setSelection(nobody),
    chosen: (): Chosen | null =>
      count === 0 ? null : { selection: travelling(selection, search), count },
  }
}
