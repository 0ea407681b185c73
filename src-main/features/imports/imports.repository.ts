import { Executor, type Reader } from '#main/db/executor.ts'
import { openDatabase } from '#main/db/open-workspace.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { takenBits } from './matching/matching-facts.ts'
import { foundCompany } from './rehearsal/found-company.ts'
import { isKept } from './rehearsal/plan-counts.ts'
import { candidatesOf } from './rehearsal/rehearsed-candidates.ts'
import { rehearsedColumns } from './rehearsal/rehearsed-columns.ts'
import { changesOf, type RehearsedRow } from './rehearsal/rehearsed-rows.ts'
import { knownSingles, knownValues, stagedSingles, stagedValues } from './rehearsal/staged-facts.ts'
import type { RowProblem } from './rows/contact-facts.ts'

/** Which rows of a plan. */
export interface RowsPage {
  readonly group: Input<'imports.rehearsedRows'>['group']
  /** Folded words of names and companies that must all be there. */
  readonly words: readonly string[]
  readonly offset: number
  readonly limit: number
}

interface StagedRow {
  readonly n: number
  readonly outcome: RehearsedRow['group']
  readonly kind: RehearsedRow['kind']
  readonly name: string
  readonly company: string | null
  readonly firstRow: number
  readonly contactId: ContactId | null
  readonly matchedBy: RehearsedRow['matchedBy']
  readonly taken: number
  readonly domainCompany: ContactId | null
  readonly companyUid: string | null
  readonly problemCode: string | null
  readonly problemColumn: string | null
  readonly problemIndex: number | null
  readonly problemValue: string | null
  /** JSON. */
  readonly otherProblems: string | null
}

const rowColumns = `n, outcome, kind, name, company, first_row as firstRow, contact_id as contactId,
  matched_by as matchedBy, taken, domain_company as domainCompany, company_of as companyUid, problem_code as problemCode, problem_column as problemColumn,
  problem_index as problemIndex, problem_value as problemValue,
  other_problems as otherProblems`

const decided = `select n from import_decisions where verdict <> 'undecided'`

/** Groups of rows that are in another one as well. */
const groupsAcross: ReadonlySet<RowsPage['group']> = new Set(['decided', 'repaired', 'kept'])

const inGroup = (group: RowsPage['group']): string => {
  if (group === 'decided') return `n in (${decided})`
  if (group === 'kept') return isKept
  return group === 'repaired' ? 'n in (select n from import_repairs)' : 'outcome = ?'
}

/** Reads rehearsed rows out of a plan's staging file, beside what the workspace has. */
export class ImportsRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** The columns of the file, as they were planned. */
  columns(stageFile: string): Output<'imports.rehearsal'>['columns'] {
    return withStage(stageFile, rehearsedColumns)
  }

  /** The first of these rows that the file does not have; null when it has all. */
  firstUnknownRow(stageFile: string, rows: readonly number[]): number | null {
    const text = `select value as n from json_each(?)
      where value not in (select n from import_rows) order by key limit 1`
    return withStage(
      stageFile,
      (stage) => stage.firstSql<{ n: number }>(text, JSON.stringify(rows))?.n ?? null,
    )
  }

  rows(stageFile: string, page: RowsPage): Output<'imports.rehearsedRows'> {
    return withStage(stageFile, (stage) =>
      page.group === 'missing' ? this.missing(stage, page) : this.rowsOf(stage, page),
    )
  }

  private rowsOf(stage: Reader, page: RowsPage): Output<'imports.rehearsedRows'> {
    const { words } = page
    const named = words.map(() => `instr(name_key || ' ' || company_key, ?) > 0`)
    const where = [inGroup(page.group), ...named].join(' and ')
    const isOwn = groupsAcross.has(page.group)
    const values = [...(isOwn ? [] : [page.group]), ...words]
    const rows = stage.allSql<StagedRow>(
      `select ${rowColumns} from import_rows where ${where} order by n limit ? offset ?`,
      ...values,
      page.limit,
      page.offset,
    )
    const counted = `select count(*) as n from import_rows where ${where}`
    return {
      rows: rows.map((row) => this.show(stage, row)),
      people: [],
      total: stage.firstSql<{ n: number }>(counted, ...values)?.n ?? 0,
    }
  }

  private missing(stage: Reader, page: RowsPage): Output<'imports.rehearsedRows'> {
    const named = page.words.map(() => ' and instr(name_key, ?) > 0').join('')
    const where = `from import_last where place is not null${named}`
    const ids = stage.allSql<{ id: ContactId }>(
      `select contact_id as id ${where} order by place limit ? offset ?`,
      ...page.words,
      page.limit,
      page.offset,
    )
    const total = stage.firstSql<{ n: number }>(`select count(*) as n ${where}`, ...page.words)
    return { rows: [], people: ids.flatMap(({ id }) => this.person(id)), total: total?.n ?? 0 }
  }

  /** Nobody when they have gone since. */
  private person(id: ContactId): Output<'imports.rehearsedRows'>['people'] {
    return this.reader.allSql(
      `select c.id as contactId, c.display_name as name, k.display_name as companyName
        from contacts c left join contacts k on k.id = c.company_id where c.id = ?`,
      id,
    )
  }

  private show(stage: Reader, row: StagedRow): RehearsedRow {
    const { n, problemCode: code, problemColumn: column, problemIndex, problemValue } = row
    const problem =
      code === null ? null : { code, column, columnIndex: problemIndex, value: problemValue ?? '' }
    const companyFound = foundCompany(stage, this.reader, row)
    const said = stage.firstSql<{ verdict: 'same' | 'different' }>(
      `select verdict from import_decisions where n = ? and verdict <> 'undecided'
        order by verdict desc limit 1`,
      n,
    )
    return {
      row: n,
      group: row.outcome,
      kind: row.kind,
      name: row.name,
      companyName: row.company,
      companyFound,
      contactId: row.contactId,
      matchedBy: row.matchedBy,
      sameAsRow: row.firstRow === n ? null : row.firstRow,
      changes: row.outcome !== 'problems' ? this.changes(stage, row, companyFound?.name) : [],
      problem,
      otherProblems: othersOf(row),
      candidates: candidatesOf(stage, this.reader, n),
      decision: said?.verdict ?? null,
      repairs: stage.allSql(
        `select column_index as "column", was, value as now from import_repairs where n = ?
          order by column_index`,
        n,
      ),
      dittos: stage.allSql(
        `select column_index as "column", mark from import_dittos where n = ? order by 1`,
        n,
      ),
    }
  }

  private changes(stage: Reader, row: StagedRow, company?: string): RehearsedRow['changes'] {
    const said = stagedSingles(stage, row.n)
    if (said === null) return []
    const values = { ...said, company: company ?? said.company }
    const { contactId, firstRow, n, domainCompany } = row
    const taken = row.taken | (domainCompany === null ? 0 : takenBits.company)
    const isFirst = firstRow === n
    const known =
      contactId !== null
        ? knownSingles(this.reader, contactId)
        : isFirst
          ? null
          : stagedSingles(stage, firstRow)
    const knownLists =
      contactId !== null
        ? knownValues(this.reader, contactId)
        : isFirst
          ? []
          : stagedValues(stage, firstRow).map((one) => ({ ...one, id: 0 }))
    const isNew = contactId === null && isFirst
    return changesOf({ isNew, values, taken, lists: stagedValues(stage, n), known, knownLists })
  }
}

const othersOf = ({ otherProblems }: StagedRow): RehearsedRow['otherProblems'] => {
  if (otherProblems === null) return []
  // Only rows as they were read are written there.
  const all = JSON.parse(otherProblems) as readonly RowProblem[]
  return all.map(({ code, column, index, value }) => ({ code, column, columnIndex: index, value }))
}

const withStage = <T>(stageFile: string, read: (stage: Reader) => T): T => {
  const database = openDatabase({ file: stageFile, readonly: true, cacheMiB: 4 })
  try {
    return read(new Executor(database))
  } finally {
    database.close()
  }
}
