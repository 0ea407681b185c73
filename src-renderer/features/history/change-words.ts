import type { TFunction } from 'i18next'
import type { Formats } from '#renderer/ui/format.ts'
import type { Output } from '#shared/contract/index.ts'
import { relationKind } from '#shared/contract/relations.ts'
import { isStage } from '#shared/domain/stages.ts'
import type { english } from '#shared/i18n/resources.ts'

/** The words of History's language. */
export type HistoryWords = TFunction<['history', 'common', 'contacts']>

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
  'email_accounts',
  'templates',
  'emails',
  'messages',
  'suggestion_dismissals',
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
  'is_answered',
  'subject',
  'intent',
  'send_at',
  'to_address',
  'attachments',
  'unless_answered',
  'signature',
  'from_name',
  'address',
  'daily_limit',
  'is_default',
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

/** What a field is called by the name the contract has for it (`jobTitle`); empty if unknown. */
export const fieldWords = (field: string, t: HistoryWords): string => {
  const name = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return has(fields, name) ? t(`field.${name}`) : ''
}

const flags = [
  'is_primary',
  'is_invalid',
  'opted_out',
  'do_not_contact',
  'is_answered',
  'is_default',
  'unless_answered',
]

const isWall = (value: string): boolean => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)

/** A stored value for the eye. */
export const valueWords = (
  value: string | null,
  place: { readonly table: string; readonly field: string | null },
  words: { readonly t: HistoryWords; readonly formats: Formats },
): string => {
  const { t, formats } = words
  const { table, field } = place
  if (value === null || value === '') return t('changes.empty')
  if (field !== null && flags.includes(field)) {
    return value === '0' || value === 'false' ? t('changes.no') : t('changes.yes')
  }
  if (table === 'relations' && has(relationKind.options, value)) {
    return t(`contacts:relation.${value}.forward`)
  }
  if ((field === 'stage' || table === 'stage_changes') && isStage(value))
    return t(`common:stages.${value}`)
  if (field === 'intent' && (value === 'draft' || value === 'scheduled')) {
    return t(`intent.${value}`)
  }
  if (field === 'send_at' && isWall(value)) {
    return `${formats.day(value.slice(0, 10), 'weekday')} ${value.slice(11)}`
  }
  if (field === 'at' && /^-?\d+$/.test(value)) return formats.dayTime(Number(value))
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formats.day(value, 'weekday')
  return /^".*"$/s.test(value) ? value.slice(1, -1) : value
}

/** Changes as rows: label, before, after; inserted rows say so, deleted ones too. */
export const changeRows = (
  changes: readonly Change[],
  t: HistoryWords,
  formats: Formats,
): readonly ChangeRow[] =>
  changes.map((change, index) => {
    const say = (value: string | null) => valueWords(value, change, { t, formats })
    const { action, after } = change
    return {
      key: `${change.table}-${change.rowId}-${change.field ?? ''}-${index}`,
      who: change.contact?.name ?? null,
      label: placeWords(change, t),
      before: action === 'insert' ? '' : say(change.before),
      after:
        action === 'delete'
          ? t('changes.removed')
          : action === 'insert' && after === null
            ? t('changes.added')
            : say(after),
      action,
    }
  })

/** The rows with those of one contact together, contacts in the order they first come up. */
export const byContact = (rows: readonly ChangeRow[]): readonly ChangeRow[] => {
  const names = [...new Set(rows.map((row) => row.who))]
  return names.flatMap((name) => rows.filter((row) => row.who === name))
}

type Place = Pick<Change, 'table' | 'rowId' | 'field'>

/** The read form of a phone or e-mail follows what was typed: it is neither shown nor asked for. */
const followsRaw = (place: Place, all: readonly Place[]): boolean =>
  place.field === 'normalized' &&
  all.some(
    (other) => other.field === 'raw' && other.table === place.table && other.rowId === place.rowId,
  )

/** The changes worth showing. */
export const shownChanges = (changes: readonly Change[]): readonly Change[] =>
  changes.filter((change) => !followsRaw(change, changes))

/** One question to the owner and the keys of the conflicts that its answer decides. */
export interface Decision {
  readonly conflict: Conflict
  readonly keys: readonly string[]
}

/** Conflicts as questions. */
export const decisionsOf = (conflicts: readonly Conflict[]): readonly Decision[] =>
  conflicts
    .filter((conflict) => !followsRaw(conflict, conflicts))
    .map((conflict) => ({
      conflict,
      keys: conflicts
        .filter(
          (other) =>
            other === conflict ||
            (conflict.field === 'raw' &&
              other.rowId === conflict.rowId &&
              followsRaw(other, conflicts)),
        )
        .map((other) => other.key),
    }))
