import type { CustomFieldId } from '#shared/domain/ids.ts'
import { isBlankText } from './cell-values.ts'
import type { ColumnTarget, CustomFieldType } from './column-words.ts'
import { nameOf, type RecognisedColumn, recogniseHeaders, wordsOf } from './columns.ts'
import type { DayOrder } from './dates.ts'
import { addDayOrderEvidence, dayOrderOf, noEvidence } from './day-orders.ts'
import { readEmail } from './emails.ts'
import { isKindWord } from './kind-words.ts'
import { currencyOfColumn } from './money.ts'
import { splitEmails } from './multi-values.ts'
import { isNumbering } from './numbering.ts'
import { addDecimalEvidence, type DecimalMark, decimalMarkFor } from './numbers.ts'
import { enoughValues, guessType } from './type-guess.ts'
import type { TypedRules } from './typed-cells.ts'

/** A custom field that exists. */
export interface KnownField {
  readonly id: CustomFieldId
  readonly name: string
  readonly type: CustomFieldType
  readonly options: readonly string[]
}

/** What is known beside the file. */
export interface SuggestionRules {
  readonly thisYear: number
  readonly country: string | null
  /** Of amounts that do not name one (ISO 4217). */
  readonly currency: string
  /** The owner's choice for the whole file; each column decides when absent. */
  readonly dayOrder?: DayOrder | undefined
  readonly decimal?: DecimalMark | undefined
  readonly fields?: readonly KnownField[] | undefined
  /** Whether filled cells of a column nobody knows are phone numbers; nobody asks when absent. */
  readonly arePhones?: ((cells: readonly string[]) => boolean) | undefined
}

/** What a column would become. */
export interface SuggestedColumn {
  readonly target: ColumnTarget
  /** True when its name or its content tells what it is. */
  readonly isRecognised: boolean
}

/** Rows that are looked at. */
const sampleRows = 5000
/** Sample as large as this share of good cells tells what a column is. */
const nearlyAll = 0.9
const mostlyDifferent = 0.8

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
  const suggested = found.map((column, index) => {
    const cells = cellsOf(rows, index)
    const header = { name: nameOf(headers, index), words: wordsOf(headers[index] ?? '').join(' ') }
    return suggestColumn({ column, cells, header, found }, rules)
  })
  const isNamed = suggested.some(({ target }) => naming.has(target.field))
  return withoutOwnAddress(isNamed ? suggested : withName(suggested, rows), { headers, rows })
}

/** Fields by which a row has a name. */
const naming: ReadonlySet<string> = new Set([
  'display-name',
  'given-name',
  'family-name',
  'nickname',
  'company',
])

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
  const emails = columns.flatMap(({ target }, index) => (target.field === 'email' ? [index] : []))
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

interface ColumnSample {
  readonly column: RecognisedColumn
  /** Filled cells, trimmed. */
  readonly cells: readonly string[]
  readonly header: { readonly name: string; readonly words: string }
  readonly found: readonly RecognisedColumn[]
}

const cellsOf = (rows: readonly (readonly string[])[], index: number): string[] => {
  const cells: string[] = []
  for (const row of rows.slice(0, sampleRows)) {
    const cell = row[index]?.trim() ?? ''
    if (!isBlankText(cell)) cells.push(cell)
  }
  return cells
}

const note: ColumnTarget = { field: 'named-note' }
const kindHeaders: ReadonlySet<string> = new Set([
  'type',
  'record type',
  'contact type',
  'typ',
  '类型',
])

const suggestColumn = (sample: ColumnSample, rules: SuggestionRules): SuggestedColumn => {
  const { column, cells, header, found } = sample
  const { target, isKnown } = column
  const isKind = kindHeaders.has(header.words) && cells.length > 0 && cells.every(isKindWord)
  if (isKind && !found.some((other) => other.target.field === 'kind')) {
    return { target: { field: 'kind' }, isRecognised: true }
  }
  if (target.field === 'own-id')
    return { target: withKnownField(target, rules), isRecognised: true }
  if (target.field === 'custom-field') {
    if (column.type === undefined && /^custom field: /iu.test(header.name)) {
      return { target: withKnownField(target, rules), isRecognised: true }
    }
    const field = cells.length === 0 ? note : fieldOf(sample, rules)
    return { target: field, isRecognised: true }
  }
  if (isFieldOfItsOwn(column) && cells.length >= enoughValues) {
    return { target: fieldOf(sample, rules), isRecognised: true }
  }
  if (target.field !== 'named-note' || isKnown) return { target, isRecognised: isKnown }
  const known = knownField(header.name, rules)
  if (known !== null) return { target: known, isRecognised: true }
  if (looksLikeEmails(cells)) return { target: { field: 'email' }, isRecognised: true }
  if (looksLikePhones(cells) || (!isNumbering(cells, header.name) && rules.arePhones?.(cells))) {
    return { target: { field: 'phone' }, isRecognised: true }
  }
  if (looksLikeLinks(cells)) {
    return { target: { field: 'link', label: header.name.slice(0, 60) }, isRecognised: true }
  }
  const isEnough = cells.length >= enoughValues
  return { target: isEnough ? fieldOf(sample, rules) : note, isRecognised: false }
}

/** Second names and companies mostly repeat the first and then are no notes either. */
const namesOften = new Set(['display-name', 'given-name', 'middle-name', 'family-name', 'company'])

const isFieldOfItsOwn = ({ secondOf }: RecognisedColumn): boolean =>
  secondOf !== undefined && !namesOften.has(secondOf)

/** The existing field of that name, else a new one of the guessed type. */
const fieldOf = (sample: ColumnSample, rules: SuggestionRules): ColumnTarget => {
  const { column, cells, header } = sample
  const planned = column.target.customField
  const name = planned !== undefined && 'name' in planned ? planned.name : header.name.slice(0, 100)
  const known = knownField(name, rules)
  if (known !== null) return known
  const currency = currencyOfColumn(header.name, rules.currency)
  const hint = column.type ?? (currency === null ? undefined : 'money')
  const guess = guessType(cells, typedRules(cells, rules), hint)
  return { field: 'custom-field', customField: { name, ...guess } }
}

const knownField = (name: string, { fields }: SuggestionRules): ColumnTarget | null => {
  const found = fields?.find((field) => field.name.toLowerCase() === name.toLowerCase())
  return found === undefined ? null : { field: 'custom-field', customField: { id: found.id } }
}

/** A field to create is the existing one where there is one of that name and type. */
const withKnownField = (target: ColumnTarget, { fields }: SuggestionRules): ColumnTarget => {
  const { customField } = target
  if (customField === undefined || 'id' in customField) return target
  const found = fields?.find(
    ({ name, type }) =>
      name.toLowerCase() === customField.name.toLowerCase() && type === customField.type,
  )
  return found === undefined ? target : { ...target, customField: { id: found.id } }
}

const typedRules = (cells: readonly string[], rules: SuggestionRules): TypedRules => {
  const days = noEvidence()
  const decimals = { comma: 0, point: 0 }
  for (const cell of cells) {
    addDayOrderEvidence(days, cell)
    addDecimalEvidence(decimals, cell)
  }
  return {
    dayOrder: rules.dayOrder ?? dayOrderOf(days, rules.country),
    decimal: rules.decimal ?? decimalMarkFor(decimals, rules.country),
    currency: rules.currency,
    thisYear: rules.thisYear,
  }
}

const looksLikeEmails = (cells: readonly string[]): boolean =>
  isNearlyAll(cells, (cell) => {
    const addresses = cell.includes('@') ? splitEmails(cell) : []
    return addresses.length > 0 && addresses.every((address) => readEmail(address) !== null)
  })

const looksLikePhones = (cells: readonly string[]): boolean =>
  isNearlyAll(cells, (cell) => /^\+[1-9][\d\s().\-/]{7,20}$/u.test(cell))

/** Pages by their whole address; a bare `name.pt` may be anything. */
const looksLikeLinks = (cells: readonly string[]): boolean =>
  cells.length >= 2 && isNearlyAll(cells, (cell) => /^(?:https?:\/\/|www\.)\S+\.\S+$/iu.test(cell))

const isNearlyAll = (cells: readonly string[], test: (cell: string) => boolean): boolean =>
  cells.length > 0 && cells.filter(test).length >= cells.length * nearlyAll

/** Where no column names anybody, the first one of different words is whom the rows are about. */
const withName = (
  columns: readonly SuggestedColumn[],
  rows: readonly (readonly string[])[],
): SuggestedColumn[] => {
  const at = columns.findIndex(({ target, isRecognised }, index) => {
    const { customField } = target
    const isText =
      customField === undefined || !('type' in customField) || customField.type === 'text'
    const cells = cellsOf(rows, index)
    const areDifferent = new Set(cells).size >= cells.length * mostlyDifferent
    return !isRecognised && isText && areDifferent && isNearlyAll(cells, isWords)
  })
  const named: SuggestedColumn = { target: { field: 'display-name' }, isRecognised: true }
  return columns.map((column, index) => (index === at ? named : column))
}

const isWords = (cell: string): boolean => /^[\p{L}\p{M}][\p{L}\p{M}\s.,'’&+()-]*$/u.test(cell)
