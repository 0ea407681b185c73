import { contactFilter, contactSort } from '#shared/contract/contacts.ts'
import type { ContactFilter, ContactSort } from '../contact-types.ts'

/** What the address of the contact list holds: filter and order, so that back and forward work. */
export interface ContactsSearch {
  readonly filter?: ContactFilter
  readonly sort?: ContactSort
  readonly direction?: 'asc' | 'desc'
  /** True opens the form for a new contact. */
  readonly isNew?: boolean
  /** The name a new contact starts with. */
  readonly name?: string
}

const sorts: ReadonlySet<string> = new Set(contactSort.options)

const filterKeys: ReadonlySet<string> = new Set(Object.keys(contactFilter.shape))

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const readFilter = (raw: unknown): ContactFilter | undefined => {
  if (!isObject(raw)) return undefined
  const known = Object.entries(raw).filter(
    ([key, value]) => filterKeys.has(key) && !(Array.isArray(value) && value.length === 0),
  )
  // Only keys of the filter are left; their values are parsed strictly by the host.
  return known.length === 0 ? undefined : (Object.fromEntries(known) as ContactFilter)
}

/** Reads the address; what it does not know is dropped. */
export const readContactsSearch = (raw: Record<string, unknown>): ContactsSearch => {
  const filter = readFilter(raw.filter)
  return {
    ...(filter === undefined ? {} : { filter }),
    ...(typeof raw.sort === 'string' && sorts.has(raw.sort)
      ? // The set holds exactly the sorts.
        { sort: raw.sort as ContactSort }
      : {}),
    ...(raw.direction === 'asc' || raw.direction === 'desc' ? { direction: raw.direction } : {}),
    ...(raw.isNew === true ? { isNew: true } : {}),
    ...(typeof raw.name === 'string' ? { name: raw.name.slice(0, 300) } : {}),
  }
}

/** Whether a filter narrows the list at all. */
export const isNarrowed = (filter: ContactFilter | undefined): boolean =>
  filter !== undefined && Object.values(filter).some((value) => value !== undefined && value !== '')

/** The address with another search text; an empty one leaves no trace. */
export const withSearchText = (search: ContactsSearch, text: string): ContactsSearch => {
  const { search: _before, ...others } = search.filter ?? {}
  const filter: ContactFilter = text.trim() === '' ? others : { ...others, search: text }
  const { filter: _filter, ...rest } = search
  return Object.keys(filter).length === 0 ? rest : { ...rest, filter }
}

/** The address ordered by a column: a second choice of the same column turns the order round. */
export const withSort = (search: ContactsSearch, sort: ContactSort): ContactsSearch => {
  const isSame = (search.sort ?? 'name') === sort
  const direction = isSame && (search.direction ?? 'asc') === 'asc' ? 'desc' : 'asc'
  return { ...search, sort, direction }
}
