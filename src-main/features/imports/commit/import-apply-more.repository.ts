import type { BulkTransaction } from '#main/db/bulk.ts'

type Range = readonly [from: number, to: number]

/** Creates the custom fields that are new, and offers new choices of those that exist. */
export const applyFields = (
  tx: BulkTransaction,
  { at, isLossless }: { readonly at: number; readonly isLossless: boolean },
): void => {
  const base = tx.nextId('custom_fields') - 1
  const place = tx.firstSql<{ n: number }>(
    'select coalesce(max(position) + 1, 0) as n from custom_fields',
  )
  tx.insertRange(
    'custom_fields',
    `insert into custom_fields(uid, name, type, options, position, created_at)
      select kith_uid(-ref), iif(exists(select 1 from custom_fields f where f.name = i.name collate nocase),
          i.name || ' (' || i.type || ')', i.name), i.type, iif(i.type = 'choice', i.options, null),
        ? + row_number() over (order by ref) - 1, ?
      from import_fields i where is_new = 1 order by ref`,
    place?.n ?? 0,
    at,
  )
  tx.runSql('create temp table import_field(ref integer primary key, field_id integer not null)')
  tx.runSql(
    `insert into temp.import_field(ref, field_id)
      select ref, field_id from import_fields where field_id is not null union all
      select ref, ? + row_number() over (order by ref) from import_fields where is_new = 1`,
    base,
  )
  tx.runSql(newChoices(isLossless))
}

/** Kith keeps a choice that is offered no more: in its own export only those of the field are. */
const isOffered = `and i.text_value in (select o.value from import_fields d
  cross join json_each(d.options) o where d.ref = k.ref)`

/** Choices that rows bring and the field does not offer, after those it has. */
const newChoices = (isLossless: boolean): string => `
  update custom_fields set options = x.options from (
    select k.field_id, (select json_group_array(value) from (
        select value, 0 as part, key as place from json_each(coalesce(f.options, '[]'))
        union all select i.text_value, 1, min(i.id) from import_values i
          cross join import_rows r on r.n = i.n
          where i.ref = k.ref and i.fresh and r.outcome in ('new', 'changed')
            and i.text_value not in (select value from json_each(coalesce(f.options, '[]')))
            ${isLossless ? isOffered : ''}
          group by i.text_value
        order by part, place)) as options
    from temp.import_field k cross join custom_fields f on f.id = k.field_id
    where f.type = 'choice') x
  where x.field_id = custom_fields.id and x.options <> coalesce(custom_fields.options, '[]')`

const insertValues = `
  insert into custom_values(contact_id, field_id, text_value, number_value, integer_value, currency)
    select t.contact_id, k.field_id, i.text_value, i.number_value, i.integer_value, i.currency
    from import_values i cross join temp.import_target t on t.n = i.n
      cross join temp.import_field k on k.ref = i.ref
    where i.fresh = 1 and i.n between ? and ? order by i.id`

/** Adds the values of custom fields. */
export const applyValues = (tx: BulkTransaction, [from, to]: Range): void => {
  tx.insertRange('custom_values', insertValues, from, to)
}

/** The staged facts that take the place of another one, and belong to a row that is applied. */
const replacing = (list: string): string =>
  `(select i.* from import_${list} i cross join temp.import_target t_ on t_.n = i.n
    where i.fresh = 2 and i.n between ? and ?) i`

const addressParts = ['label', 'street', 'extended', 'city', 'region', 'postal_code', 'country']

const replacements = [
  `update contact_points set raw = i.raw, normalized = i.normalized, is_invalid = 0,
      label = coalesce(i.label, contact_points.label),
      service = coalesce(i.service, contact_points.service)
    from ${replacing('points')} where i.target_id = contact_points.id`,
  `update addresses set ${addressParts
    .map((part) => `${part} = coalesce(i.${part}, addresses.${part})`)
    .join(', ')} from ${replacing('addresses')} where i.target_id = addresses.id`,
  `update important_dates set month = i.month, day = i.day, year = i.year
    from ${replacing('dates')} where i.target_id = important_dates.id`,
  `update custom_values set text_value = i.text_value, number_value = i.number_value,
      integer_value = i.integer_value, currency = i.currency
    from ${replacing('values')} where i.target_id = custom_values.id`,
]

/** Puts the file's facts where others were, for columns that overwrite. */
export const applyReplaced = (tx: BulkTransaction, range: Range): void => {
  for (const sql of replacements) tx.runSql(sql, ...range)
}

const other = (column: string): string => `h.value ->> '${column}'`

/**
 * Ties people to each other and to companies as Kith's own export says: whoever is new to others of
 * the file. Between two who were known before nothing is added, so that the same file changes nobody.
 */
export const applyRelations = (tx: BulkTransaction): void => {
  tx.insertRange(
    'relations',
    `with told as (
        select i.n, h.key as place, coalesce(f.contact_id, i.contact_id) as from_id,
          coalesce((select t.contact_id from import_rows r
              cross join temp.import_target t on t.n = r.first_row
              where r.uid = ${other('uid')} and r.is_in order by r.n limit 1),
            (select c.id from contacts c where c.uid = ${other('uid')})) as to_id,
          ${other('kind')} as kind, ${other('role')} as role, ${other('startDay')} as start_day,
          ${other('endDay')} as end_day, ${other('notes')} as notes
        from import_rows i left join temp.import_target f on f.n = i.n
          cross join json_each(i.relations) h
        where i.relations is not null and i.outcome in ('new', 'changed', 'unchanged')),
      first_new(id) as (select min(contact_id) from temp.import_target where is_new)
      insert into relations(from_contact_id, to_contact_id, kind, role, start_day, end_day, notes)
      select from_id, to_id, kind, role, start_day, end_day, notes from told
      where to_id is not null and from_id is not null and to_id <> from_id
        and max(from_id, to_id) >= (select id from first_new)
      order by n, place`,
  )
}
