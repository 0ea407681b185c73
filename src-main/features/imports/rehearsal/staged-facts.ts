import type { Reader } from '#main/db/executor.ts'
import type { CustomFieldType } from '#main/engines/file-formats/columns/column-words.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { minorDigitsOf } from '#shared/domain/money.ts'
import { isLiftedSince } from '../matching/matching-suppressions.ts'
import type { ListedValue, SingleValues, StagedValue } from './rehearsed-rows.ts'

const dateText = (alias: string): string =>
  `iif(${alias}.year is null, '-', printf('%04d', ${alias}.year)) || printf('-%02d-%02d', ${alias}.month, ${alias}.day)`
const dateField = (alias: string): string =>
  `case ${alias}.kind when 'other' then 'date' else ${alias}.kind end`
const addressText = (alias: string): string =>
  `concat_ws(', ', ${['street', 'extended', 'postal_code', 'city', 'region', 'country']
    .map((column) => `${alias}.${column}`)
    .join(', ')})`

/** Custom values as one text: type, then the value as it is stored. */
const valueColumns = (alias: string): string =>
  `coalesce(${alias}.text_value, cast(${alias}.integer_value as text), cast(${alias}.number_value as text))
    || coalesce(' ' || ${alias}.currency, '')`

const staged = `
  select kind as field, null as label, raw as value, null as type, fresh, target_id as targetId,
    1 as part, id from import_points where n = :n
  union all select 'address', null, ${addressText('a')}, null, fresh, target_id, 2, id
    from import_addresses a where n = :n
  union all select ${dateField('d')}, null, ${dateText('d')}, null, fresh, target_id, 3, id
    from import_dates d where n = :n
  union all select 'custom-field', f.name, ${valueColumns('v')}, f.type, v.fresh, v.target_id, 4, v.id
    from import_values v cross join import_fields f on f.ref = v.ref where v.n = :n
  union all select 'tag', null, name, null, fresh, null, 5, id from import_tags where n = :n
  union all select 'notes', null, text, null, fresh, null, 6, id from import_notes where n = :n
  union all select 'noMail', null,
      i.reason || strftime(' %Y-%m-%dT%H:%M:%fZ ', i.at / 1000.0, 'unixepoch') || i.address, null,
      fresh, iif(${isLiftedSince}, id, null), 7, id from import_suppressions i where n = :n
  order by 7, 8`.replaceAll(':n', '?')

const known = `
  select kind as field, null as label, raw as value, null as type, id from contact_points
    where contact_id = :id
  union all select 'address', null, ${addressText('a')}, null, id from addresses a
    where contact_id = :id
  union all select ${dateField('d')}, null, ${dateText('d')}, null, id from important_dates d
    where contact_id = :id
  union all select 'custom-field', f.name, ${valueColumns('v')}, f.type, v.id
    from custom_values v cross join custom_fields f on f.id = v.field_id where v.contact_id = :id
  union all select 'tag', null, g.name, null, m.id from contact_tags m
    cross join tags g on g.id = m.tag_id where m.contact_id = :id
  union all select 'notes', null, notes, null, id from contacts
    where id = :id and notes is not null`.replaceAll(':id', '?')

interface StoredValue {
  readonly field: string
  readonly label: string | null
  readonly value: string
  readonly type: CustomFieldType | null
}

/** A value as a person reads it. */
const textOf = ({ type, value }: StoredValue): string => {
  if (type === 'number') return String(Number(value))
  if (type === 'boolean') return value === '1' ? 'true' : 'false'
  if (type !== 'money') return value
  const [minor = '', currency = ''] = value.split(' ')
  const digits = minorDigitsOf(currency)
  return `${(Number(minor) / 10 ** digits).toFixed(digits)} ${currency}`
}

/** The facts of a row of which a contact may have several, in the order of the file. */
export const stagedValues = (stage: Reader, row: number): StagedValue[] =>
  stage
    .allSql<StoredValue & { fresh: number; targetId: number | null }>(
      staged,
      row,
      row,
      row,
      row,
      row,
      row,
      row,
    )
    .map((one) => ({
      field: one.field,
      label: one.label,
      type: one.type,
      value: textOf(one),
      fresh: one.fresh,
      targetId: one.targetId,
    }))

/** The facts of a contact of which it may have several. */
export const knownValues = (workspace: Reader, id: ContactId): ListedValue[] =>
  workspace.allSql<StoredValue & { id: number }>(known, id, id, id, id, id, id).map((one) => ({
    field: one.field,
    label: one.label,
    type: one.type,
    value: textOf(one),
    id: one.id,
  }))

const singleColumns = `given_name as givenName, family_name as familyName, nickname,
  job_title as jobTitle, stage, source, language, cast(importance as text) as importance,
  preferred_channel as preferredChannel, time_zone as timeZone,
  iif(do_not_contact, 'true', null) as doNotContact`

/** The single facts of a row. */
export const stagedSingles = (stage: Reader, row: number): SingleValues | null =>
  stage.firstSql<SingleValues>(
    `select ${singleColumns}, name, company from import_rows where n = ?`,
    row,
  ) ?? null

/** The single facts of a contact. */
export const knownSingles = (workspace: Reader, id: ContactId): SingleValues | null =>
  workspace.firstSql<SingleValues>(
    `select ${singleColumns}, display_name as name,
      (select k.display_name from contacts k where k.id = c.company_id) as company
      from contacts c where c.id = ?`,
    id,
  ) ?? null
