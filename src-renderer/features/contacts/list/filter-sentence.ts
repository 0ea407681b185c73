import type { ContactFilter } from '../contact-types.ts'

/** The parts of a filter that stand as tokens in the sentence, in their order. */
export const filterFields = [
  'stage',
  'tag',
  'company',
  'country',
  'source',
  'importance',
  'kind',
  'next',
  'cold',
] as const

/** One field one can filter by. */
export type FilterField = (typeof filterFields)[number]

/** A value that can be chosen in a filter, as text. */
export type FilterValue = string

/** One token: which field, how it is compared, what values. */
export interface FilterToken {
  readonly field: FilterField
  /** `is-any-of` for fields that take several values. */
  readonly relation: 'is' | 'is-any-of'
  readonly values: readonly FilterValue[]
}

const many = <Value extends string | number>(
  field: FilterField,
  values: readonly Value[] | undefined,
): readonly FilterToken[] =>
  values === undefined || values.length === 0
    ? []
    : [
        {
          field,
          relation: values.length === 1 ? 'is' : 'is-any-of',
          values: values.map(String),
        },
      ]

const one = (field: FilterField, value: string | undefined): readonly FilterToken[] =>
  value === undefined ? [] : [{ field, relation: 'is', values: [value] }]

const flag = (value: boolean | undefined): string | undefined =>
  value === undefined ? undefined : value ? 'yes' : 'no'

/** The filter as tokens, in the order of the sentence; the search text is not one of them. */
export const tokensOf = (filter: ContactFilter | undefined): readonly FilterToken[] => {
  if (filter === undefined) return []
  return [
    ...many('stage', filter.stages),
    ...many('tag', filter.tagIds),
    ...many('company', filter.companyIds),
    ...many('country', filter.countries),
    ...many('source', filter.sources),
    ...many('importance', filter.importances),
    ...one('kind', filter.kind),
    ...one('next', flag(filter.hasNextStep)),
    ...one('cold', flag(filter.isCold)),
  ]
}

const filterKeyOf = {
  stage: 'stages',
  tag: 'tagIds',
  company: 'companyIds',
  country: 'countries',
  source: 'sources',
  importance: 'importances',
  kind: 'kind',
  next: 'hasNextStep',
  cold: 'isCold',
} as const satisfies Record<FilterField, keyof ContactFilter>

/** Whether a field takes one value only, so that choosing replaces. */
export const isSingle = (field: FilterField): boolean =>
  field === 'kind' || field === 'next' || field === 'cold'

const encode = (field: FilterField, values: readonly FilterValue[]): unknown => {
  switch (field) {
    case 'tag':
    case 'company':
    case 'importance':
      return values.map(Number)
    case 'next':
    case 'cold':
      return values[0] === 'yes'
    case 'kind':
      return values[0]
    case 'stage':
    case 'country':
    case 'source':
      return [...values]
  }
}

/** The filter with other values of a field; without values the field no longer narrows. */
export const withValues = (
  filter: ContactFilter | undefined,
  field: FilterField,
  values: readonly FilterValue[],
): ContactFilter => {
  const key = filterKeyOf[field]
  const { [key]: _before, ...others } = filter ?? {}
  if (values.length === 0) return others
  // Each key takes the type that `encode` makes for its field; the host parses it again.
  return { ...others, [key]: encode(field, values) } as ContactFilter
}

/** The values of a field after one of them was clicked. */
export const toggled = (
  filter: ContactFilter | undefined,
  field: FilterField,
  value: FilterValue,
): readonly FilterValue[] => {
  const now = tokensOf(filter).find((token) => token.field === field)?.values ?? []
  if (now.includes(value)) return now.filter((other) => other !== value)
  return isSingle(field) ? [value] : [...now, value]
}
