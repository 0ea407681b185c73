import type { BulkTransaction } from '#main/db/bulk.ts'
import type { Reader } from '#main/db/executor.ts'
import { takenBits } from '../matching/matching-facts.ts'
import { applyFields, applyReplaced, applyValues } from './import-apply-more.repository.ts'

/** What an apply has to know. */
export interface ApplyOptions {
  /** The instant (milliseconds UTC) that new contacts are created at. */
  readonly at: number
  /** The file is Kith's own export, which says what a field offers. */
  readonly isLossless: boolean
}

/** The number of the last row of the file. */
export const lastRow = (tx: BulkTransaction): number =>
  tx.firstSql<{ n: number | null }>('select max(n) as n from import_rows')?.n ?? 0

/** How many contacts the rows make. */
export const countNew = (reader: Reader): number =>
  reader.firstSql<{ n: number }>(`select count(*) as n from import_rows where outcome = 'new'`)
    ?.n ?? 0

/**
 * Creates what all rows share: companies and tags; and decides which contact each row goes to.
 *
 * Needs the SQL function `kith_uid(number)`, a new permanent name for each number.
 */
export const applyShared = (tx: BulkTransaction, { at, isLossless }: ApplyOptions): void => {
  expectRows(tx)
  numberContacts(tx)
  tx.insertRange(
    'contacts',
    `insert into contacts(uid, kind, display_name, created_at)
      select coalesce(uid, kith_uid(place)), 'company', name, ? from import_companies
      where is_new = 1 order by place`,
    at,
  )
  insertContacts(tx, { at, where: `r.kind = 'company'` })
  tx.insertRange(
    'tags',
    `insert into tags(uid, name, created_at) select kith_uid(-id), name, ? from (
        select min(i.id) as id, i.name from import_tags i where i.fresh = 1
          and not exists(select 1 from tags g where g.name = i.name) group by i.key)
      order by id`,
    at,
  )
  applyFields(tx, { at, isLossless })
}

/**
 * Says which contact each row and each company is, those included that are about to be made: first
 * the companies that rows only name, then those with rows of their own, then people, so that a
 * company is there before its people.
 */
const numberContacts = (tx: BulkTransaction): void => {
  const next = tx.nextId('contacts')
  tx.runSql(
    'create temp table import_company(key text primary key, contact_id integer not null) without rowid',
  )
  const { changes: named } = tx.runSql(
    `insert into temp.import_company(key, contact_id)
      select key, ? + place from import_companies where is_new = 1`,
    next - 1,
  )
  tx.runSql(
    'create temp table import_target(n integer primary key, contact_id integer not null, is_new integer)',
  )
  const { changes: companies } = tx.runSql(targetNew('company'), next + named - 1)
  tx.runSql(targetNew('person'), next + named + companies - 1)
  tx.runSql(targetChanged)
  tx.runSql(
    `insert into temp.import_company(key, contact_id)
      select c.key, coalesce(c.contact_id, (select t.contact_id from temp.import_target t
          where t.n = c.row))
        from import_companies c where c.is_new = 0`,
  )
  tx.runSql('create temp table import_shared_target(contact_id integer primary key)')
  tx.runSql(
    `insert or ignore into temp.import_shared_target
      select contact_id from temp.import_target where is_new = 0`,
  )
}

const targetNew = (kind: 'company' | 'person'): string => `
  insert into temp.import_target(n, contact_id, is_new)
    select n, ? + row_number() over (order by n), 1 from import_rows
    where outcome = 'new' and kind = '${kind}'`

const targetChanged = `
  insert into temp.import_target(n, contact_id, is_new)
    select r.n, coalesce(r.contact_id, t.contact_id), 0
    from import_rows r left join temp.import_target t on t.n = r.first_row
    where r.outcome = 'changed'`

const expectRows = (tx: BulkTransaction): void => {
  const counts = tx.firstSql<{ contacts: number; points: number }>(
    `select (select count(*) from import_rows where outcome = 'new') as contacts,
      (select count(*) from import_points where fresh = 1) as points`,
  )
  tx.expect('contacts', counts?.contacts ?? 0)
  tx.expect('contact_points', counts?.points ?? 0)
}

const notesOf = `(select group_concat(text, char(10)) from
  (select text from import_notes i where i.n = r.n and i.fresh = 1 order by i.id))`

const insertContacts = (
  tx: BulkTransaction,
  { at, where, values = [] }: { at: number; where: string; values?: readonly number[] },
): void => {
  tx.insertRange(
    'contacts',
    `insert into contacts(uid, kind, display_name, given_name, family_name, nickname, company_id,
        job_title, stage, source, language, importance, preferred_channel, time_zone,
        do_not_contact, notes, created_at)
      select coalesce(r.uid, kith_uid(r.n)), r.kind, r.name, r.given_name, r.family_name, r.nickname,
        coalesce(r.domain_company,
          (select k.contact_id from temp.import_company k where k.key = r.company_ref)),
        r.job_title, r.stage, r.source, r.language, r.importance, r.preferred_channel, r.time_zone,
        coalesce(r.do_not_contact, 0), ${notesOf}, coalesce(r.created_at, ?)
      from import_rows r where r.outcome = 'new' and ${where} order by r.n`,
    at,
    ...values,
  )
}

/** Applies the rows of the file from one number to another, both included. */
export const applyRows = (
  tx: BulkTransaction,
  { at, isLossless }: ApplyOptions,
  [from, to]: readonly [number, number],
): void => {
  insertContacts(tx, { at, where: `r.kind = 'person' and r.n between ? and ?`, values: [from, to] })
  for (const isNew of [1, 0]) {
    tx.insertRange('contact_points', insertPoints(isNew), isNew, from, to)
    tx.insertRange('addresses', insertAddresses(isNew), isNew, from, to)
  }
  tx.insertRange('important_dates', insertDates, from, to)
  tx.insertRange('contact_tags', insertTags, from, to)
  if (isLossless) tx.insertRange('stage_changes', insertHistories, from, to)
  tx.insertRange('stage_changes', insertStages, at, from, to)
  applyValues(tx, [from, to])
  applyReplaced(tx, [from, to])
  tx.runSql(updateContacts, from, to)
}

/** A new contact's come in their own order, a known one's after those it has. */
const position = (table: 'contact_points' | 'addresses', isNew: number): string =>
  isNew === 1
    ? 'i.position'
    : `(select coalesce(max(x.position) + 1, 0) from ${table} x where x.contact_id = t.contact_id)
        + row_number() over (partition by t.contact_id order by i.id) - 1`

const staged = (list: string): string =>
  `from import_${list} i cross join temp.import_target t on t.n = i.n`
const inRange = 'i.fresh = 1 and i.n between ? and ? order by i.id'

const insertPoints = (isNew: number): string => `
  insert into contact_points(contact_id, kind, service, label, raw, normalized, is_primary,
      is_invalid, opted_out, position)
    select t.contact_id, i.kind, i.service, i.label, i.raw, i.normalized,
      ${isNew === 1 ? 'i.is_primary' : '0'}, i.is_invalid, i.opted_out,
      ${position('contact_points', isNew)}
    ${staged('points')} where t.is_new = ? and ${inRange}`

const insertAddresses = (isNew: number): string => `
  insert into addresses(contact_id, label, street, extended, city, region, postal_code, country,
      position)
    select t.contact_id, i.label, i.street, i.extended, i.city, i.region, i.postal_code, i.country,
      ${position('addresses', isNew)}
    ${staged('addresses')} where t.is_new = ? and ${inRange}`

const insertDates = `
  insert into important_dates(contact_id, kind, label, year, month, day)
    select t.contact_id, i.kind, i.label, i.year, i.month, i.day ${staged('dates')} where ${inRange}`

const insertTags = `
  insert into contact_tags(contact_id, tag_id)
    select t.contact_id, g.id ${staged('tags')} cross join tags g on g.name = i.name
    where ${inRange}`

const insertStages = `
  insert into stage_changes(contact_id, stage, at)
    select t.contact_id, i.stage, ? from import_rows i cross join temp.import_target t on t.n = i.n
    where i.taken & ${takenBits.stage} and i.n between ? and ?
      and not (t.is_new and i.stage_history is not null and not i.is_default_stage) order by i.n`

/** The stages that somebody new was in, as Kith's own export says. */
const insertHistories = `
  insert into stage_changes(contact_id, stage, at)
    select t.contact_id, h.value ->> 'stage', h.value ->> 'at'
    from import_rows i cross join temp.import_target t on t.n = i.n
      cross join json_each(i.stage_history) h
    where t.is_new and i.n between ? and ? order by i.n, h.key`

const singles = [
  'given_name',
  'family_name',
  'nickname',
  'job_title',
  'stage',
  'source',
  'language',
  'importance',
  'preferred_channel',
  'time_zone',
  'do_not_contact',
] as const

const nameParts: ReadonlySet<string> = new Set(['given_name', 'family_name'])

/**
 * Somebody who gets quite another name gets its parts with it, also those it does not have; and
 * keeps those that are the same.
 */
const newValue = (column: (typeof singles)[number]): string =>
  nameParts.has(column)
    ? `iif(x.is_renamed, coalesce(x.${column}, x.named_${column}),
        coalesce(x.${column}, contacts.${column}))`
    : `coalesce(x.${column}, contacts.${column})`

/** Each single fact is taken from one row only, so several rows about one contact cannot clash. */
const updateContacts = `
  update contacts set ${singles.map((column) => `${column} = ${newValue(column)}`).join(', ')},
    display_name = coalesce(x.name, contacts.display_name),
    company_id = coalesce(x.company_id, contacts.company_id),
    notes = case when x.notes is null then contacts.notes
      when coalesce(contacts.notes, '') = '' then x.notes
      else contacts.notes || char(10) || x.notes end
  from (select t.contact_id, ${singles
    .map((column) => `max(iif(r.taken & ${takenBits[column]}, r.${column}, null)) as ${column}`)
    .join(', ')},
      ${[...nameParts]
        .map((part) => `max(iif(r.taken & ${takenBits.name}, r.${part}, null)) as named_${part}`)
        .join(', ')},
      max(iif(r.taken & ${takenBits.name}, r.name, null)) as name,
      max(r.taken & ${takenBits.name} and exists(select 1 from import_known k
        where k.contact_id = t.contact_id and k.name_key <> r.name_key)) as is_renamed,
      max(iif(r.taken & ${takenBits.company},
        (select k.contact_id from temp.import_company k where k.key = r.company_ref), null)) as company_id,
      group_concat(${notesOf}, char(10)) as notes
    from import_rows r cross join temp.import_target t on t.n = r.n
    where r.outcome = 'changed' and r.n between ? and ? group by t.contact_id) x
  where x.contact_id = contacts.id`

/**
 * Says which contacts of a range are as they will be; after `applyRows`. Those are not that other
 * rows are about as well, and whose company may get another name from one.
 */
export const settleRows = (tx: BulkTransaction, [from, to]: readonly [number, number]): void =>
  tx.settled(
    `select c.id from import_rows r cross join temp.import_target t on t.n = r.n
        cross join contacts c on c.id = t.contact_id
      where r.outcome = 'new' and r.kind = 'person' and r.n between ? and ?
        and c.id not in (select contact_id from temp.import_shared_target)
        and coalesce(c.company_id, 0) not in (select contact_id from temp.import_shared_target)
      order by c.id`,
    from,
    to,
  )

/** Drops what `applyShared` made for the time of the unit. */
export const endApply = (tx: BulkTransaction): void => {
  tx.runSql('drop table temp.import_target')
  tx.runSql('drop table temp.import_shared_target')
  tx.runSql('drop table temp.import_company')
  tx.runSql('drop table temp.import_field')
}
