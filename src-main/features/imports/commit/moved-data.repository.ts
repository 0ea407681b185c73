import type { Reader } from '#main/db/executor.ts'
import { tableRegistry, type UndoableTableName } from '#main/db/table-registry.ts'
import { changeAction } from '#main/db/undo/undo-triggers.ts'
import { says, takenBits } from '../matching/matching-facts.ts'

/** Where the undo log ended when a plan looked at the workspace. */
export interface Fence {
  /** The last operation, the last change, and the last row of its range, as one text. */
  readonly mark: string
  /** The last change: later ones may have changed what matching saw. */
  readonly change: number
}

/**
 * Where the undo log ends.
 *
 * Edits of one field in quick succession extend the newest operation, so its number alone would
 * not tell that something happened.
 */
export const fenceOf = (reader: Reader, ownOperation: number | null = null): Fence => {
  const operation = reader.firstSql<{ id: number | null }>(
    'select max(id) as id from operations where id is not ?',
    ownOperation,
  )
  const last = reader.firstSql<{ id: number; row: number | null }>(
    'select id, last_row_id as row from changes order by id desc limit 1',
  )
  const change = last?.id ?? 0
  return { mark: `${operation?.id ?? 0}:${change}:${last?.row ?? 0}`, change }
}

/** Tables of a contact that matching reads. */
const ownTables = ['contact_points', 'important_dates', 'custom_values'] as const

/** Those that it only reads for rows that bring such facts themselves. */
const comparedTables = [
  { table: 'addresses', staged: 'import_addresses' },
  { table: 'contact_tags', staged: 'import_tags' },
] as const

/** Columns of contacts that are only read for rows that say something of them. */
const comparedColumns = Object.keys(takenBits).filter(
  // The keys of the table are its columns.
  (column) => column !== 'name' && column !== 'company',
) as Exclude<keyof typeof takenBits, 'name' | 'company'>[]

/** Tables whose changes may concern every row: names that rows go by may have changed. */
const sharedTables = ['tags', 'custom_fields'] as const satisfies readonly UndoableTableName[]

const idOf = (table: UndoableTableName): number => tableRegistry[table].tableId

/** More touched contacts than this are not looked at one by one. */
const most = 1000

const touchedRows = (table: UndoableTableName, key: string): string => `
  select t.${key} as id from changes x cross join ${table} t
    on t.id between x.row_id and coalesce(x.last_row_id, x.row_id)
    where x.id > (select change from fence) and x.table_id = ${idOf(table)} and x.action <> ${changeAction.delete}`

const deletedOf = (table: UndoableTableName): string => `
  select x.before ->> 'contact_id' from changes x
    where x.id > (select change from fence) and x.table_id = ${idOf(table)} and x.before ->> 'contact_id' is not null`

/** Contacts that were edited beyond the columns that no row says anything of. */
const editedContacts = `select x.row_id as id from changes x
  where x.id > (select change from fence) and x.table_id = ${idOf('contacts')}
    and x.action = ${changeAction.update} and exists(select 1 from json_each(x.before) k
      where k.key not in (select value from json_each((select unsaid from fence))))`

const touchedContacts = (tables: readonly UndoableTableName[]): string =>
  [
    `${touchedRows('contacts', 'id')} and x.action <> ${changeAction.update}`,
    editedContacts,
    `select x.row_id from changes x where x.id > (select change from fence) and x.table_id = ${idOf('contacts')}
    and x.action = ${changeAction.delete}`,
    ...tables.flatMap((table) => [touchedRows(table, 'contact_id'), deletedOf(table)]),
  ].join(' union ')

const isAnywhere = (reader: Reader, sql: string): boolean =>
  reader.firstSql(`${sql} limit 1`) !== undefined

const isSharedChanged = `select 1 from changes where id > ?
  and table_id in (${sharedTables.map(idOf).join(', ')}) and action <> ${changeAction.insert} limit 1`

const touched = '(select value from json_each(?))'

/** Ways in which a row of the file may have to do with a touched contact. */
const concerns = [
  `select 1 from import_rows where contact_id in ${touched} limit 1`,
  `select 1 from import_candidates where contact_id in ${touched} limit 1`,
  `select 1 from import_companies where contact_id in ${touched} limit 1`,
  `select 1 from import_aliases where contact_id in ${touched} limit 1`,
  `select 1 from import_rows where domain_company in ${touched} limit 1`,
  `select 1 from import_rows where name_key in
    (select kith_name_key(c.display_name) from contacts c where c.id in ${touched}) limit 1`,
  `select 1 from import_companies where key in
    (select kith_name_key(c.display_name) from contacts c where c.id in ${touched}) limit 1`,
  // Those with a permanent name stand together, behind its sign.
  `select 1 from import_companies where key between '#' and '$' and name_key in
    (select kith_name_key(c.display_name) from contacts c where c.id in ${touched}) limit 1`,
  `select 1 from import_companies where key in
    (select '#' || c.uid from contacts c where c.id in ${touched}) limit 1`,
  `select 1 from import_points where (kind, key) in (
    select c.kind, coalesce(c.normalized, lower(c.raw)) from contact_points c
    where c.contact_id in ${touched}) limit 1`,
  `select 1 from contacts c cross join import_rows r on r.uid = c.uid
    where c.id in ${touched} limit 1`,
  `select 1 from custom_values v cross join import_fields f on f.field_id = v.field_id and f.is_own_id
    where v.contact_id in ${touched} limit 1`,
]

/**
 * Whether something done since a change may make a row of the plan come out otherwise: a touched
 * contact is one that a row goes to, or shares a name, an address or a number with one. Edits of
 * what no row says anything of touch nobody.
 *
 * Who has merely become similar since is not asked about again. Needs the SQL functions of
 * `matching-functions.ts`.
 */
export const concernsPlan = (reader: Reader, since: number): boolean => {
  if (reader.firstSql(isSharedChanged, since) !== undefined) return true
  const unsaid = comparedColumns.filter(
    (column) => !isAnywhere(reader, `select 1 from import_rows r where ${says(column)}`),
  )
  const brought = comparedTables
    .filter(({ staged }) => isAnywhere(reader, `select 1 from ${staged}`))
    .map(({ table }) => table)
  const rows = reader.allSql<{ id: number }>(
    `with fence(change, unsaid) as (select ?, ?)
      ${touchedContacts([...ownTables, ...brought])} limit ${most + 1}`,
    since,
    JSON.stringify(unsaid),
  )
  if (rows.length > most) return true
  const ids = JSON.stringify(rows.map(({ id }) => id))
  return rows.length > 0 && concerns.some((sql) => reader.firstSql(sql, ids) !== undefined)
}
