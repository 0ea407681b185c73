import type { Rule, Target } from '../import-types.ts'

type Field = Target['field']

/** Fields that change nobody: they say which one, or are left out. */
const without: ReadonlySet<Field> = new Set([
  'ignore',
  'label',
  'uid',
  'company-uid',
  'stage-history',
  'relations',
  'created-at',
])

/** Fields of which a contact may have several. */
const several: ReadonlySet<Field> = new Set([
  'email',
  'phone',
  'messenger',
  'link',
  'address-street',
  'address-extended',
  'address-city',
  'address-region',
  'address-postal-code',
  'address-country',
  'anniversary',
])

/** Fields that only grow. */
const growing: ReadonlySet<Field> = new Set(['tags', 'notes', 'named-note', 'no-mail'])

/** What a column may do to somebody who has such a fact; empty where nothing is to be chosen. */
export const rulesOf = (field: Field): readonly Rule[] => {
  if (without.has(field)) return []
  if (growing.has(field)) return ['add']
  return several.has(field) ? ['add', 'fill-blanks', 'overwrite'] : ['fill-blanks', 'overwrite']
}

/** What a column does unless the owner says otherwise. */
export const ruleOf = (target: Target): Rule | null =>
  target.rule ?? rulesOf(target.field)[0] ?? null

const isPartOfAddress = (field: Field): boolean => field.startsWith('address-')

/** The columns that follow one rule: the parts of an address are one fact. */
export const columnsOfRule = (targets: readonly Target[], index: number): readonly number[] => {
  const target = targets[index]
  if (target === undefined || !isPartOfAddress(target.field)) return [index]
  return targets.flatMap((one, at) =>
    isPartOfAddress(one.field) && one.group === target.group ? [at] : [],
  )
}

const rowFields: Readonly<Partial<Record<Field, string>>> = {
  'display-name': 'name',
  tags: 'tag',
  'named-note': 'notes',
  'own-id': 'custom-field',
}

/** The name a rehearsed row has for what such a column brings. */
export const rowFieldOf = (field: Field): string =>
  rowFields[field] ??
  (isPartOfAddress(field)
    ? 'address'
    : field === 'custom-field'
      ? field
      : field.replace(/-([a-z])/gu, (_, letter: string) => letter.toUpperCase()))
