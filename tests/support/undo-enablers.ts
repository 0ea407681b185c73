import type { ProcedureName } from '#shared/contract/index.ts'

/**
 * What a command needs something of, made by another right before it when there is nothing to act
 * on: a pick that finds nothing proves nothing.
 */
export const enablers: ReadonlyMap<ProcedureName, ProcedureName> = new Map<
  ProcedureName,
  ProcedureName
>([
  ['contacts.removeTag', 'contacts.addTag'],
  ['contacts.updatePoint', 'contacts.addPoint'],
  ['contacts.removePoint', 'contacts.addPoint'],
  ['contacts.updateAddress', 'contacts.addAddress'],
  ['contacts.removeAddress', 'contacts.addAddress'],
  ['contacts.updateImportantDate', 'contacts.addImportantDate'],
  ['contacts.removeImportantDate', 'contacts.addImportantDate'],
  ['contacts.setCustomValue', 'customFields.create'],
  ['customFields.update', 'customFields.create'],
  ['customFields.reorder', 'customFields.create'],
  ['customFields.delete', 'customFields.create'],
  ['tags.rename', 'tags.create'],
  ['tags.delete', 'tags.create'],
  ['relations.update', 'relations.create'],
  ['relations.delete', 'relations.create'],
  ['activities.update', 'activities.log'],
  ['activities.delete', 'activities.log'],
  ['followUps.update', 'followUps.create'],
  ['followUps.snooze', 'followUps.create'],
  ['followUps.complete', 'followUps.create'],
  ['followUps.skip', 'followUps.create'],
  ['followUps.delete', 'followUps.create'],
  ['emailAccounts.update', 'emailAccounts.create'],
  ['emailAccounts.setDefault', 'emailAccounts.create'],
  ['emailAccounts.delete', 'emailAccounts.create'],
  ['templates.update', 'templates.create'],
  ['templates.delete', 'templates.create'],
  ['emails.create', 'emailAccounts.create'],
  ['emails.update', 'emails.create'],
  ['emails.attach', 'emails.create'],
  ['emails.detach', 'emails.attach'],
  ['emails.delete', 'emails.create'],
  ['emails.deleteMany', 'emails.create'],
  ['emails.schedule', 'emails.create'],
  ['emails.cancel', 'emails.schedule'],
  ['emails.markSent', 'emails.create'],
  ['imports.renameRecipe', 'imports.commit'],
  ['imports.deleteRecipe', 'imports.commit'],
  ['imports.undo', 'imports.commit'],
  ['history.redoLast', 'history.undoLast'],
  ['history.bringBack', 'contacts.delete'],
])
