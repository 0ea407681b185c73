import type {
  ColumnField,
  ColumnRule,
  ColumnTarget,
} from '#main/engines/file-formats/columns/column-words.ts'

/** By what a row may be recognised as a known contact; Kith's own `uid` always counts. */
export type MatchKey = 'own-id' | 'email' | 'phone' | 'name-and-company'

/** Facts of a contact that columns have rules for. */
export type RuledFact =
  | 'name'
  | 'company'
  | 'nickname'
  | 'job_title'
  | 'stage'
  | 'source'
  | 'language'
  | 'importance'
  | 'preferred_channel'
  | 'time_zone'
  | 'email'
  | 'phone'
  | 'messenger'
  | 'link'
  | 'address'
  | 'birthday'
  | 'anniversary'
  | 'tags'

/** How the rows of a plan are matched and what their facts do. */
export interface MatchingPlan {
  readonly matchBy: readonly MatchKey[]
  /** Whether a column has Kith's own names of contacts. */
  readonly hasUid: boolean
  /** Whether a column has Kith's own names of companies. */
  readonly hasCompanyUid: boolean
  /** A file of Kith's own lossless export: what it does not say is not guessed. */
  readonly isLossless: boolean
  /** Facts that do not follow their default rule. */
  readonly rules: Readonly<Partial<Record<RuledFact, ColumnRule>>>
}

/** What is used where the owner chose nothing. */
export const usualKeys: readonly MatchKey[] = ['email', 'phone', 'name-and-company']

const factOfField: Readonly<Partial<Record<ColumnField, RuledFact>>> = {
  'display-name': 'name',
  'given-name': 'name',
  'middle-name': 'name',
  'family-name': 'name',
  company: 'company',
  nickname: 'nickname',
  'job-title': 'job_title',
  stage: 'stage',
  source: 'source',
  language: 'language',
  importance: 'importance',
  'preferred-channel': 'preferred_channel',
  'time-zone': 'time_zone',
  email: 'email',
  phone: 'phone',
  messenger: 'messenger',
  link: 'link',
  'address-street': 'address',
  'address-extended': 'address',
  'address-city': 'address',
  'address-region': 'address',
  'address-postal-code': 'address',
  'address-country': 'address',
  birthday: 'birthday',
  anniversary: 'anniversary',
  tags: 'tags',
}

/** The fact whose rule a column's is; undefined where there is nothing to rule. */
export const ruledFact = (field: ColumnField): RuledFact | undefined => factOfField[field]

/** The rules of the facts: a fact that several columns bring follows the first of them that says. */
export const rulesOf = (targets: readonly ColumnTarget[]): MatchingPlan['rules'] => {
  const rules: Partial<Record<RuledFact, ColumnRule>> = {}
  for (const { field, rule } of targets) {
    const fact = ruledFact(field)
    if (fact !== undefined && rule !== undefined) rules[fact] ??= rule
  }
  return rules
}
