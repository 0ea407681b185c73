import type { Output } from '#shared/contract/index.ts'
import type { english } from '#shared/i18n/resources.ts'
import type { HistoryWords } from './operation-words.ts'

/** One change of an operation. */
export type Change = Output<'history.get'>['changes'][number]

/** One place where an undo meets a later change. */
export type Conflict = Output<'history.get'>['conflicts'][number]

/** A change as it stands under a line of History. */
export interface ChangeRow {
  readonly key: string
  readonly who: string | null
  readonly label: string
  readonly before: string
  readonly after: string
  readonly action: Change['action']
}

type Fields = (typeof english)['history']['field']
type Tables = (typeof english)['history']['table']

const has = <Key extends string>(keys: readonly Key[], value: string): value is Key =>
  keys.some((key) => key === value)

const tables = [
  'contacts',
  'contact_points',
  'addresses',
  'important_dates',
  'tags',
  'contact_tags',
  'custom_fields',
  'custom_values',
  'relations',
  'stage_changes',
  'activities',
  'follow_ups',
  'rhythms',
  'settings',
] as const satisfies readonly (keyof Tables)[]

const fields = [
  'display_name',
  'given_name',
  'family_name',
  'nickname',
  'company_id',
  'job_title',
  'stage',
  'source',
  'importance',
  'preferred_channel',
  'language',
  'time_zone',
  'do_not_contact',
  'notes',
  'kind',
  'raw',
  'normalized',
  'label',
  'is_primary',
  'is_invalid',
  'opted_out',
  'title',
  'reason',
  'due_day',
  'due_time',
  'status',
  'outcome',
  'body',
  'at',
  'day',
  'duration_minutes',
  'direction',
  'every_days',
  'street',
  'city',
  'region',
  'postal_code',
  'country',
  'extended',
  'role',
  'start_day',
  'end_day',
  'name',
  'value',
  'month',
  'year',
  'priority',
  'snooze_count',
  'text_value',
  'number_value',
  'integer_value',
  'service',
] as const satisfies readonly (keyof Fields)[]

/** What a table's rows are called. */
export const tableWords = (table: string, t: HistoryWords): string =>
  t(`table.${has(tables, table) ? table : 'other'}`)

/** What changed: the field's name, else what the row is. */
export const placeWords = (
  place: { readonly table: string; readonly field: string | null },
  t: HistoryWords,
): string =>
  place.field !== null && has(fields, place.field)
    ? t(`field.${place.field}`)
    : tableWords(place.table, t)

/** A stored value for the eye. */
const valueWords = (value: string | null, t: HistoryWords): string =>
  value === null || value === '' ? t('changes.empty') : value

/** Changes as rows: label, before, after; inserted rows say so, deleted ones too. */
export const changeRows = (changes: readonly Change[], t: HistoryWords): readonly ChangeRow[] =>
  changes.map((change, index) => ({
    key: `${change.table}-${change.rowId}-${change.field ?? ''}-${index}`,
    who: change.contact?.name ?? null,
    label: placeWords(change, t),
    before: change.action === 'insert' ? '' : valueWords(change.before, t),
    after:
      change.action === 'insert'
        ? (change.after ?? t('changes.added'))
        : change.action === 'delete'
          ? t('changes.removed')
          : valueWords(change.after, t),
    action: change.action,
  }))
