import { createActivitiesHandlers } from '#main/features/activities/activities.handlers.ts'
import { ActivitiesRepository } from '#main/features/activities/activities.repository.ts'
import { ActivitiesService } from '#main/features/activities/activities.service.ts'
import { ContactBulkService } from '#main/features/contacts/contact-bulk.service.ts'
import { ContactDatesService } from '#main/features/contacts/contact-dates.service.ts'
import { ContactDuplicatesService } from '#main/features/contacts/contact-duplicates.service.ts'
import { ContactListRepository } from '#main/features/contacts/contact-list.repository.ts'
import { ContactListService } from '#main/features/contacts/contact-list.service.ts'
import { ContactPartsRepository } from '#main/features/contacts/contact-parts.repository.ts'
import { ContactPartsService } from '#main/features/contacts/contact-parts.service.ts'
import { ContactRecordRepository } from '#main/features/contacts/contact-record.repository.ts'
import { ContactRecordService } from '#main/features/contacts/contact-record.service.ts'
import type { ContactViewsService } from '#main/features/contacts/contact-views.service.ts'
import { ContactWriter } from '#main/features/contacts/contact-writer.ts'
import { createContactsHandlers } from '#main/features/contacts/contacts.handlers.ts'
import { ContactsRepository } from '#main/features/contacts/contacts.repository.ts'
import { ContactsService } from '#main/features/contacts/contacts.service.ts'
import { createCustomFieldsHandlers } from '#main/features/custom-fields/custom-fields.handlers.ts'
import { CustomFieldsRepository } from '#main/features/custom-fields/custom-fields.repository.ts'
import { CustomFieldsService } from '#main/features/custom-fields/custom-fields.service.ts'
import type { MailPoint } from '#main/features/emails/mail-points.ts'
import { createExportsHandlers } from '#main/features/exports/exports.handlers.ts'
import { ExportsService } from '#main/features/exports/exports.service.ts'
import type { FollowUpsService } from '#main/features/follow-ups/follow-ups.service.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import { createRelationsHandlers } from '#main/features/relations/relations.handlers.ts'
import { RelationsRepository } from '#main/features/relations/relations.repository.ts'
import { RelationsService } from '#main/features/relations/relations.service.ts'
import { createSearchHandlers } from '#main/features/search/search.handlers.ts'
import { SearchRepository } from '#main/features/search/search.repository.ts'
import { SearchService } from '#main/features/search/search.service.ts'
import type { SettingsService } from '#main/features/settings/settings.service.ts'
import { createSuggestionsHandlers } from '#main/features/suggestions/suggestions.handlers.ts'
import { SuggestionsRepository } from '#main/features/suggestions/suggestions.repository.ts'
import { SuggestionsService } from '#main/features/suggestions/suggestions.service.ts'
import { createTagsHandlers } from '#main/features/tags/tags.handlers.ts'
import { TagsRepository } from '#main/features/tags/tags.repository.ts'
import { TagsService } from '#main/features/tags/tags.service.ts'
import type { AllHandlers } from '#main/platform/handlers.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import type { OpenParts } from './session.ts'

/** What the slices about people need of other slices. */
export interface PeopleNeeds {
  readonly views: ContactViewsService
  readonly followUps: Pick<FollowUpsService, 'plan'>
  readonly jobs: Pick<JobsService, 'start' | 'complete' | 'runUnit'>
  readonly settings: SettingsService
  readonly mailPointsOf: (id: ContactId) => readonly MailPoint[]
  /** Told when people the owner writes to have become contacts. */
  readonly onAccepted: () => void
}

type PeopleSlices =
  | 'contacts'
  | 'tags'
  | 'customFields'
  | 'relations'
  | 'activities'
  | 'search'
  | 'exports'
  | 'suggestions'

/** The handlers of the slices about people. */
export type PeopleHandlers = Pick<AllHandlers, PeopleSlices>

const composeSuggestions = (
  { connection: { reader, unitOfWork }, options: { clock } }: OpenParts,
  {
    writer,
    parts,
    onAccepted,
  }: Pick<PeopleNeeds, 'onAccepted'> & {
    readonly writer: ContactWriter
    readonly parts: ContactPartsService
  },
) => {
  const pointsOf = (raw: string) => ({ points: [{ kind: 'email' as const, raw }] })
  const suggestions = new SuggestionsService({
    unitOfWork,
    repository: new SuggestionsRepository(reader),
    clock,
    onAccepted,
    addPerson: (tx, displayName, address) => {
      const id = writer.insert(tx, { kind: 'person', displayName }, null)
      parts.addAll(tx, id, pointsOf(address))
      return id
    },
    addAddress: (tx, id, address) => void parts.addAll(tx, id, pointsOf(address)),
  })
  return createSuggestionsHandlers(suggestions)
}

/** Builds contacts, tags, custom fields, relations, activities, search, exports and suggestions. */
export const composePeopleServices = (
  open: OpenParts,
  { views, followUps, jobs, settings, mailPointsOf, onAccepted }: PeopleNeeds,
): PeopleHandlers => {
  const { connection, options, files } = open
  const { reader, unitOfWork } = connection
  const { clock, random } = options
  const basics = { unitOfWork, clock, random }
  const country = (): string => settings.business().country
  const search = new SearchService({ repository: new SearchRepository(reader), views })
  const repository = new ContactsRepository(reader)
  const onContacts = {
    unitOfWork,
    repository: new ContactPartsRepository(reader),
    contacts: repository,
  }
  const parts = new ContactPartsService({ ...onContacts, country })
  const dates = new ContactDatesService(onContacts)
  const writer = new ContactWriter({ repository, clock, random })
  const contacts = new ContactsService({ unitOfWork, repository, writer, parts, jobs })
  const list = new ContactListService({
    repository: new ContactListRepository(reader),
    views,
    clock,
  })
  const record = new ContactRecordService({
    repository: new ContactRecordRepository(reader),
    views,
    mailPointsOf,
    onOpened: (id) => search.opened(id),
  })
  const duplicates = new ContactDuplicatesService({ repository, views, country })
  const onMany = { unitOfWork, reader, repository, writer, list, jobs, clock }
  const bulk = new ContactBulkService(onMany)
  const activities = new ActivitiesService({
    ...basics,
    repository: new ActivitiesRepository(reader),
    followUps,
  })
  const fields = new CustomFieldsService({
    ...basics,
    repository: new CustomFieldsRepository(reader),
    jobs,
  })
  return {
    contacts: createContactsHandlers({ contacts, parts, dates, list, record, duplicates, bulk }),
    tags: createTagsHandlers(
      new TagsService({ ...basics, repository: new TagsRepository(reader), jobs }),
    ),
    customFields: createCustomFieldsHandlers(fields),
    relations: createRelationsHandlers(
      new RelationsService({ unitOfWork, repository: new RelationsRepository(reader) }),
    ),
    activities: createActivitiesHandlers(activities),
    search: createSearchHandlers(search),
    suggestions: composeSuggestions(open, { writer, parts, onAccepted }),
    exports: createExportsHandlers(new ExportsService({ jobs, files, list, clock, country })),
  }
}
