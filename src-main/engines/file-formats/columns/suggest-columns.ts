import { isPlainLabel, readLabel } from '../cells/cell-values.ts'
import { countryCodeOf } from '../cells/country-names.ts'
import { asksForCompany, isKindWord, kindOfMark } from '../cells/kind-words.ts'
import { isOwnExport } from '../own-export/own-export.ts'
import { totalOf } from '../table/total-lines.ts'
import { cellsOf } from './column-cells.ts'
import {
  holdPhones,
  looksLikeEmails,
  looksLikeLinks,
  looksLikePhones,
  looksLikeReach,
  mayBePhones,
} from './column-looks.ts'
import { type ColumnField, type ColumnTarget, namingFields } from './column-words.ts'
import { recogniseHeaders } from './columns.ts'
import { nameOf, wordsOf } from './header-words.ts'
import { areNumbered, withName } from './name-columns.ts'
import { isNumbering } from './numbering.ts'
import { type RecognisedColumn, recogniseHeader } from './recognise-header.ts'
import {
  type FieldSample,
  fieldOf,
  knownField,
  type SuggestionRules,
  withKnownField,
} from './suggested-field.ts'
import { enoughValues } from './type-guess.ts'

/** What a column would become. */
export interface SuggestedColumn {
  readonly target: ColumnTarget
  /** True when its name or its content tells what it is. */
  readonly isRecognised: boolean
}

/** Rows that are looked at. */
const sampleRows = 5000

/**
 * Says what each column is, by its name and its first cells.
 *
 * A column nobody knows becomes a custom field with a guessed type when it has a few values, and a
 * named note when it has not; a field of that name that exists is taken as it is. No column is
 * left out: a blank one becomes a named note, so that a fuller file of the same shape loses
 * nothing.
 */
export const suggestColumns = (
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  rules: SuggestionRules,
): SuggestedColumn[] => {
  const found = recogniseHeaders(headers)
  const looked = rows.slice(0, sampleRows)
  const totals = looked.filter((row) => totalOf(row) !== null)
  const people = totals.length === 0 ? looked : looked.filter((row) => totalOf(row) === null)
  const isOwn = isOwnExport(headers)
  const isHeaderless = areNumbered(headers)
  const hasEmail =
    found.some(({ target }) => target.field === 'email') ||
    headers.some((header) => wordsOf(header).includes('email'))
  // What a number of a column became in another file says nothing of this one.
  const asked = isHeaderless ? { ...rules, fields: undefined } : rules
  const suggested = found.map((column, index) => {
    // What Kith calls its own columns they are, whatever stands in them.
    if (isOwn && column.isKnown) {
      return { target: withKnownField(column.target, rules), isRecognised: true }
    }
    const cells = cellsOf(people, index)
    const filled = cells.length + cellsOf(totals, index).length
    const header = { name: nameOf(headers, index), words: wordsOf(headers[index] ?? '').join(' ') }
    return suggestColumn({ column, cells, filled, header, found, index, hasEmail }, asked)
  })
  if (isOwn) return suggested
  const isNamed = suggested.some(({ target }) => namingFields.has(target.field))
  const named = isNamed
    ? suggested
    : withName(suggested, { rows: people, isHeaderless, country: rules.country })
  const settled = withoutOwnAddress(named, { headers, rows: people })
  return isHeaderless
    ? settled.map((one) => ({ ...one, target: withKnownField(one.target, rules) }))
    : settled
}

interface SuggestedFile {
  readonly headers: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/**
 * An address that stands in every row beside another is the owner's own, as in `To Email Address`
 * of a payment service: taken for the contacts' it would make one of all of them.
 */
const withoutOwnAddress = (
  columns: readonly SuggestedColumn[],
  { headers, rows }: SuggestedFile,
): SuggestedColumn[] => {
  const emails = columns.flatMap(({ target }, index) =>
    target.field === 'email' && cellsOf(rows, index).length > 0 ? [index] : [],
  )
  const own = emails.filter((index) => {
    const cells = cellsOf(rows, index).map((cell) => cell.toLowerCase())
    return cells.length >= enoughValues && new Set(cells).size === 1
  })
  if (own.length === emails.length) return [...columns]
  return columns.map((column, index) => {
    if (!own.includes(index)) return column
    const name = nameOf(headers, index).slice(0, 100)
    const target: ColumnTarget = { field: 'custom-field', customField: { name, type: 'text' } }
    return { target, isRecognised: true }
  })
}

interface ColumnSample extends FieldSample {
  /** Filled cells, those of totals among them. */
  readonly filled: number
  readonly header: { readonly name: string; readonly words: string }
  readonly found: readonly RecognisedColumn[]
  readonly index: number
  /** Whether a column is called an e-mail of somebody's. */
  readonly hasEmail: boolean
}

const note: ColumnTarget = { field: 'named-note' }
const kindHeaders: ReadonlySet<string> = new Set([
  'type',
  'record type',
  'contact type',
  'typ',
  '类型',
  'company type',
])

/** Outlook's `Title` is how to address somebody, not what they do; a `Job title` is what it says. */
const isTitle = (words: string): boolean => /^t(?:itle|itre|[ií]tulo)$/u.test(words)
const isFormOfAddress = (cell: string): boolean =>
  /^(?:(?:mr|mrs|ms|miss|mx|dr|prof|sir|herr|frau|mme|mlle|m|sr|sra|srta)\.?\s*)+$/iu.test(cell)

/** What the cells of a column say it is, whatever its name says; null when they do not. */
const byContent = (sample: ColumnSample, rules: SuggestionRules): SuggestedColumn | null => {
  const { column, cells, filled, header } = sample
  const { target, isKnown } = column
  if (isOfStaff(sample) && !isKnown && cells.length > 0) {
    return { target: filled >= enoughValues ? fieldOf(sample, rules) : note, isRecognised: true }
  }
  const town = header.words === 'estado' && !cells.some(isState) ? townBeside(sample) : undefined
  if (town !== undefined) {
    return { target: { ...town.target, field: 'address-region' }, isRecognised: true }
  }
  if (header.words === 'country id' && countries(cells)) {
    return { target: { field: 'address-country' }, isRecognised: true }
  }
  // Odoo writes the company of a person there.
  const isParent = /^parent id(?: name)?$/u.test(header.words)
  if (isParent && sample.found.some(isKind) && cells.some((cell) => /\p{L}/u.test(cell))) {
    return { target: { field: 'company' }, isRecognised: true }
  }
  if (/^user ?id$/u.test(header.words) && target.field === 'own-id' && isShared(cells)) {
    return { target: fieldOf(sample, rules), isRecognised: true }
  }
  const place = reachPlaces.has(target.field) ? placeLabel(header.name) : undefined
  if (place !== undefined && mayBePhones(cells)) {
    return { target: { field: 'phone', label: place }, isRecognised: true }
  }
  const street = streetBefore(sample)
  if (street !== undefined) return { target: street.target, isRecognised: true }
  if (target.field === 'address-street' && looksLikeLinks(cells)) {
    const label = header.name.slice(0, 60)
    return { target: { field: 'link', label }, isRecognised: true }
  }
  return null
}

const suggestColumn = (sample: ColumnSample, rules: SuggestionRules): SuggestedColumn => {
  const { column, cells, filled, header, found } = sample
  const { target, isKnown } = column
  const areKinds = kindHeaders.has(header.words) && cells.length > 0 && cells.every(isKindWord)
  if (areKinds && !found.some(isKind)) {
    return { target: { field: 'kind' }, isRecognised: true }
  }
  // `Kind` is a child in German.
  if (target.field === 'kind' && cells.length > 0 && !saysKinds(sample)) {
    const isEnough = filled >= enoughValues
    return { target: isEnough ? fieldOf(sample, rules) : note, isRecognised: true }
  }
  const other = byContent(sample, rules)
  if (other !== null) return other
  if (target.field === 'own-id')
    return { target: withKnownField(target, rules), isRecognised: true }
  if (target.field === 'custom-field') {
    if (column.type === undefined && /^custom field: /iu.test(header.name)) {
      return { target: withKnownField(target, rules), isRecognised: true }
    }
    const field = cells.length === 0 ? note : fieldOf(sample, rules)
    return { target: field, isRecognised: true }
  }
  const isAddressing = isTitle(header.words) && cells.length > 0 && cells.every(isFormOfAddress)
  if (target.field === 'job-title' && isAddressing) {
    return { target: fieldOf(sample, rules), isRecognised: true }
  }
  if (isFieldOfItsOwn(column) && filled >= enoughValues) {
    return { target: fieldOf(sample, rules), isRecognised: true }
  }
  const mayReach = target.field === 'named-note' && (!isKnown || column.secondOf === 'display-name')
  const isReach = looksLikeReach(cells) || (isKnown && mayBePhones(cells))
  if (mayReach && isReach) return { target: { field: 'phone' }, isRecognised: true }
  const byNumber = numberedMessenger(target)
  if (byNumber !== undefined && holdPhones(cells)) {
    return { target: { ...target, field: 'phone', label: byNumber }, isRecognised: true }
  }
  if (target.field !== 'named-note' || isKnown) return { target, isRecognised: isKnown }
  const known = knownField(header.name, rules)
  if (known !== null) return { target: known, isRecognised: true }
  if (looksLikeEmails(cells)) return { target: { field: 'email' }, isRecognised: true }
  if (looksLikePhones(cells) || (!isNumbering(cells, header.name) && rules.arePhones?.(cells))) {
    return { target: { field: 'phone' }, isRecognised: true }
  }
  if (saysPhone(header) && holdPhones(cells)) {
    return { target: { field: 'phone', label: header.name.slice(0, 60) }, isRecognised: true }
  }
  if (looksLikeLinks(cells)) {
    return { target: { field: 'link', label: header.name.slice(0, 60) }, isRecognised: true }
  }
  const isEnough = filled >= enoughValues
  return { target: isEnough ? fieldOf(sample, rules) : note, isRecognised: false }
}

/** Words for kinds, or a yes and no where that is asked. */
const saysKinds = ({ cells, header }: ColumnSample): boolean =>
  cells.some(isKindWord) ||
  (asksForCompany(header.name) && cells.every((cell) => kindOfMark(cell) !== null))

/** Whoever looks after a contact is of the business: what reaches them is not the contact's. */
const isOfStaff = ({ header, hasEmail }: ColumnSample): boolean =>
  hasEmail && staff.test(header.words)

const staff =
  /(?:^| )(?:owner|assignee|assigned to|salesperson|sales rep|account manager|created by|modified by|updated by|betreuer|sachbearbeiter|zustandig|propietario|proprietaire|responsable|responsavel|responsabile)$/u

const isKind = (column: RecognisedColumn): boolean => column.target.field === 'kind'

const countries = (cells: readonly string[]): boolean =>
  cells.length > 0 && cells.every((cell) => countryCodeOf(cell) !== null)

/** The number of whoever looks after many, not of the one a row is about. */
const isShared = (cells: readonly string[]): boolean => new Set(cells).size * 2 < cells.length

/** `Estado` is a state of Brazil beside a town, and how somebody is doing elsewhere. */
const isState = (cell: string): boolean =>
  /^(?:(?:in)?(?:active?|activ|ativ)[oa]|pendi?ente|nuev[oa]|nov[oa]|cerrad[oa]|abiert[oa]|pagad[oa]|fechad[oa]|abert[oa]|solter[oa]|casad[oa]|baja|alta|si|s[ií]|n[oã]o?)(?:\(a\)|\/a)?$/iu.test(
    cell,
  )

const townBeside = ({ found, index }: ColumnSample): RecognisedColumn | undefined =>
  [found[index - 1], found[index + 1]].find(
    (column) =>
      column?.target.field === 'address-city' || column?.target.field === 'address-postal-code',
  )

/**
 * The street before a column without a name, where a comma of the address made a column of its
 * own: `Kraków, ul. Lipowa 10` without quotation marks.
 */
const streetBefore = ({
  cells,
  header,
  found,
  index,
}: ColumnSample): RecognisedColumn | undefined => {
  const before = found[index - 1]
  const isNameless = header.words === '' && before?.target.field === 'address-street'
  const areWords = cells.length > 0 && cells.every((cell) => /\p{L}{2}/u.test(cell))
  return isNameless && areWords && !cells.some((cell) => cell.includes('@')) ? before : undefined
}

/** Fields of which a column may turn out to be phones: `Büro` is a place, `Privat` a flag. */
const reachPlaces: ReadonlySet<ColumnField> = new Set(['custom-field', 'named-note'])

/** `Büro`, `Privat`, `Work`: a place, which over numbers says where these ring. */
const placeLabel = (header: string): string | undefined => {
  const label = isPlainLabel(header) ? readLabel(header) : null
  return label === null || label === 'other' || label === 'fax' ? undefined : label
}

/** Messengers in which people are their phone numbers, by service or label. */
const numbered: ReadonlyMap<string, string> = new Map(
  ['WhatsApp', 'Signal', 'Telegram', 'Viber', 'Zalo'].map((name) => [name.toLowerCase(), name]),
)

/** How a number there is labelled: it is one to call, too, and tells who somebody is. */
const numberedMessenger = ({ field, service, label }: ColumnTarget): string | undefined =>
  field === 'messenger'
    ? (numbered.get(service ?? '') ?? numbered.get(label?.toLowerCase() ?? ''))
    : undefined

/** Whether a word of a name that nobody knows means a phone: `SĐT phụ huynh`, `Tel Praxis`. */
const saysPhone = ({ name, words }: ColumnSample['header']): boolean =>
  phoneBehind.test(name) ||
  words
    .split(' ')
    .some((word) => word === 'sms' || recogniseHeader('', [word]).target.field === 'phone')

/** Languages without blanks write it behind whose it is: `家长电话`. */
const phoneBehind =
  /(?:电话|電話|手机|手機|电话号码|手机号码?|電話番号|携帯|전화|전화번호|연락처|휴대폰)$/u

/** Second names and companies mostly repeat the first and then are no notes either. */
const namesOften = new Set(['display-name', 'given-name', 'middle-name', 'family-name', 'company'])

const isFieldOfItsOwn = ({ secondOf }: RecognisedColumn): boolean =>
  secondOf !== undefined && !namesOften.has(secondOf)
