import type { ColumnTarget, ColumnWords, CustomFieldType } from './column-words.ts'

interface UsualColumn {
  readonly target: ColumnTarget
  readonly type?: CustomFieldType
}

const field = (name: ColumnTarget['field'], more: Partial<ColumnTarget> = {}): UsualColumn => ({
  target: { field: name, ...more },
})
const custom = (type: CustomFieldType): UsualColumn => ({ ...field('custom-field'), type })

/** The columns that address lists have in every language. */
const usual = {
  /** A name, whole or a part of one: the other columns tell. */
  name: field('display-name'),
  given: field('given-name'),
  middle: field('middle-name'),
  family: field('family-name'),
  nickname: field('nickname'),
  company: field('company'),
  job: field('job-title'),
  email: field('email'),
  phone: field('phone'),
  mobile: field('phone', { label: 'mobile' }),
  workPhone: field('phone', { label: 'work' }),
  homePhone: field('phone', { label: 'home' }),
  fax: field('phone', { label: 'fax' }),
  link: field('link'),
  street: field('address-street'),
  extended: field('address-extended'),
  city: field('address-city'),
  region: field('address-region'),
  postalCode: field('address-postal-code'),
  country: field('address-country'),
  birthday: field('birthday'),
  tags: field('tags'),
  source: field('source'),
  language: field('language'),
  notes: field('notes'),
  ownId: field('own-id'),
  text: custom('text'),
  day: custom('date'),
  money: custom('money'),
  number: custom('number'),
  choice: custom('choice'),
} as const

/** The names of such columns in one language, each list separated by `|`. */
export type UsualNames = Readonly<Partial<Record<keyof typeof usual, string>>>

/** The usual columns under their names in one language. */
export const usualWords = (names: UsualNames): ColumnWords[] =>
  // The keys are exactly those of the type.
  (Object.keys(names) as (keyof UsualNames)[]).map((what) => ({
    ...usual[what],
    names: names[what] ?? '',
  }))
