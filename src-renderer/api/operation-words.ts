import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Output } from '#shared/contract/index.ts'
import type { english } from '#shared/i18n/resources.ts'

/** One operation as History lists it. */
export type OperationFacts = Output<'history.list'>['operations'][number]

type Codes = (typeof english)['history']['code']

/** The codes History has words for; `other` stands for any it does not know. */
export type KnownCode = {
  [Slice in keyof Codes]: 'nobody' extends keyof Codes[Slice]
    ? Slice
    : `${Slice}.${keyof Codes[Slice] & string}`
}[keyof Codes]

const knownCodes: ReadonlySet<string> = new Set<KnownCode>([
  'contacts.create',
  'contacts.update',
  'contacts.delete',
  'contacts.setStage',
  'contacts.addTag',
  'contacts.removeTag',
  'contacts.addPoint',
  'contacts.updatePoint',
  'contacts.removePoint',
  'contacts.addAddress',
  'contacts.updateAddress',
  'contacts.removeAddress',
  'contacts.addImportantDate',
  'contacts.updateImportantDate',
  'contacts.removeImportantDate',
  'contacts.setCustomValue',
  'tags.create',
  'tags.rename',
  'tags.delete',
  'customFields.create',
  'customFields.update',
  'customFields.reorder',
  'customFields.delete',
  'relations.create',
  'relations.update',
  'relations.delete',
  'activities.log',
  'activities.update',
  'activities.delete',
  'followUps.create',
  'followUps.update',
  'followUps.snooze',
  'followUps.complete',
  'followUps.skip',
  'followUps.delete',
  'rhythms.set',
  'settings.updateBusiness',
  'imports.commit',
  'sample.create',
])

/** The code as History knows it; `other` when it has no words for it. */
export const knownCode = (code: string): KnownCode => {
  const camel = code.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase())
  // The set holds known codes only.
  return knownCodes.has(camel) ? (camel as KnownCode) : 'other'
}

/** What an operation did and to whom; of an undo, what it took back. */
export const operationTitle = (
  operation: OperationFacts,
  t: TFunction<'history'>,
  language: string,
): string => {
  const names = operation.contacts.map((contact) => contact.name)
  const form =
    operation.contactCount === 0 ? 'nobody' : operation.contactCount === 1 ? 'one' : 'many'
  const title = t(`code.${knownCode(operation.code)}.${form}`, {
    name: names[0] ?? '',
    names: new Intl.ListFormat(language).format(names),
    number: new Intl.NumberFormat(language).format(operation.contactCount),
  })
  return operation.undoes === null ? title : t('undid', { what: title })
}

/** Says in words what an operation did. */
export const useOperationWords = (): ((operation: OperationFacts) => string) => {
  const { t, i18n } = useTranslation('history')
  return (operation) => operationTitle(operation, t, i18n.language)
}
