import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ContactFilter, ContactSort } from '../contact-types.ts'
import { type ContactsSearch, withSearchText, withSort } from './contacts-search.ts'

/** The list's address, read and written: filter, order, the form for a new contact. */
export interface ContactsAddress {
  readonly search: ContactsSearch
  readonly filter: ContactFilter | undefined
  readonly sort: ContactSort
  readonly direction: 'asc' | 'desc'
  /** The same text for the same people in the same order. */
  readonly key: string
  setFilter(filter: ContactFilter): void
  setText(text: string): void
  sortBy(sort: ContactSort): void
  openNew(): void
  closeNew(): void
  open(contactId: number): void
}

/** Filter and order live in the address, so that back and forward work. */
export const useContactsAddress = (): ContactsAddress => {
  const navigate = useNavigate({ from: '/contacts' })
  const search: ContactsSearch = useSearch({ from: '/contacts' })
  const { filter, sort = 'name', direction = 'asc' } = search
  const goTo = (next: ContactsSearch, replace = false): void =>
    void navigate({ search: next, replace })
  return {
    search,
    filter,
    sort,
    direction,
    key: JSON.stringify([filter ?? {}, sort, direction]),
    setFilter: (next) => {
      const { filter: _before, ...rest } = search
      goTo(Object.keys(next).length === 0 ? rest : { ...rest, filter: next })
    },
    setText: (text) => goTo(withSearchText(search, text), true),
    sortBy: (next) => goTo(withSort(search, next), true),
    openNew: () => goTo({ ...search, isNew: true }),
    closeNew: () => {
      const { isNew: _isNew, name: _name, ...rest } = search
      goTo(rest, true)
    },
    open: (contactId) =>
      void navigate({ to: '/contacts/$contactId', params: { contactId: String(contactId) } }),
  }
}
