import type { CustomFieldId } from '#shared/domain/ids.ts'
import { currencyOfColumn } from '#shared/domain/money.ts'
import { addDecimalEvidence, type DecimalMark, decimalMarkFor } from '#shared/domain/numbers.ts'
import { type DayOrder, hasTimeOfDay } from '../cells/dates.ts'
import { addDayOrderEvidence, dayOrderOf, noEvidence } from '../cells/day-orders.ts'
import type { TypedRules } from '../cells/typed-cells.ts'
import type { ColumnTarget, CustomFieldType } from './column-words.ts'
import type { RecognisedColumn } from './recognise-header.ts'
import { guessType } from './type-guess.ts'

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

/** A column that becomes a custom field. */
export interface FieldSample {
  readonly column: RecognisedColumn
  /** Filled cells, trimmed. */
  readonly cells: readonly string[]
  readonly header: { readonly name: string }
}

/** Names of columns in which a program notes when it did something. */
const stamps = /creat|modif|updat|erstellt|geändert|creación|création|\btime|\butc\b|_time/iu

/** Words for a day in names of columns, over numbers as spreadsheets count days from 1982 on. */
const saysDay = (name: string): boolean =>
  /(?<!\p{L})(?:dates?|datum|fecha|f\.|data|dato|tarih|päivä|дата)(?!\p{L})|日期|日付|날짜/iu.test(
    name,
  )
const isSerial = (cell: string): boolean => /^[34]\d{4}$/u.test(cell)

/** `0` and `1` alone say yes and no, whatever code the name of the column is. */
const isMark = (cell: string): boolean => cell === '0' || cell === '1'

/** The existing field of that name, else a new one of the guessed type. */
export const fieldOf = (
  { column, cells, header }: FieldSample,
  rules: SuggestionRules,
): ColumnTarget => {
  const planned = column.target.customField
  const name = planned !== undefined && 'name' in planned ? planned.name : header.name.slice(0, 100)
  const known = knownField(name, rules)
  if (known !== null) return known
  const currency = cells.every(isMark) ? null : currencyOfColumn(header.name, rules.currency)
  const isStamp = stamps.test(header.name) && cells.some(hasTimeOfDay)
  const named = column.type ?? (saysDay(header.name) && cells.every(isSerial) ? 'date' : undefined)
  const hint = (isStamp ? 'text' : named) ?? (currency === null ? undefined : 'money')
  const guess = guessType(cells, typedRules(cells, rules), hint)
  return { field: 'custom-field', customField: { name, ...guess } }
}

/** The existing field of that name; null when there is none. */
export const knownField = (name: string, { fields }: SuggestionRules): ColumnTarget | null => {
  const found = fields?.find((field) => field.name.toLowerCase() === name.toLowerCase())
  return found === undefined ? null : { field: 'custom-field', customField: { id: found.id } }
}

/** A field to create is the existing one where there is one of that name and type. */
export const withKnownField = (target: ColumnTarget, { fields }: SuggestionRules): ColumnTarget => {
  const { customField } = target
  if (customField === undefined || 'id' in customField) return target
  const ofType = fields?.filter(({ type }) => type === customField.type)
  const found =
    ofType?.find(({ name }) => name === customField.name) ??
    ofType?.find(({ name }) => name.toLowerCase() === customField.name.toLowerCase())
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
