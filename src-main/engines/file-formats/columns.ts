import { type ColumnField, type ColumnTarget, columnWords } from './column-words.ts'

/** Fields of which a contact has one; the first column gets it. */
const singleFields: ReadonlySet<ColumnField> = new Set([
  'display-name',
  'given-name',
  'middle-name',
  'family-name',
  'nickname',
  'company',
  'job-title',
  'birthday',
  'stage',
  'source',
  'language',
])

const weakJobNames: ReadonlySet<string> = new Set(['title', 'occupation'])
const namedNote: ColumnTarget = { field: 'named-note' }

/**
 * Says what each column is, by its name alone.
 *
 * Case, accents, punctuation and the order of words do not matter. What is not known becomes a
 * named note, so that no column is lost.
 */
export const recogniseColumns = (headers: readonly string[]): ColumnTarget[] => {
  const found = headers.map(recogniseColumn)
  const fields = new Set(found.map(({ field }) => field))
  const taken = new Set<string>()
  return found.map((target, index) => {
    const settled = settle(target, { fields, words: wordsOf(headers[index] ?? '') })
    if (!singleFields.has(settled.field)) return settled
    if (taken.has(settled.field)) return namedNote
    taken.add(settled.field)
    return settled
  })
}

/** Words whose meaning depends on which other columns the file has. */
const settle = (
  target: ColumnTarget,
  file: { readonly fields: ReadonlySet<ColumnField>; readonly words: readonly string[] },
): ColumnTarget => {
  const { fields, words } = file
  // Outlook's Title is Dr or Mrs beside a Job Title; elsewhere it is the job. So is Occupation.
  if (weakJobNames.has(words.join(' '))) {
    return fields.has('job-title') ? namedNote : { field: 'job-title' }
  }
  if (target.field !== 'display-name') return target
  // Name beside Vorname, Nom beside Prénom: the family name. Nombre beside Apellidos: the given one.
  if (fields.has('given-name') && !fields.has('family-name')) return { field: 'family-name' }
  if (fields.has('family-name') && !fields.has('given-name')) return { field: 'given-name' }
  return target
}

const recogniseColumn = (header: string): ColumnTarget => {
  const words = wordsOf(header)
  const bare = wordsOf(header.replace(inBrackets, ' '))
  return numbered(words) ?? lookUp(words) ?? lookUp(bare) ?? withoutNumber(words) ?? namedNote
}

/** What stands in brackets explains: `Phone (required)`, `邮箱（必填）`. */
const inBrackets = /\([^)]*\)|（[^）]*）|\[[^\]]*\]/gu

const lookUp = (words: readonly string[]): ColumnTarget | undefined => byName.get(keyOf(words))

/** `Phone 2`, `手机2`: the same as without the number. */
const withoutNumber = (words: readonly string[]): ColumnTarget | undefined => {
  const rest = words
    .map((word) => word.replace(/(?<=\p{Script=Han})\d$/u, ''))
    .filter((word) => !/^\d$/u.test(word))
  const target = rest.length > 0 ? lookUp(rest) : undefined
  return target !== undefined && !singleFields.has(target.field) ? target : undefined
}

const emailPart: Readonly<Record<string, ColumnField>> = {
  address: 'email',
  value: 'email',
  label: 'label',
  type: 'label',
}
const valuePart = (field: ColumnField): Readonly<Record<string, ColumnField>> => ({
  value: field,
  label: 'label',
  type: 'label',
  service: 'label',
})

/** Columns that programs write in numbered groups: `E-mail 2 - Value`, `Address 1 - City`. */
const numberedParts: Readonly<Record<string, Readonly<Record<string, ColumnField>>>> = {
  email: emailPart,
  phone: valuePart('phone'),
  im: valuePart('messenger'),
  website: valuePart('link'),
  event: valuePart('anniversary'),
  relation: valuePart('named-note'),
  'custom field': valuePart('named-note'),
  address: {
    label: 'label',
    type: 'label',
    street: 'address-street',
    'extended address': 'address-extended',
    city: 'address-city',
    region: 'address-region',
    'postal code': 'address-postal-code',
    country: 'address-country',
  },
}

const numbered = (words: readonly string[]): ColumnTarget | null => {
  const at = words.findIndex((word) => /^\d+$/u.test(word))
  if (at < 1 || at === words.length - 1) return null
  const what = words.slice(0, at).join(' ')
  const part = words.slice(at + 1).join(' ')
  const number = words[at] ?? ''
  if (what === 'organization') return organization(number, part)
  const parts = Object.hasOwn(numberedParts, what) ? numberedParts[what] : undefined
  if (parts === undefined) return null
  const field = Object.hasOwn(parts, part) ? parts[part] : undefined
  return field === undefined ? namedNote : { field, group: `${what}:${number}` }
}

const organization = (number: string, part: string): ColumnTarget => {
  if (number !== '1') return namedNote
  if (part === 'name') return { field: 'company' }
  return part === 'title' ? { field: 'job-title' } : namedNote
}

/** The words of a header, folded: lower case, no accents, no punctuation. */
export const wordsOf = (header: string): string[] =>
  header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/gu, 'ss')
    .replace(/['’]s\b/gu, 's')
    .replace(/\be[\s_-]*mail/gu, 'email')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

const keyOf = (words: readonly string[]): string => words.toSorted().join(' ')

const byName: ReadonlyMap<string, ColumnTarget> = new Map(
  columnWords.flatMap(({ target, names }) =>
    names.split('|').map((name) => [keyOf(wordsOf(name)), target] as const),
  ),
)
