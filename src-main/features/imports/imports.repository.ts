import { Executor, type Reader } from '#main/db/executor.ts'
import { openDatabase } from '#main/db/open-workspace.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { takenBits } from './matching-outcomes.ts'
import {
  changesOf,
  type ListedValue,
  type RehearsedRow,
  type SingleValues,
  type StagedValue,
} from './rehearsed-rows.ts'

/** Which rows of a plan. */
export interface RowsPage {
  readonly group: Input<'imports.rehearsedRows'>['group']
  readonly search: string
  readonly offset: number
  readonly limit: number
}

interface StagedRow extends SingleValues {
  readonly n: number
  readonly name: string
  readonly firstRow: number
  readonly contactId: ContactId | null
  readonly matchedBy: RehearsedRow['matchedBy']
  readonly taken: number
  readonly problemCode: string | null
  readonly problemColumn: string | null
  readonly problemValue: string | null
}

const rowColumns = `n, name, first_row as firstRow, contact_id as contactId, matched_by as matchedBy,
  taken, given_name as givenName, family_name as familyName, nickname, company,
  job_title as jobTitle, stage, source, language, problem_code as problemCode,
  problem_column as problemColumn, problem_value as problemValue`

const dateText = (alias: string): string =>
  `iif(${alias}.year is null, '-', printf('%04d', ${alias}.year)) || printf('-%02d-%02d', ${alias}.month, ${alias}.day)`
const dateField = (alias: string): string =>
  `case ${alias}.kind when 'other' then 'date' else ${alias}.kind end`
const addressText = (alias: string): string =>
  `concat_ws(', ', ${['street', 'extended', 'postal_code', 'city', 'region', 'country']
    .map((column) => `${alias}.${column}`)
    .join(', ')})`

const stagedLists = `
  select kind as field, raw as value, fresh as isFresh, 1 as part, id from import_points where n = :n
  union all select 'address', ${addressText('a')}, fresh, 2, id from import_addresses a where n = :n
  union all select ${dateField('d')}, ${dateText('d')}, fresh, 3, id from import_dates d where n = :n
  union all select 'tag', name, fresh, 4, id from import_tags where n = :n
  union all select 'notes', text, fresh, 5, id from import_notes where n = :n
  order by 4, 5`.replaceAll(':n', '?')

const knownLists = `
  select kind as field, raw as value from contact_points where contact_id = :id
  union all select 'address', ${addressText('a')} from addresses a where contact_id = :id
  union all select ${dateField('d')}, ${dateText('d')} from important_dates d where contact_id = :id
  union all select 'tag', g.name from contact_tags m cross join tags g on g.id = m.tag_id
    where m.contact_id = :id
  union all select 'notes', notes from contacts where id = :id and notes is not null`.replaceAll(
  ':id',
  '?',
)

/** Reads rehearsed rows out of a plan's staging file, beside what the workspace has. */
export class ImportsRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** The columns of the file, as they were planned. */
  columns(stageFile: string): Output<'imports.rehearsal'>['columns'] {
    const database = openDatabase({ file: stageFile, readonly: true, cacheMiB: 4 })
    try {
      const stage = new Executor(database)
      const text = `select value from import_facts where key = 'columns'`
      // The job that made the stage wrote it so.
      return JSON.parse(stage.firstSql<{ value: string }>(text)?.value ?? '[]')
    } finally {
      database.close()
    }
  }

  rows(stageFile: string, page: RowsPage): Output<'imports.rehearsedRows'> {
    const database = openDatabase({ file: stageFile, readonly: true, cacheMiB: 4 })
    try {
      const stage = new Executor(database)
      const rows = stage.allSql<StagedRow>(
        `select ${rowColumns} from import_rows where outcome = ? order by n limit ? offset ?`,
        page.group,
        page.limit,
        page.offset,
      )
      const total = stage.firstSql<{ n: number }>(
        'select count(*) as n from import_rows where outcome = ?',
        page.group,
      )
      return {
        rows: rows.map((row) => this.show(stage, row, page.group)),
        people: [],
        total: total?.n ?? 0,
      }
    } finally {
      database.close()
    }
  }

  private show(stage: Reader, row: StagedRow, group: RowsPage['group']): RehearsedRow {
    const { problemCode, problemColumn: column, problemValue } = row
    const problem =
      problemCode === null
        ? null
        : { code: problemCode, column, columnIndex: null, value: problemValue ?? '' }
    return {
      row: row.n,
      // The only groups there are rows of.
      group: group as RehearsedRow['group'],
      name: row.name,
      companyName: row.company,
      contactId: row.contactId,
      matchedBy: row.matchedBy,
      sameAsRow: row.firstRow === row.n ? null : row.firstRow,
      changes: problem === null ? this.changes(stage, row, group === 'new') : [],
      problem,
      candidates: [],
      decision: null,
      repairs: [],
    }
  }

  private changes(stage: Reader, row: StagedRow, isNew: boolean): RehearsedRow['changes'] {
    const { n } = row
    const staged = stage.allSql<ListedValue & { isFresh: number }>(stagedLists, n, n, n, n, n)
    const lists: StagedValue[] = staged.map(({ field, value, isFresh }) => ({
      field,
      value,
      isFresh: isFresh === 1,
    }))
    return changesOf({
      isNew,
      name: row.name,
      values: row,
      taken: takenFields(row.taken),
      lists,
      ...this.known(stage, row),
    })
  }

  private known(
    stage: Reader,
    row: StagedRow,
  ): { readonly known: SingleValues | null; readonly knownLists: readonly ListedValue[] } {
    const id = row.contactId
    if (id !== null) {
      const known = this.reader.firstSql<SingleValues>(
        `select given_name as givenName, family_name as familyName, nickname, job_title as jobTitle,
          stage, source, language,
          (select k.display_name from contacts k where k.id = c.company_id) as company
          from contacts c where c.id = ?`,
        id,
      )
      const lists = this.reader.allSql<ListedValue>(knownLists, id, id, id, id, id)
      return { known: known ?? null, knownLists: lists }
    }
    if (row.firstRow === row.n) return { known: null, knownLists: [] }
    const first = stage.firstSql<StagedRow>(
      `select ${rowColumns} from import_rows where n = ?`,
      row.firstRow,
    )
    const n = row.firstRow
    const lists = stage.allSql<ListedValue>(stagedLists, n, n, n, n, n)
    return { known: first ?? null, knownLists: lists }
  }
}

const fieldOfBit: Readonly<Record<keyof typeof takenBits, keyof SingleValues | 'name'>> = {
  name: 'name',
  given_name: 'givenName',
  family_name: 'familyName',
  nickname: 'nickname',
  job_title: 'jobTitle',
  stage: 'stage',
  source: 'source',
  language: 'language',
  company: 'company',
}

const takenFields = (taken: number): ReadonlySet<string> =>
  new Set(
    Object.entries(takenBits).flatMap(([column, bit]) =>
      // The keys of both tables are the same columns.
      taken & bit ? [fieldOfBit[column as keyof typeof takenBits]] : [],
    ),
  )
