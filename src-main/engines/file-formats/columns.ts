import { addressWords } from './address-words.ts'
import { customerOutside, personInside, usualColumnWords } from './column-names/all-languages.ts'
import {
  type ColumnField,
  type ColumnTarget,
  type CustomFieldType,
  columnWords,
} from './column-words.ts'
import { fieldWords, programWords } from './field-words.ts'
import { numberedColumn, numberedGroup } from './numbered-columns.ts'
import { ownField } from './own-fields.ts'

/** A column recognised by its name alone. */
export interface RecognisedColumn {
  readonly target: ColumnTarget
  /** False when nobody writes such a name. */
  readonly isKnown: boolean
  /** The fact that an earlier column of the file already is. */
  readonly secondOf?: ColumnField
  /** Of a custom field: what its values usually are; absent when the name does not tell. */
  readonly type?: CustomFieldType | undefined
}

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
  'kind',
  'importance',
  'preferred-channel',
  'time-zone',
  'do-not-contact',
  'created-at',
  'uid',
  'own-id',
])

/** Names that are a job only where no other column is one. */
const weakJobNames: ReadonlySet<string> = new Set(['title', 'occupation', 'beruf', 'profession'])
const czechNames = ['psc', 'mesto', 'obec', 'ulice', 'jmeno', 'prijmeni', 'priezvisko', 'stat']

const companyNames = ['企业', '公司', '公司名称', '企业名称', '单位', '所在公司', '所在企业']

const unknown: RecognisedColumn = { target: { field: 'named-note' }, isKnown: false }
const known = (target: ColumnTarget): RecognisedColumn => ({ target, isKnown: true })

/**
 * Says what each column is, by its name alone.
 *
 * Case, accents, punctuation and the order of words do not matter. What is not known becomes a
 * named note, so that no column is lost; so does a second column for a fact of which a contact has
 * one.
 */
export const recogniseColumns = (headers: readonly string[]): ColumnTarget[] =>
  recogniseHeaders(headers).map(({ target }) => target)

/** As `recogniseColumns`, and tells which names are known. */
export const recogniseHeaders = (headers: readonly string[]): RecognisedColumn[] => {
  const words = headers.map(wordsOf)
  const found = headers.map((header, index) => recogniseHeader(header, words[index] ?? []))
  const file: FileColumns = {
    fields: new Set(found.map(({ target }) => target.field)),
    names: new Set(words.map((name) => name.join(' '))),
    labelled: new Set(
      found.flatMap(({ target }) => (target.field === 'label' ? [target.group ?? ''] : [])),
    ),
  }
  const taken = new Set<string>()
  const fieldNames = new Set<string>()
  return found.map((column, index) => {
    const settled = settle(column, { file, words: words[index] ?? [] })
    const { field } = settled.target
    const isSecond = singleFields.has(field) && taken.has(field)
    taken.add(field)
    if (isSecond && !(field === 'birthday' && file.fields.has('uid'))) {
      return { ...settled, target: { field: 'named-note' }, secondOf: field }
    }
    return withField(settled, nameOf(headers, index), fieldNames)
  })
}

interface FileColumns {
  readonly fields: ReadonlySet<ColumnField>
  readonly names: ReadonlySet<string>
  /** Groups that have a label. */
  readonly labelled: ReadonlySet<string>
}

/** Words whose meaning depends on which other columns the file has. */
const settle = (
  column: RecognisedColumn,
  { file, words }: { readonly file: FileColumns; readonly words: readonly string[] },
): RecognisedColumn => {
  const { fields, names, labelled } = file
  const name = words.join(' ')
  // Outlook's Title is Dr or Mrs beside a Job Title; elsewhere it is the job. So is Occupation.
  if (weakJobNames.has(name)) {
    return known(fields.has('job-title') ? { field: 'custom-field' } : { field: 'job-title' })
  }
  // Only beside Kith's own names is it the day on which Kith first knew somebody.
  if (column.target.field === 'created-at' && !fields.has('uid')) {
    return { ...known({ field: 'custom-field' }), type: 'date' }
  }
  // A country in Polish, a region in Czech and Slovak.
  if (name === 'kraj' && czechNames.some((czech) => names.has(czech))) {
    return known({ field: 'address-region' })
  }
  const group = column.target.group === undefined ? numberedGroup(words) : null
  if (group !== null && labelled.has(group)) {
    return { ...column, target: { ...column.target, group } }
  }
  // A company, but a person beside a column of companies, as WeCom writes it.
  if (
    name === '客户名称' &&
    !fields.has('display-name') &&
    companyNames.some((one) => names.has(one))
  ) {
    return known({ field: 'display-name' })
  }
  if (column.target.field !== 'display-name') return column
  // Name beside Vorname, Nom beside Prénom: the family name. Nombre beside Apellidos: the given one.
  if (fields.has('given-name') && !fields.has('family-name')) return known({ field: 'family-name' })
  if (fields.has('family-name') && !fields.has('given-name')) return known({ field: 'given-name' })
  const hasPerson = [...personNames].some((person) => names.has(person))
  if (customerNames.has(name) && hasPerson && !fields.has('company')) {
    return known({ field: 'company' })
  }
  return column
}

/** Gives a custom field the name of its column; two columns of one name are two fields. */
const withField = (
  column: RecognisedColumn,
  header: string,
  taken: Set<string>,
): RecognisedColumn => {
  const { target } = column
  const needsField = target.field === 'custom-field' || target.field === 'own-id'
  if (!needsField || target.customField !== undefined) return column
  // Google writes `Organization 1 - Department` for the department.
  const short = header.replace(/^Organization (?:\d+ - )?/u, '')
  const name = freeName(short.slice(0, 95), taken)
  taken.add(name.toLowerCase())
  return { ...column, target: { ...target, customField: { name, type: column.type ?? 'text' } } }
}

const freeName = (name: string, taken: ReadonlySet<string>): string => {
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? name : `${name} ${number}`
    if (!taken.has(free.toLowerCase())) return free
  }
}

/** How a column is called; one without a name is `#3`. */
export const nameOf = (headers: readonly string[], index: number): string => {
  const name = (headers[index] ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim()
  return name === '' ? `#${index + 1}` : name
}

/** Longer than any name of a column: a text that stands where one may be. */
const longestHeader = 500

/** What a name means when nothing else is known of its file. */
export const recogniseHeader = (header: string, words = wordsOf(header)): RecognisedColumn => {
  if (header.length > longestHeader) return unknown
  const own = ownField(header) ?? exactNames.get(header.trim().normalize('NFC')) ?? null
  if (own !== null) return known(own)
  const numbered = numberedColumn(words)
  if (numbered !== null) return known(numbered)
  const bare = wordsOf(header.replace(inBrackets, ' '))
  return lookUp(words) ?? lookUp(bare) ?? withoutNumber(words) ?? withoutWhose(words) ?? unknown
}

/** Names that mean this only as they are written here. */
const exactNames: ReadonlyMap<string, ColumnTarget> = new Map<string, ColumnTarget>([
  // In Spanish, without the accent, it is an anniversary.
  ['Aniversário', { field: 'birthday' }],
  ['aniversário', { field: 'birthday' }],
  ['ANIVERSÁRIO', { field: 'birthday' }],
  // In Brazil, in capitals, it is the postal code.
  ['Cep', { field: 'phone', label: 'mobile' }],
  ['〒', { field: 'address-postal-code' }],
  ['LINE', { field: 'messenger', service: 'line' }],
])

/** What stands in brackets explains: `Phone (required)`, `邮箱（必填）`. */
const inBrackets = /\([^)]*\)|（[^）]*）|\[[^\]]*\]|【[^】]*】/gu

const lookUp = (words: readonly string[]): RecognisedColumn | undefined => byName.get(keyOf(words))

/** `Phone 2`, `手机2`: the same as without the number. */
const withoutNumber = (words: readonly string[]): RecognisedColumn | undefined => {
  const rest = words
    .map((word) => word.replace(/(?<=\p{L})\d$/u, ''))
    .filter((word) => !/^\d$/u.test(word))
  const found = rest.length > 0 ? lookUp(rest) : undefined
  if (found === undefined || found.target.field === 'own-id') return undefined
  const isNumbered = rest.join(' ') !== words.join(' ')
  if (found.target.field === 'birthday' && isNumbered) return found
  return singleFields.has(found.target.field) ? undefined : found
}

const whose = new Set(
  'person contact customer client invitee buyer member attendee guest lead recipient subscriber'.split(
    ' ',
  ),
)

/** `Person - Phone - Work`, `Invitee Name`: every row is about that person anyway. */
const withoutWhose = ([first = '', ...rest]: readonly string[]): RecognisedColumn | undefined =>
  whose.has(first) && rest.length > 0 ? (lookUp(rest) ?? withoutNumber(rest)) : undefined

/** Letters that Unicode does not take apart and keyboards often do not have. */
const plainLetters: Readonly<Record<string, string>> = { ß: 'ss', ı: 'i', ł: 'l', ø: 'o', đ: 'd' }

/** The words of a header, folded: lower case, no accents, no punctuation. */
export const wordsOf = (header: string): string[] =>
  header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßıłøđ]/gu, (sign) => plainLetters[sign] ?? sign)
    .replace(/['’]s\b/gu, 's')
    .replace(/\be[\s_-]*mail/gu, 'email')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

const keyOf = (words: readonly string[]): string => words.toSorted().join(' ')

const namesOf = (names: string): ReadonlySet<string> =>
  new Set(names.split('|').map((name) => wordsOf(name).join(' ')))

/** Names of a column with the person inside a customer, beside whom a plain name is the company's. */
const personNames = namesOf(
  `Ansprechpartner|Ansprechpartnerin|Kontaktperson|contact person|联系人|联系人姓名|Interlocuteur|Persona de contacto|${personInside}`,
)
const customerNames = namesOf(
  `name|Kunde|customer|customer name|client|Cliente|Nom|Nombre|名称|客户|${customerOutside}`,
)

const entries = [
  ...columnWords,
  ...addressWords,
  ...fieldWords,
  ...programWords,
  ...usualColumnWords,
].flatMap(({ target, type, names }) =>
  names.split('|').map((name) => [keyOf(wordsOf(name)), { target, type, isKnown: true }] as const),
)

/** By the folded words of the name; where two lists share one, the first has it. */
const byName: ReadonlyMap<string, RecognisedColumn> = new Map(entries.toReversed())
