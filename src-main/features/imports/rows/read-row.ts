import { isBlankCell, oneLine } from '#main/engines/file-formats/cells/cell-values.ts'
import { readTags } from '#main/engines/file-formats/cells/multi-values.ts'
import { splitEscaped } from '#main/engines/file-formats/own-export/own-cells.ts'
import { readOwnStageStep } from '#main/engines/file-formats/own-export/own-stages.ts'
import type { TableRow } from '#main/engines/file-formats/table/table.ts'
import {
  beginsWithTotal,
  isPageLine,
  isTitleLine,
  isTotalPhrase,
  isTotalWord,
  totalOf,
} from '#main/engines/file-formats/table/total-lines.ts'
import { lowerAscii } from '#shared/domain/letter-case.ts'
import type { ColumnPlan } from '../columns/column-plan.ts'
import type { ContactFacts, ImportedPoint, ReadRow, RowProblem } from './contact-facts.ts'
import { isReachedInJapan } from './japanese-names.ts'
import { readAddresses } from './read-addresses.ts'
import { readDates } from './read-dates.ts'
import { type NameFacts, readName } from './read-name.ts'
import { readNotes } from './read-notes.ts'
import { readOwnList } from './read-own-list.ts'
import { readPoints } from './read-points.ts'
import { readRelations } from './read-relations.ts'
import { readSingles } from './read-singles.ts'
import { readSuppressions } from './read-suppressions.ts'
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
    point: (points.find(isOf('email')) ?? points.find(isOf('phone')))?.raw ?? null,
    emailWords: emailWords.length === 1 ? (onlyWords?.words ?? '') : '',
    isReachedInJapan: isReachedInJapan(points),
  })
  const uid = readUid(row, 'uid')
  const ownId = readOwnId(row)
  const singles = readSingles(row, name)
  const dates = readDates(row)
  const tags = readTagCells(row)
  const customValues = readValues(row)
  const stageHistory = readOwnList(row, 'stage-history', readOwnStageStep)
  const relations = readRelations(row)
  const suppressions = readSuppressions(row)
  readNotes(row, { name, points, addresses, dates, emailWords })
  for (const { index, cell } of surplusOf(csv, plan)) row.keepNamed(`#${index + 1}`, oneLine(cell))
  const facts: ContactFacts = {
    kind: name.kind,
    uid,
    ownId,
    displayName: name.displayName,
    companyName: name.companyName,
    companyUid: readUid(row, 'company-uid'),
    ...singles,
    points,
    addresses,
    dates,
    tags,
    customValues,
    stageHistory,
    relations,
    suppressions,
    notes: row.notes,
  }
  const whole = rowProblem(csv, plan, name) ?? noContact(csv, plan, facts)
  const problems = problemsOf(whole, row)
  const isAside =
    whole === null
      ? row.problems.length > 0 && rules.unreadable === 'set-aside' && rules.isLetIn !== true
      : staysOutside(whole, facts, row)
  const { dittos = noDittos, row: number } = csv
  return {
    row: number,
    facts,
    problem: problems[0] ?? null,
    isAside,
    problems,
    otherProblems: othersOf(problems, row),
    flags: row.flags,
    dittos,
  }
}

/** What is wrong, first what to repair: of a row that names nobody, a cell that would. */
const problemsOf = (whole: RowProblem | null, { problems }: RowCells): readonly RowProblem[] => {
  if (whole === null) return problems
  return whole.code === 'no-name' ? [...problems, whole] : [whole, ...problems]
}

const noProblems: readonly RowProblem[] = []

/** What is wrong beside the first problem; a row that has none is not asked about. */
const othersOf = (
  [first, ...others]: readonly RowProblem[],
  row: RowCells,
): readonly RowProblem[] => {
  if (first === undefined) return noProblems
  const whole = others.filter(({ column }) => column === null)
  const cells = row.wrongCells().filter(({ index }) => index !== first.index)
  return [...cells.toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0)), ...whole]
}

const isOf =
  (kind: ImportedPoint['kind']) =>
  (point: ImportedPoint): boolean =>
    point.kind === kind

const noDittos: ReadRow['dittos'] = []
const longestValue = 500

/**
 * Whether a row with such a problem stays outside.
 *
 * Where addresses, numbers and days stand in their columns and few cells there cannot be read, the
 * cells of a row are in their places: odd quotation marks and a cell too many then do not matter.
 */
const staysOutside = ({ code }: RowProblem, facts: ContactFacts, row: RowCells): boolean => {
  if (facts.displayName === '') return true
  if (row.rules.isLetIn === true || code === 'may-head') return false
  if (code !== 'broken-quotes' && code !== 'too-many-cells') return true
  const inPlace = facts.points.length + facts.dates.length
  const isInPlace = inPlace > 0 && inPlace >= row.problems.length
  return !isInPlace || row.rules.unreadable === 'set-aside'
}

const rowProblem = (csv: TableRow, plan: ColumnPlan, name: NameFacts): RowProblem | null => {
  const problem = (code: RowProblem['code'], index: number | null, value: string): RowProblem => ({
    code,
    column: null,
    index,
    value: value.slice(0, longestValue),
  })
  if (plan.isHeader(csv.cells, csv.row)) return problem('repeats-header', null, csv.cells.join(' '))
  if (name.displayName === '') {
    const total = totalOf(csv.cells)
    return total === null ? noName(csv, plan) : problem('no-contact', null, total)
  }
  if (csv.hasBrokenQuotes) return problem('broken-quotes', null, csv.cells.join(' '))
  const surplus = surplusOf(csv, plan)
  const [first] = surplus
  return first === undefined
    ? null
    : problem('too-many-cells', first.index, surplus.map(({ cell }) => cell).join(' '))
}

/** What a row without a name says, and the column that could have one. */
const noName = ({ cells }: TableRow, plan: ColumnPlan): RowProblem => {
  const [column] = naming.flatMap((field) => plan.byField.get(field) ?? [])
  const value = cells
    .filter((cell) => !isBlankCell(cell))
    .map(oneLine)
    .join(' · ')
    .slice(0, longestValue)
  return { code: 'no-name', column: column?.name ?? null, index: column?.index ?? null, value }
}

const naming = ['display-name', 'given-name', 'family-name', 'company', 'email'] as const

/** A line with totals, one that heads others, the foot of a page; the owner may let it in all the same. */
const noContact = (
  { cells, mayHead }: TableRow,
  plan: ColumnPlan,
  facts: ContactFacts,
): RowProblem | null => {
  const { displayName: value, points, dates, companyName } = facts
  if (points.length > 0 || dates.length > 0 || companyName !== null || plan.isLossless) return null
  const isAlone = (): boolean =>
    plan.width > 2 && cells.filter((cell) => cell.trim() !== '').length === 1
  // A number that stands where names do, behind `Summe Mitglieder`; `8 müşteri` behind `TOPLAM`.
  const isCount = (): boolean =>
    countWords.test(value) && beginsWithTotal(cells.find((cell) => cell.trim() !== '') ?? '')
  const isLine = isTotalWord(value) || isTotalPhrase(value) || isPageLine(value) || isCount()
  if (!isLine && !(isTitleLine(value) && isAlone())) {
    return mayHead === true ? { code: 'may-head', column: null, index: null, value } : null
  }
  return { code: 'no-contact', column: null, index: null, value: value.slice(0, longestValue) }
}

/** A number alone, or with the word of what was counted. */
const countWords = /^\d[\d.,\s]*(?:\p{L}+(?:\s\p{L}+)?)?$/u

interface SurplusCell {
  readonly index: number
  readonly cell: string
}

/** Cells behind the last column. */
const surplusOf = ({ cells }: TableRow, { width }: ColumnPlan): readonly SurplusCell[] =>
  cells.length <= width
    ? noSurplus
    : cells
        .map((cell, index) => ({ index, cell }))
        .slice(width)
        .filter(({ cell }) => cell.trim() !== '')

const noSurplus: readonly SurplusCell[] = []

const longestTag = 100
const noTags: readonly string[] = []

const readTagCells = (row: RowCells): readonly string[] => {
  const { plan } = row
  const columns = row.columns('tags')
  if (columns.length === 0) return noTags
  const tags = new Map<string, string>()
  for (const column of columns) {
    const cell = row.raw(column)
    if (cell === '') continue
    for (const tag of plan.isLossless ? splitEscaped(cell, ':::') : readTags(row.text(column))) {
      const key = plan.isLossless ? lowerAscii(tag) : tag.toLowerCase()
      if (tag.length > longestTag) row.keepNamed(column.name, tag)
      else if (!tags.has(key)) tags.set(key, tag)
    }
  }
  return tags.size === 0 ? noTags : [...tags.values()]
}
