import { Executor } from '#main/db/executor.ts'
import { openDatabase, type SqlFunctions } from '#main/db/open-workspace.ts'
import type { ReadRow } from './contact-facts.ts'

/** Where a plan is staged, beside which workspace. */
export interface StageFiles {
  readonly stage: string
  readonly workspace: string
}

/** The forms of a row's names in which they are compared; empty when there is none. */
export interface RowKeys {
  readonly name: string
  readonly company: string
  /** False when the row is only called by its e-mail. */
  readonly isNamed: boolean
}

const schema = `
create table import_rows(n integer primary key, kind text, name text, name_key text, is_named integer,
  company text, company_key text, given_name text, family_name text, nickname text, job_title text,
  stage text, source text, language text,
  problem_code text, problem_column text, problem_value text,
  contact_id integer, first_row integer, matched_by text, person integer,
  taken integer not null default 0, outcome text, new_index integer) strict;
create table import_points(id integer primary key, n integer not null, kind text not null,
  service text, label text, raw text not null, normalized text, key text not null,
  is_role integer not null, position integer not null, fresh integer not null default 1) strict;
create table import_addresses(id integer primary key, n integer not null, label text, street text,
  extended text, city text, region text, postal_code text, country text,
  position integer not null, fresh integer not null default 1) strict;
create table import_dates(id integer primary key, n integer not null, kind text not null, label text,
  year integer, month integer not null, day integer not null, fresh integer not null default 1) strict;
create table import_tags(id integer primary key, n integer not null, name text not null,
  key text not null, fresh integer not null default 1) strict;
create table import_notes(id integer primary key, n integer not null, text text not null,
  is_name integer not null default 0, fresh integer not null default 1) strict;
create table import_companies(key text primary key, name text not null, contact_id integer,
  new_index integer, is_new integer not null default 0) strict;
create table import_known(contact_id integer primary key, kind text not null, name_key text not null,
  company_key text not null) strict;
create table import_weak(kind text not null, key text not null, primary key(kind, key)) strict, without rowid;
create table import_first(kind text not null, key text not null, n integer not null,
  primary key(kind, key)) strict, without rowid;
create table import_multi(n integer primary key, person integer not null) strict;
create table import_facts(key text primary key, value text) strict, without rowid;
`

const indexes = `
create index import_points_n on import_points(n, kind);
create index import_points_key on import_points(kind, key, n);
create index import_addresses_n on import_addresses(n);
create index import_dates_n on import_dates(n);
create index import_tags_n on import_tags(n);
create index import_tags_key on import_tags(key);
create index import_notes_n on import_notes(n);
create index import_rows_company on import_rows(name_key) where kind = 'company';
`

/**
 * The staging file of one import: rows as read, and what matching found about them.
 *
 * It is a database of its own with the workspace attached for reading, so nothing here takes a
 * lock that a save would wait for. It is never synced: a crash loses the plan and nothing else.
 */
export class ImportStage {
  readonly executor: Executor

  private constructor(executor: Executor) {
    this.executor = executor
  }

  /** Makes an empty staging file. */
  static create(files: StageFiles, functions: SqlFunctions): ImportStage {
    const stage = ImportStage.open(files, functions)
    stage.executor.database.exec(schema)
    return stage
  }

  /** Opens a staging file with its workspace. */
  static open(files: StageFiles, functions: SqlFunctions): ImportStage {
    const database = openDatabase({ file: files.stage, functions })
    database.pragma('journal_mode=DELETE')
    database.pragma('synchronous=OFF')
    const executor = new Executor(database)
    executor.runSql('attach ? as workspace', files.workspace)
    return new ImportStage(executor)
  }

  /** Runs work in one transaction of the staging file. */
  transaction<T>(work: () => T): T {
    return this.executor.database.transaction(work)()
  }

  /** Builds what matching looks rows up by; once, after the last row. */
  index(): void {
    this.executor.database.exec(indexes)
  }

  /** Builds what the rehearsal is paged by; after matching. */
  indexOutcomes(): void {
    this.executor.database.exec(
      'create index if not exists import_rows_outcome on import_rows(outcome, n)',
    )
  }

  insert({ row, facts, problem }: ReadRow, keys: RowKeys): void {
    this.executor.runSql(
      `insert into import_rows(n, kind, name, name_key, is_named, company, company_key, given_name,
        family_name, nickname, job_title, stage, source, language,
        problem_code, problem_column, problem_value, first_row)
        values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      row,
      facts.kind,
      facts.displayName,
      keys.name,
      keys.isNamed ? 1 : 0,
      facts.companyName,
      keys.company,
      facts.givenName,
      facts.familyName,
      facts.nickname,
      facts.jobTitle,
      facts.stage,
      facts.source,
      facts.language,
      problem?.code ?? null,
      problem?.column ?? null,
      problem?.value ?? null,
      row,
    )
    if (problem === null) this.insertLists(row, facts)
  }

  private insertLists(row: number, facts: ReadRow['facts']): void {
    for (const [position, point] of facts.points.entries()) {
      this.executor.runSql(
        `insert into import_points(n, kind, service, label, raw, normalized, key, is_role, position)
          values(?, ?, ?, ?, ?, ?, lower(?), ?, ?)`,
        row,
        point.kind,
        point.service,
        point.label,
        point.raw,
        point.normalized,
        point.normalized ?? point.raw,
        point.isRole ? 1 : 0,
        position,
      )
    }
    for (const [position, at] of facts.addresses.entries()) {
      this.executor.runSql(
        `insert into import_addresses(n, label, street, extended, city, region, postal_code, country,
          position) values(?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        row,
        at.label,
        at.street,
        at.extended,
        at.city,
        at.region,
        at.postalCode,
        at.country,
        position,
      )
    }
    for (const date of facts.dates) {
      this.executor.runSql(
        'insert into import_dates(n, kind, label, year, month, day) values(?, ?, ?, ?, ?, ?)',
        row,
        date.kind,
        date.label,
        date.year,
        date.month,
        date.day,
      )
    }
    for (const tag of facts.tags) {
      // Tags are the same by SQLite's nocase, which is what lower() does.
      this.executor.runSql(
        'insert into import_tags(n, name, key) values(?, ?, lower(?))',
        row,
        tag,
        tag,
      )
    }
    for (const note of facts.notes) {
      this.executor.runSql('insert into import_notes(n, text) values(?, ?)', row, note)
    }
  }

  /** Keeps a fact about the plan itself, for example its fence. */
  setFact(key: string, value: string): void {
    this.executor.runSql(
      `insert into import_facts(key, value) values(?, ?)
        on conflict(key) do update set value = excluded.value`,
      key,
      value,
    )
  }

  fact(key: string): string | null {
    return (
      this.executor.firstSql<{ value: string }>('select value from import_facts where key = ?', key)
        ?.value ?? null
    )
  }

  /** Keeps the number of the last logged change: later ones may have changed what matching saw. */
  rememberFence(): void {
    this.setFact('fence', String(this.lastOperation()))
  }

  /** Whether something was done in the workspace since `rememberFence`. */
  hasMoved(): boolean {
    return this.fact('fence') !== String(this.lastOperation())
  }

  countRows(): number {
    return this.executor.firstSql<{ n: number }>('select count(*) as n from import_rows')?.n ?? 0
  }

  private lastOperation(): number {
    return (
      this.executor.firstSql<{ id: number | null }>('select max(id) as id from operations')?.id ?? 0
    )
  }

  close(): void {
    this.executor.database.close()
  }
}
