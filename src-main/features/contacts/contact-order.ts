import type { Bindable } from '#main/db/executor.ts'
import type { Input } from '#shared/contract/index.ts'
import type { SqlPiece } from './contact-filter.ts'

/** What the list is sorted by. */
export type ContactSort = NonNullable<Input<'contacts.list'>['sort']>

/** A built-in order of the list. */
export interface ContactOrder {
  readonly sort: ContactSort
  readonly isDescending: boolean
}

/** How an order is written in SQL. */
export interface SortShape {
  readonly index: string
  /** The columns of the index that make the order; the last one is `id`. */
  readonly columns: readonly string[]
  /** Whether the first column may be blank; blanks come last in either direction. */
  readonly hasBlanks: boolean
  /** Whether the index covers every filter. */
  readonly coversFilters: boolean
}

const shape = (index: string, columns: string, rest: Partial<SortShape> = {}): SortShape => ({
  index: `contacts_by_${index}`,
  columns: columns.split(' '),
  hasBlanks: true,
  coversFilters: false,
  ...rest,
})

/** Every built-in order; each has one index. */
export const sortShapes: Readonly<Record<ContactSort, SortShape>> = {
  name: shape('name', 'sort_key id', { hasBlanks: false, coversFilters: true }),
  company: shape('company', 'company_sort_key id'),
  stage: shape('stage', 'stage_rank sort_key id'),
  tags: shape('tag', 'tag_sort_key id'),
  email: shape('email', 'email_sort_key id'),
  phone: shape('phone', 'phone_sort_key id'),
  country: shape('country', 'country sort_key id'),
  source: shape('source', 'source sort_key id'),
  importance: shape('importance', 'importance sort_key id'),
  'last-contact': shape('last_contact', 'last_contact_at id', { coversFilters: true }),
  'next-step': shape('due', 'next_step_due id'),
  created: shape('created', 'created_at id', { hasBlanks: false }),
}

/** The place of a row in an order: the values of the order's columns. */
export interface ListPlace {
  readonly isBlank: boolean
  /** One per column; null exactly for the first one of a blank. */
  readonly values: readonly (string | number | null)[]
}

/** `order by` of one part of the list: the rows with a value, or the blanks. */
export const orderBy = (columns: readonly string[], isDescending: boolean): string =>
  columns.map((column) => `c.${column}${isDescending ? ' desc' : ''}`).join(', ')

/** The rows of a part that come after a place in it. */
export const comesAfter = (
  columns: readonly string[],
  values: readonly Bindable[],
  isDescending: boolean,
): SqlPiece => {
  const sign = isDescending ? '<' : '>'
  if (columns.length === 1) return { sql: `c.${columns[0]} ${sign} ?`, values }
  const names = columns.map((column) => `c.${column}`).join(', ')
  return { sql: `(${names}) ${sign} (${columns.map(() => '?').join(', ')})`, values }
}

/** The cursor of a place, opaque to callers. */
export const writeCursor = (order: ContactOrder, place: ListPlace): string =>
  Buffer.from(
    JSON.stringify([
      order.sort,
      order.isDescending ? 1 : 0,
      place.isBlank ? 1 : 0,
      ...place.values,
    ]),
  ).toString('base64url')

/** The place a cursor of this order means; null for any other text. */
export const readCursor = (order: ContactOrder, cursor: string): ListPlace | null => {
  const parts = parse(cursor)
  if (!Array.isArray(parts)) return null
  // An array of anything; each part is looked at below.
  const [sort, isDescending, isBlank, ...values] = parts as readonly unknown[]
  const { columns, hasBlanks } = sortShapes[order.sort]
  const isOurs =
    sort === order.sort &&
    isDescending === (order.isDescending ? 1 : 0) &&
    (isBlank === 0 || (isBlank === 1 && hasBlanks)) &&
    values.length === columns.length &&
    values.every((value, index) => isPlaceValue(value, index === 0 && isBlank === 1))
  // Checked one by one on the line above.
  return isOurs ? { isBlank: isBlank === 1, values: values as ListPlace['values'] } : null
}

const isPlaceValue = (value: unknown, mayBeNull: boolean): boolean =>
  mayBeNull ? value === null : typeof value === 'string' || Number.isSafeInteger(value)

const parse = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    // Not ours: JSON.parse throws on any other text.
    return null
  }
}

/** The ids of a source, sorted; blanks come last in either direction. */
export const orderedSource = (source: SqlPiece, { sort, isDescending }: ContactOrder): SqlPiece => {
  const { columns } = sortShapes[sort]
  return {
    sql: `select c.id from (${source.sql}) s cross join contacts c on c.id = s.id
      order by c.${columns[0]} is null, ${orderBy(columns, isDescending)}`,
    values: source.values,
  }
}
