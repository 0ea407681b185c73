import type { Reader } from '#main/db/executor.ts'
import { sortKey } from '#main/engines/search/sort-key.ts'
import type { ContactFilter } from '#main/features/contacts/contact-filter.ts'
import type { ContactSort } from '#main/features/contacts/contact-order.ts'

type Value = string | number | null

/** One contact, all from the facts and nothing from kept columns. */
export interface ContactFact {
  readonly id: number
  readonly kind: string
  readonly name: string
  readonly company: { readonly id: number; readonly name: string } | null
  readonly stage: string | null
  readonly source: string | null
  readonly importance: number | null
  readonly createdAt: number
  readonly country: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly tags: readonly { readonly id: number; readonly name: string }[]
  readonly lastContactAt: number | null
  readonly nextStep: string | null
  readonly isCold: boolean
}

const real = `(kind in ('call','meeting','message','mail-received') or kind = 'mail-sent' and is_answered)`

/** Reads the facts of every contact. */
export const readFacts = (reader: Reader, isCold: (id: number) => boolean): ContactFact[] => {
  const group = <Row extends { contact_id: number }>(sql: string) =>
    Map.groupBy(reader.allSql<Row>(sql), (row) => row.contact_id)
  const points = group<{ contact_id: number; kind: string; text: string }>(
    `select contact_id, kind, coalesce(normalized, raw) as text from contact_points
      order by is_primary desc, position, id`,
  )
  const addresses = group<{ contact_id: number; country: string }>(
    'select contact_id, country from addresses where country is not null order by position, id',
  )
  const tags = group<{ contact_id: number; id: number; name: string }>(
    'select m.contact_id, g.id, g.name from contact_tags m join tags g on g.id = m.tag_id',
  )
  const met = group<{ contact_id: number; at: number }>(
    `select contact_id, max(at) as at from activities where ${real} group by contact_id`,
  )
  const steps = group<{ contact_id: number; due: string }>(
    `select contact_id, due_day || coalesce('T' || due_time, '') as due from follow_ups
      where status = 'open' order by due_day, due_time nulls last, id`,
  )
  const rows = reader.allSql<Record<string, Value> & { id: number; name: string; kind: string }>(
    `select c.id, c.kind, c.display_name as name, c.company_id, k.display_name as company_name,
        c.stage, c.source, c.importance, c.created_at from contacts c
        left join contacts k on k.id = c.company_id`,
  )
  const first = (id: number, kind: string): string | null =>
    points
      .get(id)
      ?.find((point) => point.kind === kind)
      ?.text.toLowerCase() ?? null
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    company:
      row.company_id === null
        ? null
        : { id: Number(row.company_id), name: String(row.company_name) },
    stage: row.stage as string | null,
    source: row.source as string | null,
    importance: row.importance as number | null,
    createdAt: Number(row.created_at),
    country: addresses.get(row.id)?.[0]?.country ?? null,
    email: first(row.id, 'email'),
    phone: first(row.id, 'phone'),
    tags: tags.get(row.id) ?? [],
    lastContactAt: met.get(row.id)?.[0]?.at ?? null,
    nextStep: steps.get(row.id)?.[0]?.due ?? null,
    isCold: isCold(row.id),
  }))
}

const stages = ['attract', 'convert', 'retain', 'grow']
const least = (names: readonly string[]): string | null => names.toSorted(compare)[0] ?? null
const tagKey = (name: string): string => keyOf(name, false)

/** What a contact is sorted by; null is blank. */
const valueOf = (fact: ContactFact, sort: ContactSort): Value => {
  switch (sort) {
    case 'name':
      return nameKey(fact)
    case 'company':
      return fact.company && keyOf(fact.company.name, false)
    case 'stage':
      return fact.stage === null ? null : stages.indexOf(fact.stage)
    case 'tags':
      return least(fact.tags.map((tag) => tagKey(tag.name)))
    case 'email':
      return fact.email
    case 'phone':
      return fact.phone
    case 'country':
      return fact.country
    case 'source':
      return fact.source
    case 'importance':
      return fact.importance
    case 'last-contact':
      return fact.lastContactAt
    case 'next-step':
      return fact.nextStep
    case 'created':
      return fact.createdAt
  }
}

const keys = new Map<string, string>()

const keyOf = (displayName: string, isPerson: boolean): string => {
  const key = `${isPerson}${displayName}`
  const known = keys.get(key) ?? sortKey({ displayName, isPerson })
  keys.set(key, known)
  return known
}

const nameKey = ({ name, kind }: ContactFact): string => keyOf(name, kind === 'person')

const compare = (a: Value, b: Value): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  // SQLite compares UTF-8 bytes, which is the order of code points.
  const [left, right] = [[...String(a)], [...String(b)]]
  const at = left.findIndex((sign, index) => sign !== right[index])
  if (at < 0) return left.length - right.length
  return (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1)
}

const groupedByName = new Set<ContactSort>(['stage', 'country', 'source', 'importance'])

/** The whole list by comparing every pair; blanks last in either direction. */
export const sortFacts = (
  facts: readonly ContactFact[],
  sort: ContactSort,
  isDescending: boolean,
): number[] => {
  const keyed = facts.map((fact) => ({
    id: fact.id,
    value: valueOf(fact, sort),
    name: groupedByName.has(sort) ? nameKey(fact) : '',
  }))
  const sign = isDescending ? -1 : 1
  return keyed
    .toSorted((a, b) => {
      if ((a.value === null) !== (b.value === null)) return a.value === null ? 1 : -1
      return sign * (compare(a.value, b.value) || compare(a.name, b.name) || a.id - b.id)
    })
    .map(({ id }) => id)
}

/** Whether a contact meets every named condition but the search. */
export const meets = (fact: ContactFact, filter: ContactFilter): boolean =>
  (filter.kind === undefined || fact.kind === filter.kind) &&
  (filter.tagIds === undefined || fact.tags.some(({ id }) => has(filter.tagIds, id))) &&
  (filter.stages === undefined || has(filter.stages, fact.stage ?? 'none')) &&
  (filter.companyIds === undefined || has(filter.companyIds, fact.company?.id)) &&
  (filter.countries === undefined || has(filter.countries, fact.country)) &&
  (filter.sources === undefined || has(filter.sources, fact.source)) &&
  (filter.importances === undefined || has(filter.importances, fact.importance)) &&
  (filter.hasNextStep === undefined || filter.hasNextStep === (fact.nextStep !== null)) &&
  (filter.isCold === undefined || filter.isCold === fact.isCold)

const has = (values: readonly unknown[] | undefined, value: unknown): boolean =>
  values?.includes(value) === true
