import {
  isProgramValue,
  manyLines,
  oneLine,
  readLabel,
} from '#main/engines/file-formats/cell-values.ts'
import { countryCodeOf } from '#main/engines/file-formats/country-names.ts'
import type { CsvRow } from '#main/engines/file-formats/csv.ts'
import { readDate } from '#main/engines/file-formats/dates.ts'
import { readTags, splitJoined } from '#main/engines/file-formats/multi-values.ts'
import type { ColumnPlan, PlannedColumn } from './column-plan.ts'
import type {
  ContactFacts,
  ImportedAddress,
  ImportedDate,
  ReadRow,
  RowProblem,
  SingleFacts,
} from './contact-facts.ts'
import { type NameFacts, readName } from './read-name.ts'
import { readPoints } from './read-points.ts'
import { type ReadingRules, RowCells } from './row-cells.ts'

/** Reads one row of the file into facts of a contact; pure, the same row gives the same facts. */
export const readRow = (csv: CsvRow, plan: ColumnPlan, rules: ReadingRules): ReadRow => {
  const row = new RowCells(csv.cells, plan, rules)
  const addresses = readAddresses(row)
  const country = addresses.find((address) => address.country !== null)?.country ?? rules.country
  const points = readPoints(row, country)
  const email = points.find((point) => point.kind === 'email')?.raw ?? null
  const name = readName(row, email)
  const dates = readDates(row)
  const tags = readTagCells(row)
  const single = readSingle(row, name)
  readNotes(row, { name, points, addresses })
  const facts: ContactFacts = {
    kind: name.kind,
    uid: null,
    ownId: null,
    displayName: name.displayName,
    companyName: name.companyName,
    ...single,
    points,
    addresses,
    dates,
    tags,
    customValues: [],
    notes: row.notes,
  }
  const problem = rowProblem(csv, plan, name) ?? row.problem
  return { row: csv.row, facts, problem, problems: problem === null ? [] : [problem], flags: [] }
}

const rowProblem = (csv: CsvRow, plan: ColumnPlan, name: NameFacts): RowProblem | null => {
  const problem = (code: RowProblem['code'], value: string): RowProblem => ({
    code,
    column: null,
    index: null,
    value: value.slice(0, 500),
  })
  if (csv.hasBrokenQuotes) return problem('broken-quotes', csv.cells.join(' '))
  const surplus = csv.cells.slice(plan.width).filter((cell) => cell.trim() !== '')
  if (surplus.length > 0) return problem('too-many-cells', surplus.join(' '))
  return name.displayName === '' ? problem('no-name', '') : null
}

const readSingle = (row: RowCells, name: NameFacts): SingleFacts => ({
  givenName: name.givenName,
  familyName: name.familyName,
  nickname: single(row, 'nickname', 200),
  jobTitle: single(row, 'job-title', 200),
  stage: readStage(row),
  source: single(row, 'source', 120),
  language: readLanguage(row),
  importance: null,
  preferredChannel: null,
  timeZone: null,
  doNotContact: null,
  createdAt: null,
})

/** The first filled cell of a field on one line; one that is too long becomes a named note. */
const single = (
  row: RowCells,
  field: 'nickname' | 'job-title' | 'source',
  longest: number,
): string | null => {
  for (const [cell, column] of row.filled(field)) {
    const text = oneLine(cell)
    if (text.length <= longest) return text
    row.keepNamed(column.name, text)
  }
  return null
}

const stages: ReadonlyMap<string, NonNullable<SingleFacts['stage']>> = new Map([
  ...['attract', 'subscriber', 'lead', '吸引'].map((word) => [word, 'attract'] as const),
  ...['convert', 'opportunity', 'salesqualifiedlead', 'marketingqualifiedlead', '转化'].map(
    (word) => [word, 'convert'] as const,
  ),
  ...['retain', 'customer', '留存', '维系'].map((word) => [word, 'retain'] as const),
  ...['grow', 'evangelist', '深耕', '增长'].map((word) => [word, 'grow'] as const),
])

const readStage = (row: RowCells): SingleFacts['stage'] => {
  for (const [cell, column] of row.filled('stage')) {
    const stage = stages.get(cell.toLowerCase().replace(/\s+/gu, ''))
    if (stage !== undefined) return stage
    row.keepNamed(column.name, oneLine(cell))
  }
  return null
}

const readLanguage = (row: RowCells): string | null => {
  for (const [cell, column] of row.filled('language')) {
    if (/^[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3}$/iu.test(cell)) return cell.replaceAll('_', '-')
    row.keepNamed(column.name, oneLine(cell))
  }
  return null
}

const readDates = (row: RowCells): ImportedDate[] => [
  ...readDateCells(row, 'birthday'),
  ...readDateCells(row, 'anniversary'),
]

const readDateCells = (row: RowCells, field: 'birthday' | 'anniversary'): ImportedDate[] => {
  const dates: ImportedDate[] = []
  for (const [cell, column] of row.filled(field)) {
    for (const value of splitJoined(cell)) {
      const order = row.rules.dayOrders.get(column.index) ?? 'day-first'
      const reading = readDate(value, order, row.rules.thisYear)
      if (reading.kind === 'date') {
        dates.push({ ...dateKind(field, readLabel(row.label(column))), ...reading.date })
      } else if (reading.kind !== 'blank') {
        row.refuse(reading.kind === 'unreadable' ? 'date-unreadable' : reading.kind, column, value)
      }
    }
  }
  return dates
}

const dateKind = (
  field: 'birthday' | 'anniversary',
  label: string | null,
): Pick<ImportedDate, 'kind' | 'label'> => {
  const word = label?.toLowerCase() ?? field
  if (word === 'birthday' || word === 'anniversary') return { kind: word, label: null }
  return { kind: 'other', label: label?.slice(0, 60) ?? null }
}

const readTagCells = (row: RowCells): string[] => {
  const tags = new Map<string, string>()
  for (const [cell, column] of row.filled('tags')) {
    for (const tag of readTags(cell)) {
      if (tag.length > 100) row.keepNamed(column.name, tag)
      else if (!tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag)
    }
  }
  return [...tags.values()]
}

const readAddresses = (row: RowCells): ImportedAddress[] =>
  row.addressGroups.flatMap((columns) => {
    const cells = columns.map((column) => splitJoined(row.text(column)))
    const count = Math.max(...cells.map((values) => values.length))
    return Array.from({ length: count }, (_, at) =>
      readAddress(
        row,
        columns.map((column, index) => [column, cells[index]?.[at] ?? ''] as const),
      ),
    ).filter((address) => address !== null)
  })

const readAddress = (
  row: RowCells,
  cells: readonly (readonly [PlannedColumn, string])[],
): ImportedAddress | null => {
  const part = (field: PlannedColumn['target']['field'], longest: number): string | null => {
    const found = cells.filter(([column, cell]) => column.target.field === field && cell !== '')
    const text = found.map(([, cell]) => manyLines(cell)).join('\n')
    const line = longest === 300 ? text : oneLine(text)
    if (line.length <= longest) return line === '' ? null : line
    for (const [column, cell] of found) row.keepNamed(column.name, cell)
    return null
  }
  const country = readCountry(row, cells)
  const address = {
    street: part('address-street', 300),
    extended: part('address-extended', 300),
    city: part('address-city', 120),
    region: part('address-region', 120),
    postalCode: part('address-postal-code', 30),
    country,
  }
  if (Object.values(address).every((value) => value === null)) return null
  const [column] = cells[0] ?? []
  const label =
    column === undefined ? null : (column.target.label ?? readLabel(row.label(column)) ?? null)
  return { label: label?.slice(0, 60) ?? null, ...address }
}

const readCountry = (
  row: RowCells,
  cells: readonly (readonly [PlannedColumn, string])[],
): string | null => {
  for (const [column, cell] of cells) {
    if (column.target.field !== 'address-country' || cell === '') continue
    const country = countryCodeOf(cell)
    if (country !== null) return country
    row.keepNamed(column.name, oneLine(cell))
  }
  return null
}

/** The notes of the row, then what no other field took, under its column's name. */
const readNotes = (
  row: RowCells,
  known: Pick<ContactFacts, 'points' | 'addresses'> & { readonly name: NameFacts },
): void => {
  const kept = row.notes.splice(0)
  for (const [cell] of row.filled('notes')) row.notes.push(manyLines(cell))
  row.notes.push(...kept)
  for (const [cell, column] of row.filled('named-note')) {
    if (column.isProgram && isProgramValue(cell)) continue
    if (column.isInitials && isInitialsOf(cell, known.name.displayName)) continue
    if (column.isRepeat && repeats(cell, known, [...row.filled('address-country')])) continue
    const label = column.labelIndex === null ? '' : oneLine(row.label(column)).replace(/^\* /u, '')
    row.keepNamed(label === '' ? column.name : label, manyLines(cell))
  }
}

const letters = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

const isInitialsOf = (cell: string, name: string): boolean =>
  letters(cell).join('') ===
  letters(name)
    .map((word) => [...word][0])
    .join('')

const repeats = (
  cell: string,
  { name, points, addresses }: Parameters<typeof readNotes>[1],
  countries: readonly (readonly [string, PlannedColumn])[],
): boolean => {
  const said = [
    name.displayName,
    name.companyName,
    ...points.map(({ raw }) => raw),
    ...addresses.flatMap((at) => [at.street, at.extended, at.city, at.region, at.postalCode]),
    ...countries.map(([country]) => country),
  ]
  const words = new Set(said.flatMap((text) => letters(text ?? '')))
  return letters(cell).every((word) => words.has(word))
}
