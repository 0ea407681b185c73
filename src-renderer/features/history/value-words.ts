import type { TFunction } from 'i18next'
import type { Formats } from '#renderer/ui/format.ts'
import { timeZoneName } from '#renderer/ui/place-names.ts'
import type { Language } from '#renderer/ui/view-locale.ts'
import { relationKind } from '#shared/contract/relations.ts'
import { displayNames } from '#shared/domain/intl.ts'
import { isStage } from '#shared/domain/stages.ts'

/** Where the words of History stand: the values it shows have their names in other slices. */
export const historyNamespaces = [
  'history',
  'common',
  'contacts',
  'activities',
  'follow-ups',
  'settings',
] as const

/** The words of History's language. */
export type HistoryWords = TFunction<typeof historyNamespaces>

interface Words {
  readonly t: HistoryWords
  readonly formats: Formats
}

/** A stored value in words; undefined for one that stands for itself. */
type Say = (value: string, words: Words) => string | undefined

/** Says the values of a closed set, each in its way. */
const among =
  <Value extends string>(
    values: readonly Value[],
    say: (value: Value, t: HistoryWords) => string,
  ): Say =>
  (value, { t }) => {
    const known = values.find((one) => one === value)
    return known === undefined ? undefined : say(known, t)
  }

const flag: Say = (value, { t }) =>
  value === '0' || value === 'false' ? t('changes.no') : t('changes.yes')

/** What a code is called; not every text that stands there is one. */
const called =
  (nameOf: (code: string, language: Language) => string | undefined): Say =>
  (value, { formats }) => {
    try {
      return nameOf(value, formats.language)
    } catch {
      return undefined
    }
  }

const named = (type: 'region' | 'currency' | 'language'): Say =>
  called((code, language) => displayNames(language, { type }).of(code))

const instant: Say = (value, { formats }) =>
  /^-?\d+$/.test(value) ? formats.dayTime(Number(value)) : undefined

const stage: Say = (value, { t }) => (isStage(value) ? t(`common:stages.${value}`) : undefined)
const activityKind = among(
  ['call', 'meeting', 'message', 'note', 'mail-sent', 'mail-received'],
  (value, t) => t(`activities:kind.${value}`),
)
const dateKind = among(['birthday', 'anniversary', 'other'], (value, t) =>
  t(`contacts:dates.${value}`),
)
const relation = among(relationKind.options, (value, t) => t(`contacts:relation.${value}.forward`))
const importance = among(['1', '2', '3'], (value, t) => t(`contacts:importance.${value}`))

/** By the field, in any table. */
const byField: Readonly<Record<string, Say>> = {
  is_primary: flag,
  is_invalid: flag,
  opted_out: flag,
  do_not_contact: flag,
  is_answered: flag,
  is_default: flag,
  unless_answered: flag,
  at: instant,
  completed_at: instant,
  stage,
  importance,
  country: named('region'),
  language: named('language'),
  currency: named('currency'),
  time_zone: called(timeZoneName),
  preferred_channel: among(['call', 'meeting', 'email', 'message', 'post'], (value, t) =>
    t(`contacts:channel.${value}`),
  ),
  direction: among(['in', 'out'], (value, t) => t(`activities:composer.${value}`)),
  priority: among(['0', '1', '2'], (value, t) => t(`follow-ups:form.priorities.${value}`)),
  recurrence_mode: among(['fixed', 'after-completion'], (value, t) =>
    t(`follow-ups:form.${value === 'fixed' ? 'fixed' : 'after'}`),
  ),
  recurrence_unit: among(['day', 'week', 'month', 'year'], (value, t) => t(`value.unit.${value}`)),
  status: among(['open', 'done', 'skipped'], (value, t) => t(`value.status.${value}`)),
  intent: among(['draft', 'scheduled'], (value, t) => t(`intent.${value}`)),
  send_at: (value, { formats }) =>
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)
      ? `${formats.day(value.slice(0, 10), 'weekday')} ${value.slice(11)}`
      : undefined,
}

/** By the table: its rows as a whole, and fields that are called alike elsewhere. */
const byTable: Readonly<Record<string, Say>> = {
  contacts: among(['person', 'company'], (value, t) => t(`common:kinds.${value}`)),
  contact_points: among(['email', 'phone', 'link', 'messenger'], (value, t) =>
    t(`contacts:point.${value}`),
  ),
  important_dates: dateKind,
  relations: relation,
  stage_changes: stage,
  activities: activityKind,
  custom_fields: among(
    ['text', 'number', 'money', 'date', 'boolean', 'choice', 'link'],
    (value, t) => t(`settings:fields.types.${value}`),
  ),
}

/** Fields of those tables that hold what `byTable` says; of others only the row as a whole. */
const kinds = new Set<string | null>(['kind', 'type'])
/** Rows whose own name may be any word: only their fields are put into words. */
const ownNames = new Set(['contacts', 'contact_points', 'custom_fields'])

const bySetting: Readonly<Record<string, Say>> = {
  country: named('region'),
  currency: named('currency'),
  weekStart: among(['1', '2', '3', '4', '5', '6', '7'], (value, t) =>
    t(`settings:weekdays.${value}`),
  ),
}

/** Where a value stands. */
interface ValuePlace {
  readonly table: string
  readonly field: string | null
  readonly setting?: string | undefined
}

const sayAt = ({ table, field, setting }: ValuePlace): Say | undefined => {
  if (setting !== undefined) return bySetting[setting]
  if (kinds.has(field)) return byTable[table]
  return field === null && !ownNames.has(table) ? byTable[table] : byField[field ?? '']
}

/** A stored value for the eye. */
export const valueWords = (value: string | null, place: ValuePlace, words: Words): string => {
  const { t, formats } = words
  // Settings are stored as JSON, most of them texts.
  const plain = place.setting === undefined ? value : value?.replaceAll(/^"|"$/g, '')
  if (plain === null || plain === undefined || plain === '') return t('changes.empty')
  const said = sayAt(place)?.(plain, words)
  if (said !== undefined) return said
  return /^\d{4}-\d{2}-\d{2}$/.test(plain) ? formats.day(plain, 'weekday') : plain
}
