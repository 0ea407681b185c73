import { recogniseColumns } from '../columns/columns.ts'
import { wordsOf } from '../columns/header-words.ts'
import { type TableRow, tableCaps } from './table.ts'

/** The names of the columns, and where they stand. */
export interface FoundHeader {
  /** Number of the row; 0 when there is none. */
  readonly headerRow: number
  readonly headers: readonly string[]
}

const searchedRows = 20
/** This share of the rows must go further than the names for another column to count. */
const commonShare = 0.3

/**
 * Finds the row with the names of the columns among the first rows of a table.
 *
 * Lines before it, as LinkedIn writes them, fill far fewer cells than the rest. A first row with
 * an e-mail address, a number or a day in it is no header, unless most of it is known names: then
 * the columns are named by `columnWord` and their number. `asked` is the owner's choice; 0 for none.
 */
export const findHeader = (
  rows: readonly TableRow[],
  { asked, columnWord }: { readonly asked: number | undefined; readonly columnWord: string },
): FoundHeader => {
  const headerRow = asked ?? searchHeader(rows)
  const data = rows.filter(({ row }) => row > headerRow)
  const named = rows.find(({ row }) => row === headerRow)?.cells ?? []
  const names = named.slice(0, widthOf(named)).map((cell) => cell.trim())
  const width = Math.max(names.length, headerRow === 0 ? widest(data) : commonWidth(data))
  const headers = Array.from({ length: width }, (_, index) =>
    headerRow === 0 ? `${columnWord} ${index + 1}` : (names[index] ?? ''),
  )
  return { headerRow, headers }
}

const searchHeader = (rows: readonly TableRow[]): number => {
  const first = rows.slice(0, searchedRows)
  const filled = rows.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length)
  const usual = filled.toSorted((a, b) => a - b)[Math.floor(filled.length * 0.75)] ?? 1
  const least = usual > 1 ? Math.max(2, Math.ceil(usual * 0.6)) : 1
  const full = filled.slice(0, searchedRows).findIndex((count) => count >= least)
  // A header may leave out names; then the names it has must be known ones. Where more of them
  // follow in a full row, it heads groups of columns.
  const inFull = knownNames(first[full]?.cells ?? [])
  const known = first.findIndex(({ cells }, at) => {
    if (at >= full || (filled[at] ?? 0) < 2) return false
    const names = knownNames(cells)
    return names > inFull / 2 && names * 2 > (filled[at] ?? 0)
  })
  const found = first[known === -1 ? behindRecord(first, full) : known]
  if (found === undefined) return rows[0]?.row ?? 0
  const below = rows.flatMap(({ row, cells }) => (row > found.row ? [cells] : []))
  return isData(found.cells) || goesOnBelow(found.cells, below) ? 0 : found.row
}

const searchedBehind = 5
const enoughNames = 5

/** DATEV begins with a full row about the file; the names behind it are mostly known ones. */
const behindRecord = (rows: readonly TableRow[], full: number): number => {
  const cells = rows[full]?.cells ?? []
  if (knownNames(cells) >= enoughNames) return full
  const filledOf = (row: readonly string[]): number =>
    row.filter((cell) => cell.trim() !== '').length
  const behind = rows.findIndex(({ cells: later }, at) => {
    if (at <= full || at > full + searchedBehind) return false
    const names = knownNames(later)
    const filled = filledOf(later)
    // Names alone behind a row with gaps: that one heads groups of columns.
    const isBelowGroups = at === full + 1 && filled > filledOf(cells) && names === filled
    return names >= (isBelowGroups ? 3 : enoughNames) && names * 2 > filled
  })
  return behind === -1 ? full : behind
}

const knownNames = (cells: readonly string[]): number =>
  recogniseColumns(cells.map((cell) => cell.trim())).filter(({ field }) => field !== 'named-note')
    .length

const dataCells = [
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/u,
  /^https?:\/\//iu,
  // Phones, days and amounts: digits and the signs between them, at least four digits.
  /^[+(]?(?=(?:\D*\d){4})[\d\s()./,:+-]+$/u,
  /^\d{1,4}年\d{1,2}月/u,
]

/** Columns of years are named so. */
const year = /^(?:19|20)\d{2}$/u
const number = /^[+-]?\d+(?:[.,]\d+)?$/u

/** Where no name is known a number tells of data; else as many cells as names must. */
const isData = (cells: readonly string[]): boolean => {
  const trimmed = cells.map((cell) => cell.trim())
  const known = knownNames(cells)
  const isOneOf = (patterns: readonly RegExp[]) => (cell: string) =>
    patterns.some((pattern) => pattern.test(cell))
  if (known === 0) return trimmed.some(isOneOf([...dataCells, number]))
  return trimmed.filter((cell) => !year.test(cell)).filter(isOneOf(dataCells)).length >= known
}

const codes = /\d{4,}/gu
const lengthsIn = (cell: string): string =>
  [...cell.matchAll(codes)].map(([digits]) => digits.length).join(' ')
const mostlyAlike = 0.8

/** Among so many others of its column a class, a town or a status comes again. */
const comesAgain = 0.2

/** Whether a cell stands in other rows as it is; the names of columns may, but then all of them. */
const standsAgain = (
  { cell, index }: { readonly cell: string; readonly index: number },
  cells: readonly string[],
  below: readonly (readonly string[])[],
): boolean => {
  const isSame = (row: readonly string[], at: number): boolean =>
    row[at]?.trim() === cells[at]?.trim()
  const filled = below.filter((row) => row[index]?.trim())
  const same = filled.filter((row) => isSame(row, index))
  return (
    cell.trim().length > 1 &&
    same.length >= Math.max(2, filled.length * comesAgain) &&
    same.every((row) => cells.some((_, at) => !isSame(row, at)))
  )
}

/**
 * Whether a row without a known name is of what stands below it: a postcode in a cell as in all
 * others of its column, a word that comes again there, or in the only column words that do.
 */
const goesOnBelow = (cells: readonly string[], below: readonly (readonly string[])[]): boolean => {
  if (knownNames(cells) > 0) return false
  const columns = cells.flatMap((cell, index) => {
    const others = below.flatMap((row) => (row[index]?.trim() ? [row[index]] : []))
    return cell.trim() === '' || others.length < 2 ? [] : [{ cell, index, others }]
  })
  const isAlike = ({ cell, others }: (typeof columns)[number]): boolean => {
    const lengths = lengthsIn(cell)
    const alike = others.filter((other) => lengthsIn(other) === lengths)
    return lengths !== '' && /\p{L}/u.test(cell) && alike.length >= others.length * mostlyAlike
  }
  if (columns.some(isAlike)) return true
  if (columns.some((column) => standsAgain(column, cells, below))) return true
  const [only, ...more] = columns
  if (only === undefined || more.length > 0) return false
  const words = wordsOf(only.cell)
  const again = new Set(only.others.flatMap(wordsOf))
  return words.length > 2 && words.filter((word) => again.has(word)).length >= 2
}

/** Blank cells behind which a cell belongs to no table. */
const farGap = 20

/**
 * Cells up to the last one with content; where these are too many, without the one that somebody
 * typed far outside.
 */
const widthOf = (cells: readonly string[]): number => {
  const isBlank = (cell: string): boolean => cell.trim() === ''
  const width = cells.findLastIndex((cell) => !isBlank(cell)) + 1
  if (width <= tableCaps.columns) return width
  const end = cells.findIndex((_, at) => cells.slice(at, at + farGap).every(isBlank))
  return end <= 0 || end > width ? width : end
}

const widest = (rows: readonly TableRow[]): number =>
  rows.reduce((most, { cells }) => Math.max(most, widthOf(cells)), 0)

/** The width that a good part of the rows has or surpasses. */
const commonWidth = (rows: readonly TableRow[]): number => {
  const widths = rows.map(({ cells }) => widthOf(cells)).toSorted((a, b) => b - a)
  return widths[Math.floor(widths.length * commonShare)] ?? 0
}
