import { manyLines, oneLine, readLabel } from '#main/engines/file-formats/cells/cell-values.ts'
import { countryCodeOf } from '#main/engines/file-formats/cells/country-names.ts'
import { splitJoined } from '#main/engines/file-formats/cells/multi-values.ts'
import {
  type SplitAddress,
  splitWholeAddress,
} from '#main/engines/file-formats/cells/whole-address.ts'
import { isBlankIn, type PlannedColumn } from '../columns/column-plan.ts'
import type { ImportedAddress } from './contact-facts.ts'
import type { RowCells } from './row-cells.ts'

type AddressCell = readonly [column: PlannedColumn, cell: string]

const longest = {
  'address-street': 300,
  'address-extended': 300,
  'address-city': 120,
  'address-region': 120,
  'address-postal-code': 30,
} as const
type TextField = keyof typeof longest
const longestLabel = 60

/** The addresses of a row, one per group of columns and value joined by `:::`. */
export const readAddresses = (row: RowCells): ImportedAddress[] => {
  const addresses: ImportedAddress[] = []
  for (const columns of row.plan.addressGroups) {
    const cells: AddressCell[] = []
    let isJoined = false
    for (const column of columns) {
      const text = row.text(column)
      if (text === '') continue
      cells.push([column, text])
      isJoined ||= text.includes(':::') && !row.plan.isLossless
    }
    const [first] = columns
    // Kith's own export may have a label and nothing else.
    const isNamed = row.plan.isLossless && first !== undefined && row.label(first) !== ''
    if (isNamed && cells.length === 0) cells.push([first, ''])
    if (cells.length === 0) continue
    for (const one of isJoined ? separate(cells) : [cells]) {
      const address = readAddress(row, one)
      if (address !== null) addresses.push(address)
    }
  }
  return addresses
}

/** Google joins the streets of two addresses in one cell, their cities in another. */
const separate = (cells: readonly AddressCell[]): AddressCell[][] => {
  const values = cells.map(([, cell]) => splitJoined(cell))
  const count = Math.max(...values.map((each) => each.length))
  return Array.from({ length: count }, (_, at) =>
    cells.flatMap(([column], index) => {
      const text = values[index]?.[at] ?? ''
      return isBlankIn(column, text) ? [] : [[column, text] as const]
    }),
  )
}

const readAddress = (row: RowCells, cells: readonly AddressCell[]): ImportedAddress | null => {
  const parts: Record<TextField, string | null> = {
    'address-street': null,
    'address-extended': null,
    'address-city': null,
    'address-region': null,
    'address-postal-code': null,
  }
  let country: string | null = null
  for (const [column, cell] of cells) {
    const { field } = column.target
    if (cell === '') continue
    if (field === 'address-country') country = readCountry(row, column, { cell, country })
    else addPart(row, parts, [column, cell])
  }
  if (!row.plan.isLossless) {
    Object.assign(parts, withoutCode(parts))
    const found = ofWhole(parts, country)
    if (found !== null) {
      parts['address-street'] = found.street
      parts['address-postal-code'] = found.postalCode
      parts['address-city'] = found.city
      parts['address-region'] = found.region
      country ??= found.country
    }
  }
  const isBlank = country === null && Object.values(parts).every((part) => part === null)
  const label = isBlank && !row.plan.isLossless ? null : labelOf(row, cells)
  return isBlank && label === null
    ? null
    : {
        label,
        street: parts['address-street'],
        extended: parts['address-extended'],
        city: parts['address-city'],
        region: parts['address-region'],
        postalCode: parts['address-postal-code'],
        country,
      }
}

/** `04109 Leipzig`, `D-04109 Leipzig`, `61-806 Poznań`, `1011 AB Amsterdam`, `110 00 Praha`. */
const codeBefore =
  /^((?:[A-Z]{1,2}-)?(?:\d{4} ?[A-Z]{2}|\d{4}-\d{3}|\d{2}-\d{3}|\d{3} \d{2}|\d{4,6}))(?:,\s*|\s+)(\p{L}.*)$/u

/** The postal code that stands before the town, where no column has one. */
const withoutCode = (
  parts: Readonly<Record<TextField, string | null>>,
): Partial<Record<TextField, string>> => {
  const city = parts['address-city']
  const found = city === null || parts['address-postal-code'] ? null : codeBefore.exec(city)
  const [, code, town] = found ?? []
  return code === undefined || town === undefined
    ? {}
    : { 'address-postal-code': code, 'address-city': town }
}

/** The parts of an address that stands whole in the street, where no other column says one. */
const ofWhole = (
  parts: Readonly<Record<TextField, string | null>>,
  country: string | null,
): SplitAddress | null => {
  const { 'address-street': street, ...others } = parts
  if (street === null || Object.values(others).some((part) => part !== null)) return null
  return splitWholeAddress(street, country)
}

/** A number of a house has a column of its own behind the street's. */
const houseNumber = /^\d{1,4}\s?\p{L}?(?:\s?[-/]\s?\d{1,4}\s?\p{L}?)?$/u

const addPart = (
  row: RowCells,
  parts: Record<TextField, string | null>,
  [column, cell]: AddressCell,
): void => {
  // `readAddress` passes text columns of addresses only.
  const field = column.target.field as TextField
  const isLines = field === 'address-street' || field === 'address-extended'
  const typed = isLines && !row.plan.isLossless ? manyLines(cell) : row.line(cell)
  const text =
    column.isPostBox && !row.plan.isLossless && /^\d+$/u.test(typed) ? `PO Box ${typed}` : typed
  const before = parts[field]
  const isBeside = !isLines || (field === 'address-street' && houseNumber.test(text))
  const joined = before === null ? text : `${before}${isBeside ? ' ' : '\n'}${text}`
  if (joined.length <= longest[field]) parts[field] = joined
  else row.keepNamed(column.name, cell)
}

const readCountry = (
  row: RowCells,
  column: PlannedColumn,
  { cell, country }: { readonly cell: string; readonly country: string | null },
): string | null => {
  const isCode = row.plan.isLossless && /^[A-Z]{2}$/u.test(cell)
  const found = isCode ? cell : countryCodeOf(cell)
  if (found === null) row.keepFlagged('country-unknown', column, oneLine(cell))
  else if (country !== null && found !== country) row.keepNamed(column.name, oneLine(cell))
  return country ?? found
}

const labelOf = (row: RowCells, [first]: readonly AddressCell[]): string | null => {
  if (first === undefined) return null
  const [column] = first
  if (column.target.label !== undefined) return column.target.label
  if (row.plan.isLossless) return row.label(column) || null
  const label = readLabel(row.label(column))
  if (label === null || label.length <= longestLabel) return label
  row.keepNamed(column.name, label)
  return label.slice(0, longestLabel)
}
