import type { TFunction } from 'i18next'
import { linkService, messengerService } from '#shared/contract/contact-parts.ts'
import type { Column, NewField, Target } from '../import-types.ts'

type Field = Target['field']

/** Everything a column may become, in groups, as keys; see `keyOfTarget`. */
export const targetGroups = {
  person: [
    'display-name',
    'given-name',
    'middle-name',
    'family-name',
    'nickname',
    'company',
    'job-title',
  ],
  reach: [
    'email',
    'phone',
    ...messengerService.options.map((service) => `messenger:${service}`),
    ...linkService.options.map((service) => `link:${service}`),
  ],
  address: [
    'address-street',
    'address-extended',
    'address-postal-code',
    'address-city',
    'address-region',
    'address-country',
  ],
  about: [
    'birthday',
    'anniversary',
    'tags',
    'stage',
    'source',
    'importance',
    'preferred-channel',
    'language',
    'time-zone',
    'do-not-contact',
    'kind',
    'created-at',
  ],
  own: ['own-id', 'new-field'],
  rest: [
    'notes',
    'named-note',
    'label',
    'uid',
    'company-uid',
    'stage-history',
    'relations',
    'no-mail',
    'ignore',
  ],
} as const

const isNewField = (field: Target['customField']): field is NewField =>
  field !== undefined && 'name' in field

/** The field a column will create, if it creates one. */
export const newFieldOf = (target: Target): NewField | null =>
  isNewField(target.customField) ? target.customField : null

/** The choice a target is in the menu. */
export const keyOfTarget = (target: Target): string => {
  const { field, service, customField } = target
  switch (field) {
    case 'messenger':
    case 'link':
      return `${field}:${service ?? 'other'}`
    case 'custom-field':
      return customField !== undefined && 'id' in customField
        ? `custom:${customField.id}`
        : 'new-field'
    default:
      return field
  }
}

const together = (before: Target): Partial<Target> =>
  before.group === undefined ? {} : { group: before.group }

/** A new field for a column: as it was suggested, else text under the column's name. */
export const suggestedField = (column: Column, name: string): NewField =>
  newFieldOf(column.target) ?? { name: name.slice(0, 100), type: 'text' }

/** The target a column gets by a choice; what belongs together stays together. */
export const targetOfKey = (
  key: string,
  before: Target,
  column: { readonly column: Column; readonly name: string },
): Target => {
  if (key === keyOfTarget(before)) return before
  if (key === keyOfTarget(column.column.target)) return column.column.target
  const [kind = '', detail = ''] = key.split(':')
  if (kind === 'custom') {
    // The menu makes these keys from the ids of the fields.
    return { field: 'custom-field', customField: { id: Number(detail) as never } }
  }
  if (kind === 'new-field') {
    return { field: 'custom-field', customField: suggestedField(column.column, column.name) }
  }
  if (kind === 'own-id') {
    const customField = { name: column.name.slice(0, 100), type: 'text' } as const
    return { field: 'own-id', customField }
  }
  // All other keys are fields, some with a service.
  const field = kind as Field
  return { field, ...together(before), ...(detail === '' ? {} : { service: detail }) }
}

const serviceLabel = (kind: string, service: string, t: TFunction<'imports'>): string => {
  const known = [...messengerService.options, ...linkService.options].find((one) => one === service)
  if (known === undefined) return service
  return known === 'other'
    ? t(kind === 'link' ? 'target.link' : 'target.messenger')
    : t(`service.${known}`)
}

/** A choice of the menu in words. */
export const labelOfKey = (key: string, t: TFunction<'imports'>): string => {
  const [kind = '', detail = ''] = key.split(':')
  if (kind === 'messenger' || kind === 'link') return serviceLabel(kind, detail, t)
  if (key === 'new-field') return t('target.new-field')
  // All other keys of the groups are fields.
  return t(`target.${key as Exclude<Field, 'custom-field'>}`)
}
