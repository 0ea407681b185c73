import { readTags, splitJoined } from '#main/engines/file-formats/multi-values.ts'
import type { TableRow } from '#main/engines/file-formats/table.ts'
import {
  beginsWithTotal,
  isPageLine,
  isTitleLine,
  isTotalPhrase,
  isTotalWord,
  totalOf,
} from '#main/engines/file-formats/total-lines.ts'
import type { ColumnPlan } from './column-plan.ts'
import type { ContactFacts, ReadRow, RowProblem } from './contact-facts.ts'
import { readAddresses } from './read-addresses.ts'
import { readDates } from './read-dates.ts'
import { type NameFacts, readName } from './read-name.ts'
import { readNotes } from './read-notes.ts'
import { readPoints } from './read-points.ts'
import { readSingles } from './read-singles.ts'
import { readOwnId, readUid, readValues } from './read-values.ts'
import { type ReadingRules, RowCells } from './row-cells.ts'

/** Reads one row of the file into facts of a contact; pure, the same row gives the same facts. */
export const readRow = (csv: TableRow, plan: ColumnPlan, rules: ReadingRules): ReadRow => {
  const row = new RowCells(csv.cells, plan, rules)
  const addresses = readAddresses(row)
  const country = addresses.find((address) => address.country !== null)?.country ?? rules.country
  const { points, emailWords } = readPoints(row, country)
  const [onlyWords] = emailWords
  const name = readName(row, {
    email: points.find((point) => point.kind === 'email')?.raw ?? null,
    emailWords: emailWords.length === 1 ? (onlyWords?.words ?? '') : '',
  })
  const uid = readUid(row)
  const ownId = readOwnId(row)
  const singles = readSingles(row, name)
  const dates = readDates(row)
  const tags = readTagCells(row)
  const customValues = readValues(row)
  readNotes(row, { name, points, addresses, dates, emailWords })
  const facts: ContactFacts = {
    kind: name.kind,
    uid,
    ownId,
    displayName: name.displayName,
    companyName: name.companyName,
    ...singles,
    points,
    addresses,
    dates,
    tags,
    customValues,
    notes: row.notes,
  }
  const keepsUnreadable = rules.unreadable === 'keep-as-note'
  const isHeaderAgain = !keepsUnreadable && plan.isHeader(csv.cells, csv.row)
  const problem =
    rowProblem(csv, plan, { name, isHeaderAgain, keepsUnreadable }) ??
    noContact(csv, plan, { facts, rules })
  const problems = problem === null ? row.problems : [problem, ...row.problems]
  const { dittos = noDittos, row: number } = csv
  return { row: number, facts, problem: problems[0] ?? null, problems, flags: row.flags, dittos }
}

const noDittos: ReadRow['dittos'] = []
const longestValue = 500

const rowProblem = (
  csv: TableRow,
  plan: ColumnPlan,
  {
    name,
    isHeaderAgain,
    keepsUnreadable,
  }: {
    readonly name: NameFacts
    readonly isHeaderAgain: boolean
    readonly keepsUnreadable: boolean
  },
): RowProblem | null => {
  const problem = (code: RowProblem['code'], index: number | null, value: string): RowProblem => ({
    code,
    column: null,
    index,
    value: value.slice(0, longestValue),
  })
  if (isHeaderAgain) return problem('repeats-header', null, csv.cells.join(' '))
  if (csv.hasBrokenQuotes) return problem('broken-quotes', null, csv.cells.join(' '))
  if (csv.cells.length > plan.width) {
    const surplus = csv.cells.slice(plan.width)
    const first = surplus.findIndex((cell) => cell.trim() !== '')
    const filled = surplus.filter((cell) => cell.trim() !== '').join(' ')
    if (first >= 0) return problem('too-many-cells', plan.width + first, filled)
  }
  if (name.displayName !== '') return null
  const total = keepsUnreadable ? null : totalOf(csv.cells)
  return total === null ? problem('no-name', null, '') : problem('no-contact', null, total)
}

/** A line with totals, one that heads others, the foot of a page; the owner may let it in all the same. */
const noContact = (
  { cells }: TableRow,
  plan: ColumnPlan,
  { facts, rules }: { readonly facts: ContactFacts; readonly rules: ReadingRules },
): RowProblem | null => {
  const { displayName: value, points, dates, companyName } = facts
  if (points.length > 0 || dates.length > 0 || companyName !== null || plan.isLossless) return null
  if (rules.unreadable === 'keep-as-note') return null
  const isAlone = (): boolean =>
    plan.width > 2 && cells.filter((cell) => cell.trim() !== '').length === 1
  // A number that stands where names do, behind `Summe Mitglieder`.
  const isCount = (): boolean =>
    /^[\d.,\s]+$/u.test(value) && beginsWithTotal(cells.find((cell) => cell.trim() !== '') ?? '')
  const isLine = isTotalWord(value) || isTotalPhrase(value) || isPageLine(value) || isCount()
  if (!isLine && !(isTitleLine(value) && isAlone())) return null
  return { code: 'no-contact', column: null, index: null, value: value.slice(0, longestValue) }
}

const longestTag = 100
const noTags: readonly string[] = []

const readTagCells = (row: RowCells): readonly string[] => {
  const columns = row.columns('tags')
  if (columns.length === 0) return noTags
  const tags = new Map<string, string>()
  for (const column of columns) {
    const cell = row.text(column)
    if (cell === '') continue
    for (const tag of row.plan.isLossless ? splitJoined(cell) : readTags(cell)) {
      if (tag.length > longestTag) row.keepNamed(column.name, tag)
      else if (!tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag)
    }
  }
  return tags.size === 0 ? noTags : [...tags.values()]
}
