import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { ContactBulkService } from './contact-bulk.service.ts'
import type { ContactDatesService } from './contact-dates.service.ts'
import type { ContactDuplicatesService } from './contact-duplicates.service.ts'
import type { ContactListService } from './contact-list.service.ts'
import type { ContactPartsService } from './contact-parts.service.ts'
import type { ContactRecordService } from './contact-record.service.ts'
import type { ContactsService } from './contacts.service.ts'

/** The services behind the slice. */
export interface ContactsServices {
  readonly contacts: ContactsService
  readonly parts: ContactPartsService
  readonly dates: ContactDatesService
  readonly list: ContactListService
  readonly record: ContactRecordService
  readonly duplicates: ContactDuplicatesService
  readonly bulk: ContactBulkService
}

/** Wires the contract's `contacts` to its services. */
export const createContactsHandlers = (services: ContactsServices): Handlers<'contacts'> => {
  const { contacts, parts, dates, list, record, duplicates, bulk } = services
  return {
    list: (input) => list.list(input),
    count: (input) => ok(list.count(input)),
    facets: () => ok(list.facets()),
    get: ({ id }) => record.get(id),
    findDuplicates: (input) => ok(duplicates.find(input)),
    create: (input, context) => contacts.create(input, context),
    update: (input, context) => contacts.update(input, context),
    delete: (input, context) => bulk.delete(input, context),
    setStage: (input, context) => bulk.setStage(input, context),
    addTag: (input, context) => bulk.addTag(input, context),
    removeTag: (input, context) => bulk.removeTag(input, context),
    addPoint: (input, context) => parts.addPoint(input, context),
    updatePoint: (input, context) => parts.updatePoint(input, context),
    removePoint: (input, context) => parts.removePoint(input, context),
    addAddress: (input, context) => parts.addAddress(input, context),
    updateAddress: (input, context) => parts.updateAddress(input, context),
    removeAddress: (input, context) => parts.removeAddress(input, context),
    addImportantDate: (input, context) => dates.add(input, context),
    updateImportantDate: (input, context) => dates.update(input, context),
    removeImportantDate: (input, context) => dates.remove(input, context),
    setCustomValue: (input, context) => parts.setCustomValue(input, context),
  }
}
