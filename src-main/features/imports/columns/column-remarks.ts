import { manyLines } from '#main/engines/file-formats/cells/cell-values.ts'
import { readDate } from '#main/engines/file-formats/cells/dates.ts'
import { firstOpenDay } from '#main/engines/file-formats/cells/day-orders.ts'
import {
  readTags,
  splitEmails,
  splitJoined,
} from '#main/engines/file-formats/cells/multi-values.ts'
import { splitWholeAddress } from '#main/engines/file-formats/cells/whole-address.ts'
import { countsRows } from '#main/engines/file-formats/columns/numbering.ts'
import { planOfDigits } from '#main/engines/matching/phone-plans.ts'
import type { CellFlag, ReadRow } from '../rows/contact-facts.ts'
import { mayBeSplit } from '../rows/read-name.ts'
import type { ReadingRules } from '../rows/row-cells.ts'
import type { ColumnForms } from './column-forms.ts'
import { isBlankIn, type PlannedColumn } from './column-plan.ts'

/** What the owner should know of a column before it comes in; the contract has the words' list. */
export interface ColumnRemark {
  readonly code:
    | 'splits-name'
    | 'splits-address'
    | 'companies'
    | 'incomplete-email'
    | 'phones-normalised'
    | 'phones-of-country'
    | 'short-phones'
    | 'without-year'
    | 'blanks'
    | 'no-such-day'
    | 'unreadable-date'
    | 'ambiguous-days'
    | 'excel-serials'
    | 'choice'
    | 'type'
    | 'added-to-notes'
    | 'several-values'
    | 'lost-digits'
    | 'repeats-above'
    | 'counts-rows'
  readonly count: number
  /** An example or a list from the file, where the words need one. */
  readonly value: string | null
  /** True when the owner should look at it. */
  readonly isWarning: boolean
}

/** A column with all that was read of it. */
export interface StudiedColumn {
  readonly column: PlannedColumn
  /** Cells with anything in them, trimmed. */
  readonly cells: readonly string[]
  readonly read: readonly ReadRow[]
  readonly reading: ReadingRules
  readonly forms: ColumnForms
  /** The country phones are read by, where it is not the business's; null where it is. */
  readonly phoneCountry: string | null
  /** Its cells that repeat the one above, by their marks. */
  readonly dittos: readonly string[]
}

const told = (code: ColumnRemark['code'], count: number, value: string | null = null) =>
  count === 0 ? [] : [{ code, count, value, isWarning: false }]
const warned = (code: ColumnRemark['code'], count: number, value: string | null = null) =>
  count === 0 ? [] : [{ code, count, value, isWarning: true }]

/** What happens to the cells of a column, most important last. */
export const columnRemarks = (studied: StudiedColumn): ColumnRemark[] => {
  const { column, cells, dittos } = studied
  const blanks = cells.filter((cell) => isBlankIn(column, cell))
  const filled = cells.filter((cell) => !isBlankIn(column, cell))
  return [
    ...byTarget({ ...studied, cells: filled }),
    ...blanksOf(blanks),
    ...warned('repeats-above', dittos.length, different(dittos)),
    ...(column.target.field === 'ignore' ? [] : kept(filled, studied)),
  ]
}

/** What the owner may want to know of a column before it comes in. */
const kept = (cells: readonly string[], studied: StudiedColumn): ColumnRemark[] => [
  ...(countsRows(cells, studied.column.name) ? warned('counts-rows', cells.length) : []),
  ...warnings(studied),
]

const byTarget = (studied: StudiedColumn): ColumnRemark[] => {
  const { column, cells } = studied
  switch (column.target.field) {
    case 'display-name':
      return told('splits-name', splitNames(studied))
    case 'address-street':
      return [...told('splits-address', splitAddresses(studied)), ...severalValues(studied)]
    case 'company':
      return told('companies', new Set(cells.map((cell) => cell.toLowerCase())).size)
    case 'email':
      return told('several-values', cells.filter((cell) => splitEmails(cell).length > 1).length)
    case 'phone':
      return studied.phoneCountry === null
        ? told('phones-normalised', cells.length, callingCodeOf(studied))
        : told('phones-of-country', cells.length, studied.phoneCountry)
    case 'birthday':
    case 'anniversary':
      return dayRemarks(studied)
    case 'tags':
      return told('several-values', cells.filter((cell) => readTags(cell).length > 1).length)
    case 'notes':
    case 'named-note':
      return told('added-to-notes', cells.length)
    case 'custom-field':
    case 'own-id':
      return typeRemarks(studied)
    default:
      return severalValues(studied)
  }
}

/** How many names were split into a given and a family name. */
const splitNames = ({ cells, read }: StudiedColumn): number =>
  Math.min(
    cells.filter(mayBeSplit).length,
    read.filter(({ facts }) => facts.familyName !== null).length,
  )

/** How many addresses were split into street, postal code and town. */
const splitAddresses = ({ cells, read }: StudiedColumn): number => {
  const parts = (street: string | null, city: string | null) => `${street}\n${city}`
  const whole = cells.flatMap((cell) => {
    const found = splitWholeAddress(manyLines(cell), null)
    return found === null ? [] : [parts(found.street, found.city)]
  })
  const known = new Set(whole)
  const split = read.filter(({ facts: { addresses } }) =>
    addresses.some(({ street, city }) => known.has(parts(street, city))),
  )
  return Math.min(whole.length, split.length)
}

const severalValues = ({ cells }: StudiedColumn): ColumnRemark[] =>
  told('several-values', cells.filter((cell) => splitJoined(cell).length > 1).length)

const typeRemarks = ({ column, cells }: StudiedColumn): ColumnRemark[] => {
  if (cells.length === 0) return []
  if (column.type !== 'choice') return told('type', cells.length, column.type)
  const options = [...new Set(column.options ?? cells)].toSorted((one, other) =>
    one.localeCompare(other),
  )
  const ends = options.length > 1 ? `${options[0]} – ${options.at(-1)}` : (options[0] ?? null)
  return told('choice', options.length, ends)
}

const serial = /^\d{5}(?:[.,]\d+)?$/u

const dayRemarks = ({ column, cells, reading, forms }: StudiedColumn): ColumnRemark[] => {
  const order = reading.dayOrders.get(column.index) ?? 'day-first'
  const yearless = cells.filter((cell) => {
    const found = readDate(cell, order, reading.thisYear)
    return found.kind === 'date' && found.date.year === null
  })
  const serials = cells.filter((cell) => serial.test(cell))
  return [
    ...told('without-year', yearless.length, yearless[0] ?? null),
    ...told('excel-serials', serials.length, serials[0] ?? null),
    ...warned('ambiguous-days', forms.undecidedDays(column.index), firstOpenDay(cells)),
  ]
}

/** The calling code most numbers of the column get, `+351`. */
const callingCodeOf = ({ column, read }: StudiedColumn): string | null => {
  const counts = new Map<string, number>()
  for (const { facts } of read) {
    for (const { kind, label, normalized } of facts.points) {
      if (kind !== 'phone' || normalized === null) continue
      if (column.target.label !== undefined && label !== column.target.label) continue
      const code = planOfDigits(normalized.slice(1))?.callingCode
      if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1)
    }
  }
  const [most] = [...counts].toSorted(([, one], [, other]) => other - one)
  return most === undefined ? null : `+${most[0]}`
}

const mostListed = 3

const different = (texts: readonly string[]): string =>
  [...new Set(texts)].slice(0, mostListed).join(', ')

const blanksOf = (blanks: readonly string[]): ColumnRemark[] =>
  told('blanks', blanks.length, different(blanks))

const warningCodes: Readonly<Record<CellFlag['code'], ColumnRemark['code'] | null>> = {
  'email-unreadable': 'incomplete-email',
  'phone-too-short': 'short-phones',
  'phone-too-long': 'added-to-notes',
  'phone-not-a-number': 'added-to-notes',
  'phone-no-country': 'added-to-notes',
  'lost-digits': 'lost-digits',
  'no-such-day': 'no-such-day',
  'date-unreadable': 'unreadable-date',
  'too-long': 'added-to-notes',
  'country-unknown': 'added-to-notes',
  'stage-unknown': 'added-to-notes',
  'language-unknown': 'added-to-notes',
  'value-unreadable': 'added-to-notes',
  'link-unreadable': 'added-to-notes',
  'no-name': null,
  'no-contact': null,
  'may-head': null,
  'repeats-header': null,
  'too-many-cells': null,
  'broken-quotes': null,
}

/** Cells that were not understood, by what is wrong, with the first of each. */
const warnings = ({ column, read }: StudiedColumn): ColumnRemark[] => {
  const found = new Map<ColumnRemark['code'], { count: number; value: string }>()
  for (const { flags } of read) {
    for (const { code, index, value } of flags) {
      const remark = index === column.index ? warningCodes[code] : null
      if (remark === null) continue
      const known = found.get(remark)
      if (known === undefined) found.set(remark, { count: 1, value })
      else known.count += 1
    }
  }
  return [...found].flatMap(([code, { count, value }]) => warned(code, count, value))
}
