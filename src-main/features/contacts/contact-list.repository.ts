import type { Reader } from '#main/db/executor.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { allOf, filterConditions, indexedSources, type SqlPiece } from './contact-filter.ts'
import {
  type ContactOrder,
  comesAfter,
  type ListPlace,
  orderBy,
  type SortShape,
  sortShapes,
} from './contact-order.ts'
import {
  collectable,
  countSql,
  type ReadyFilter,
  scanSource,
  searchSource,
} from './contact-sources.ts'

/** One page: so many rows after a place or past an offset. */
export interface PageRequest extends ReadyFilter {
  readonly order: ContactOrder
  readonly limit: number
  readonly offset: number
  readonly after: ListPlace | null
}

/** A contact in the list and its place. */
export interface ListedContact {
  readonly id: ContactId
  readonly place: ListPlace
}

interface Part {
  readonly isBlank: boolean
  readonly from: string
  readonly where: readonly SqlPiece[]
  readonly columns: readonly string[]
}

type Row = Record<string, string | number | null> & { readonly id: number }

/** Which contacts stand in the list, in which order, and how many there are. */
export class ContactListRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  page(request: PageRequest): ListedContact[] {
    const ids = this.idSource(request)
    return ids === null ? this.walk(request) : this.collect(request, ids)
  }

  count(filter: ReadyFilter): { readonly people: number; readonly companies: number } {
    const { sql, values } = countSql(filter)
    const row = this.reader.firstSql<{ people: number; companies: number }>(sql, ...values)
    return { people: row?.people ?? 0, companies: row?.companies ?? 0 }
  }

  countIds({ sql, values }: SqlPiece): number {
    const text = `select count(*) as n from (${sql})`
    return this.reader.firstSql<{ n: number }>(text, ...values)?.n ?? 0
  }

  facet(column: 'country' | 'source'): { value: string; count: number }[] {
    return this.reader.allSql(
      `select ${column} as value, count(*) as count from contacts where ${column} is not null
        group by ${column} order by count desc, ${column}`,
    )
  }

  /** SQL for the ids of few enough contacts to collect and sort them; null when there are many. */
  private idSource(request: PageRequest): SqlPiece | null {
    const { filter, search, today, order, offset } = request
    const conditions = filterConditions(filter, today)
    if (search !== null) return searchSource(search, conditions)
    if (conditions.length === 0) return null
    const sources = indexedSources(filter)
    const few = sources.find((source) => this.isFew(source))
    if (few !== undefined) return few
    const isOneIndexed = conditions.length === 1 && sources.length === 1 && offset === 0
    if (sortShapes[order.sort].coversFilters || isOneIndexed) return null
    // An order without the filter's columns looks every contact up: dear when hits are rare.
    const scan = scanSource(conditions)
    return offset > 0 || this.isFew(scan) ? scan : null
  }

  private isFew({ sql, values }: SqlPiece): boolean {
    const text = `select count(*) as n from (${sql} limit ${collectable + 1})`
    return (this.reader.firstSql<{ n: number }>(text, ...values)?.n ?? 0) <= collectable
  }

  /** Reads along the index: rows with a value first, then the blanks. */
  private walk(request: PageRequest): ListedContact[] {
    const { order, after, limit } = request
    const shape = sortShapes[order.sort]
    const conditions = filterConditions(request.filter, request.today)
    const parts = shape.hasBlanks ? [valuesPart(shape), blanksPart(shape)] : [wholePart(shape)]
    let { offset } = request
    const found: ListedContact[] = []
    for (const part of parts) {
      if (found.length >= limit) break
      if (after !== null && after.isBlank && !part.isBlank) continue
      if (order.sort === 'next-step' && request.filter.hasNextStep === part.isBlank) continue
      const where = [...part.where, ...conditions]
      if (offset > 0 && !part.isBlank && shape.hasBlanks) {
        const size = this.countPart(part, where)
        if (offset >= size) {
          offset -= size
          continue
        }
      }
      const place = after !== null && after.isBlank === part.isBlank ? after : null
      const rows = this.readPart({ part, where, place, order, limit: limit - found.length, offset })
      found.push(...rows)
      offset = 0
    }
    return found
  }

  private countPart(part: Part, where: readonly SqlPiece[]): number {
    const { sql, values } = allOf(where)
    const text = `select count(*) as n from ${part.from} where ${sql}`
    return this.reader.firstSql<{ n: number }>(text, ...values)?.n ?? 0
  }

  private readPart(request: PartRequest): ListedContact[] {
    const { part, place, order, limit, offset } = request
    const { columns } = sortShapes[order.sort]
    const skipped = columns.length - part.columns.length
    const after = place
      ? [comesAfter(part.columns, place.values.slice(skipped), order.isDescending)]
      : []
    const { sql, values } = allOf([...after, ...request.where])
    const text = `select ${selected(columns)} from ${part.from} where ${sql}
      order by ${orderBy(part.columns, order.isDescending)} limit ? offset ?`
    return this.reader.allSql<Row>(text, ...values, limit, offset).map(listed(columns))
  }

  /** Collects the contacts of a source and sorts them. */
  private collect(request: PageRequest, source: SqlPiece): ListedContact[] {
    const { order, after, limit, offset, filter, today } = request
    const { columns } = sortShapes[order.sort]
    const [first = 'id', ...rest] = columns
    const where = filterConditions(filter, today)
    if (after !== null) where.push(afterInCollection(columns, after, order.isDescending))
    const { sql, values } = allOf(where)
    const text = `select ${selected(columns)} from (${source.sql}) s
      cross join contacts c on c.id = s.id where ${sql}
      order by c.${first} is null, ${orderBy([first, ...rest], order.isDescending)} limit ? offset ?`
    const all = [...source.values, ...values, limit, offset]
    return this.reader.allSql<Row>(text, ...all).map(listed(columns))
  }
}

interface PartRequest {
  readonly part: Part
  readonly where: readonly SqlPiece[]
  readonly place: ListPlace | null
  readonly order: ContactOrder
  readonly limit: number
  readonly offset: number
}

const indexed = (shape: SortShape): string => `contacts c indexed by ${shape.index}`

const wholePart = (shape: SortShape): Part => ({
  isBlank: false,
  from: indexed(shape),
  where: [],
  columns: shape.columns,
})

const valuesPart = (shape: SortShape): Part => ({
  ...wholePart(shape),
  where: [{ sql: `c.${shape.columns[0]} is not null`, values: [] }],
})

const blanksPart = (shape: SortShape): Part => ({
  isBlank: true,
  from: indexed(shape),
  where: [{ sql: `c.${shape.columns[0]} is null`, values: [] }],
  columns: shape.columns.slice(1),
})

const selected = (columns: readonly string[]): string =>
  columns.map((column) => `c.${column}`).join(', ')

const listed =
  (columns: readonly string[]) =>
  (row: Row): ListedContact => {
    const values = columns.map((column) => row[column] ?? null)
    // The id column of contacts.
    return { id: row.id as ContactId, place: { isBlank: values[0] === null, values } }
  }

const afterInCollection = (
  columns: readonly string[],
  { isBlank, values }: ListPlace,
  isDescending: boolean,
): SqlPiece => {
  if (isBlank) {
    const rest = comesAfter(columns.slice(1), values.slice(1), isDescending)
    return { sql: `c.${columns[0]} is null and ${rest.sql}`, values: rest.values }
  }
  const after = comesAfter(columns, values, isDescending)
  return { sql: `(c.${columns[0]} is null or ${after.sql})`, values: after.values }
}
