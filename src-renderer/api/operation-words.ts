import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Output } from '#shared/contract/index.ts'
import { listFormat, numberFormat } from '#shared/domain/intl.ts'
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
  'imports.renameRecipe',
  'imports.deleteRecipe',
  'emails.create',
  'emails.createMany',
  'emails.update',
  'emails.attach',
  'emails.detach',
  'emails.delete',
  'emails.deleteMany',
  'emails.schedule',
  'emails.cancel',
  'emails.markSent',
  'emails.sent',
  'emails.refused',
  'suppressions.lift',
  'mailboxes.sync',
  'suggestions.accept',
  'suggestions.dismiss',
  'templates.create',
  'templates.update',
  'templates.delete',
  'emailAccounts.create',
  'emailAccounts.update',
  'emailAccounts.setDefault',
  'emailAccounts.delete',
  'app.fillSample',
  'backups.keepConsents',
  'history.undo',
  'history.bringBack',
])

/** The code as History knows it; `other` when it has no words for it. */
export const knownCode = (code: string): KnownCode => {
  const camel = code.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase())
  // The set holds known codes only.
  return knownCodes.has(camel) ? (camel as KnownCode) : 'other'
}

const loggedKinds = ['call', 'meeting', 'message', 'note'] as const

/** How many it was about: what the owner chose, not whom else it touched. */
const countOf = (operation: OperationFacts): number =>
  typeof operation.numbers.count === 'number' ? operation.numbers.count : operation.contactCount

/** The owner said of a mail that it needs no answer; the other way round nobody can say it. */
export const isNoAnswerNeeded = ({ code, numbers }: OperationFacts): boolean =>
  code === 'activities.update' && numbers.field === 'isAnswered'

const ownTitle = (operation: OperationFacts, t: TFunction<'history'>, language: string): string => {
  const names = operation.contacts.map((contact) => contact.name)
  const name = names[0] ?? ''
  const count = countOf(operation)
  const kind = loggedKinds.find((one) => one === operation.numbers.kind)
  if (operation.code === 'activities.log' && kind !== undefined && name !== '') {
    return t(`logged.${kind}`, { name })
  }
  if (isNoAnswerNeeded(operation) && name !== '') return t('noAnswerNeeded', { name })
  const form = count === 0 ? 'nobody' : count === 1 ? 'one' : 'many'
  return t(`code.${knownCode(operation.code)}.${form}`, {
    name,
    subject: operation.subject ?? '',
    names: listFormat(language, {}).format(names),
    number: numberFormat(language, {}).format(count),
  })
}

/** Of an undo whose chain is not on the page: it carries what the act at its root was. */
const rootTitle = (operation: OperationFacts, t: TFunction<'history'>, language: string): string =>
  operation.of === undefined
    ? ownTitle(operation, t, language)
    : t('undid', { what: ownTitle({ ...operation, ...operation.of }, t, language) })

/**
 * What an operation did and to whom.
 *
 * An undo says what it took back, an undo of that what it did again, as far as `find` knows them.
 */
export const operationTitle = (
  operation: OperationFacts,
  t: TFunction<'history'>,
  options: {
    readonly language: string
    readonly find?: (id: number) => OperationFacts | undefined
  },
): string => {
  const chain = [operation]
  for (let last = operation; last.undoes !== null; ) {
    const before = options.find?.(last.undoes)
    if (before === undefined) return rootTitle(operation, t, options.language)
    chain.push(before)
    last = before
  }
  const what = ownTitle(chain[chain.length - 1] ?? operation, t, options.language)
  if (chain.length === 1) return what
  return chain.length % 2 === 0 ? t('undid', { what }) : t('redid', { what })
}

/** Says in words what an operation did. */
export const useOperationWords = (): ((operation: OperationFacts) => string) => {
  const { t, i18n } = useTranslation('history')
  return (operation) => operationTitle(operation, t, { language: i18n.language })
}
