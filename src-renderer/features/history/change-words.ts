import type { Formats } from '#renderer/ui/format.ts'
import type { Output } from '#shared/contract/index.ts'
import type { english } from '#shared/i18n/resources.ts'
import { type HistoryWords, valueWords } from './value-words.ts'

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

const settings = [
  'ownerName',
  'businessName',
  'country',
  'currency',
  'weekStart',
  'morningTime',
  'quietFrom',
  'quietTo',
] as const

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
  'first_due_day',
  'recurrence_mode',
  'recurrence_every',
  'recurrence_unit',
  'completed_at',
  'completed_day',
  'account_id',
  'type',
  'options',
  'position',
  'currency',
] as const satisfies readonly (keyof Fields)[]

/** What a table's rows are called. */
export const tableWords = (table: string, t: HistoryWords): string =>
  t(`table.${has(tables, table) ? table : 'other'}`)

/** What changed: the setting's or the field's name, else what the row is. */
export const placeWords = (
  { table, field, setting }: Pick<Change, 'table' | 'field' | 'setting'>,
  t: HistoryWords,
): string => {
  if (setting !== undefined && has(settings, setting)) return t(`settings:business.${setting}`)
  return field !== null && has(fields, field) ? t(`field.${field}`) : tableWords(table, t)
}

/** What a field is called by the name the contract has for it (`jobTitle`); empty if unknown. */
export const fieldWords = (field: string, t: HistoryWords): string => {
  const name = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return has(fields, name) ? t(`field.${name}`) : ''
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

type Place = Pick<Change, 'table' | 'rowId' | 'field' | 'setting'>

/** Fields that say nothing beside those they follow from; null follows any field of its row. */
const followed: Readonly<Record<string, Readonly<Record<string, readonly string[] | null>>>> = {
  contact_points: { normalized: ['raw'] },
  follow_ups: {
    completed_at: ['status'],
    completed_day: ['status'],
    recurrence_anchor: ['recurrence_mode', 'recurrence_every', 'recurrence_unit', 'due_day'],
    time_zone: ['due_time', 'due_day'],
  },
  emails: { scheduled_at: ['intent', 'send_at'], updated_at: null },
}

/** What a place follows from among the others: it is neither shown nor asked for beside that. */
const leaderOf = <P extends Place>(place: P, all: readonly P[]): P | undefined => {
  const leaders = followed[place.table]?.[place.field ?? '']
  if (leaders === undefined) return undefined
  return all.find(
    ({ table, rowId, field }) =>
      table === place.table &&
      rowId === place.rowId &&
      field !== null &&
      (leaders === null ? followed[table]?.[field] === undefined : leaders.includes(field)),
  )
}

/** The changes worth showing; that a workspace is set up is seen. */
export const shownChanges = (changes: readonly Change[]): readonly Change[] =>
  changes.filter(
    (change) => change.setting !== 'isSetUp' && leaderOf(change, changes) === undefined,
  )

/** One question to the owner and the keys of the conflicts that its answer decides. */
export interface Decision {
  readonly conflict: Conflict
  readonly keys: readonly string[]
}

/** Conflicts as questions. */
export const decisionsOf = (conflicts: readonly Conflict[]): readonly Decision[] =>
  conflicts
    .filter((conflict) => leaderOf(conflict, conflicts) === undefined)
    .map((conflict) => ({
      conflict,
      keys: conflicts
        .filter((other) => other === conflict || leaderOf(other, conflicts) === conflict)
        .map(({ key }) => key),
    }))
