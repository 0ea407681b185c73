import type { Executor } from '#main/db/executor.ts'
import type { TypedValue } from '#main/engines/file-formats/typed-values.ts'
import { exactNameKey, nameKey } from '#main/engines/matching/name-keys.ts'
import type { ContactFacts, ReadRow } from './contact-facts.ts'

/** What every person of the file gets besides what their row says. */
export interface StageExtras {
  readonly addTags: readonly string[]
  /** Where neither row nor contact has one. */
  readonly setStage: ContactFacts['stage']
  /** The field of each column that brings values, by index. */
  readonly refs: ReadonlyMap<number, number>
}

/** Writes rows as they were read into a staging file; the only place that does. */
export class StageRows {
  private readonly executor: Executor
  private readonly extras: StageExtras

  constructor(executor: Executor, extras: StageExtras) {
    this.executor = executor
    this.extras = extras
  }

  /** Adds a row; of one with a problem only who it is about. */
  insert({ row, facts, problem }: ReadRow): void {
    const stage = facts.stage ?? this.extras.setStage
    this.executor.runSql(
      insertRow,
      row,
      facts.kind,
      facts.displayName,
      nameKey(facts.displayName),
      facts.kind === 'company' ? null : exactNameKey(facts.displayName),
      facts.points.some(({ raw }) => raw === facts.displayName) ? 0 : 1,
      facts.companyName,
      facts.companyName === null ? '' : nameKey(facts.companyName),
      facts.givenName,
      facts.familyName,
      facts.nickname,
      facts.jobTitle,
      stage,
      facts.stage === null && stage !== null ? 1 : 0,
      facts.source,
      facts.language,
      facts.importance,
      facts.preferredChannel,
      facts.timeZone,
      facts.doNotContact === null ? null : Number(facts.doNotContact),
      facts.createdAt,
      facts.uid,
      facts.ownId,
      problem?.code ?? null,
      problem?.column ?? null,
      problem?.index ?? null,
      problem?.value ?? null,
      row,
    )
    if (problem === null) this.insertLists(row, facts)
  }

  /** Takes a row out again, to be read anew. */
  remove(row: number): void {
    for (const table of tablesOfRow) {
      this.executor.runSql(`delete from import_${table} where n = ?`, row)
    }
  }

  private insertLists(row: number, facts: ContactFacts): void {
    this.insertPoints(row, facts)
    for (const [position, at] of facts.addresses.entries()) {
      const { label, street, extended, city, region, postalCode, country } = at
      const parts = [label, street, extended, city, region, postalCode, country]
      this.executor.runSql(insertAddress, row, ...parts, position)
    }
    for (const { kind, label, year, month, day } of facts.dates) {
      this.executor.runSql(insertDate, row, kind, label, year, month, day)
    }
    // Tags are the same by SQLite's nocase, which is what lower() does.
    for (const tag of facts.tags) this.executor.runSql(insertTag, row, tag, tag, 0)
    for (const tag of this.extras.addTags) this.executor.runSql(insertTag, row, tag, tag, 1)
    for (const note of facts.notes) this.executor.runSql(insertNote, row, note)
    for (const { column, value } of facts.customValues) this.insertValue(row, column, value)
  }

  private insertPoints(row: number, { points }: ContactFacts): void {
    for (const [position, point] of points.entries()) {
      this.executor.runSql(
        insertPoint,
        row,
        point.kind,
        point.service,
        point.label,
        point.raw,
        point.normalized,
        point.normalized ?? point.raw,
        point.isRole ? 1 : 0,
        position,
        point.flags?.isPrimary ? 1 : 0,
        point.flags?.isInvalid ? 1 : 0,
        point.flags?.optedOut ? 1 : 0,
      )
    }
  }

  private insertValue(row: number, column: number, value: TypedValue): void {
    const ref = this.extras.refs.get(column)
    if (ref === undefined) return
    const text = 'value' in value && typeof value.value === 'string' ? value.value : null
    const number = value.type === 'number' ? value.value : null
    const integer =
      value.type === 'money'
        ? value.amountMinor
        : value.type === 'boolean'
          ? Number(value.value)
          : null
    const currency = value.type === 'money' ? value.currency : null
    this.executor.runSql(insertValue, row, ref, text, number, integer, currency)
  }
}

const tablesOfRow = ['rows', 'points', 'addresses', 'dates', 'tags', 'notes', 'values'] as const

const insertRow = `insert into import_rows(n, kind, name, name_key, exact_key, is_named, company,
    company_key, given_name, family_name, nickname, job_title, stage, is_default_stage, source,
    language, importance, preferred_channel, time_zone, do_not_contact, created_at, uid, own_id,
    problem_code, problem_column, problem_index, problem_value, first_row)
  values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
const insertPoint = `insert into import_points(n, kind, service, label, raw, normalized, key, is_role,
    position, is_primary, is_invalid, opted_out)
  values(?, ?, ?, ?, ?, ?, lower(?), ?, ?, ?, ?, ?)`
const insertAddress = `insert into import_addresses(n, label, street, extended, city, region,
    postal_code, country, position) values(?, ?, ?, ?, ?, ?, ?, ?, ?)`
const insertDate = `insert into import_dates(n, kind, label, year, month, day)
  values(?, ?, ?, ?, ?, ?)`
const insertTag = 'insert into import_tags(n, name, key, is_added) values(?, ?, lower(?), ?)'
const insertNote = 'insert into import_notes(n, text) values(?, ?)'
const insertValue = `insert into import_values(n, ref, text_value, number_value, integer_value,
    currency) values(?, ?, ?, ?, ?, ?)`
