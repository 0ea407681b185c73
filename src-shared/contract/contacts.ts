import { z } from 'zod'
import {
  addressInput,
  contactPointInput,
  customValue,
  importantDateInput,
  optional,
  preferredChannel,
} from './contact-parts.ts'
import { contactRecord, contactRow, contactSummary } from './contact-views.ts'
import { command, query } from './define.ts'
import {
  addressId,
  basedOn,
  changedElsewhere,
  contactId,
  contactKind,
  contactPointId,
  countryCode,
  customFieldId,
  done,
  importance,
  importantDateId,
  line,
  notFound,
  operationId,
  stage,
  tagId,
  text,
} from './values.ts'

const plainFields = {
  givenName: optional(line(200)),
  familyName: optional(line(200)),
  nickname: optional(line(200)),
  companyId: optional(contactId),
  jobTitle: optional(line(200)),
  stage: optional(stage),
  source: optional(line(120)),
  importance: optional(importance),
  preferredChannel: optional(preferredChannel),
  language: optional(line(35)),
  timeZone: optional(line(60)),
  doNotContact: z.boolean(),
  notes: optional(text(100_000)),
}

const createInput = z
  .strictObject({ kind: contactKind, displayName: line(300) })
  .extend(z.object(plainFields).partial().shape)
  .extend({
    /** Found by name or created, in the same operation; not together with `companyId`. */
    companyName: line(300).optional(),
    points: z.array(contactPointInput).max(50).optional(),
    addresses: z.array(addressInput).max(20).optional(),
    importantDates: z.array(importantDateInput).max(20).optional(),
    /** Names; unknown ones are created. */
    tags: z.array(line(100)).max(50).optional(),
    customValues: z
      .array(z.strictObject({ fieldId: customFieldId, value: customValue }))
      .max(100)
      .optional(),
  })

/** Absent is not blank: only the fields that are named change; null blanks one. */
const updateInput = z
  .strictObject({ id: contactId, displayName: line(300).optional(), kind: contactKind.optional() })
  .extend(z.object(plainFields).partial().shape)
  .extend({
    companyName: line(300).optional(),
    /** Of the notes. */
    basedOn: basedOn(100_000).optional(),
  })

/** Which contacts: every named condition must hold; within one list any value is enough. */
export const contactFilter = z.strictObject({
  /** As typed into the list's search field. */
  search: z.string().max(200).optional(),
  kind: contactKind.optional(),
  tagIds: z.array(tagId).min(1).max(100).optional(),
  /** `none` finds those without a stage. */
  stages: z
    .array(z.union([stage, z.literal('none')]))
    .min(1)
    .optional(),
  companyIds: z.array(contactId).min(1).max(100).optional(),
  countries: z.array(countryCode).min(1).max(250).optional(),
  sources: z.array(line(120)).min(1).max(100).optional(),
  importances: z.array(importance).min(1).max(3).optional(),
  hasNextStep: z.boolean().optional(),
  isCold: z.boolean().optional(),
  /** Whom that import created; with `importedChange`, whom it changed. */
  importedBy: operationId.optional(),
  importedChange: z.boolean().optional(),
})

export const contactSort = z.enum([
  'name',
  'company',
  'stage',
  'tags',
  'email',
  'phone',
  'country',
  'source',
  'importance',
  'last-contact',
  'next-step',
  'created',
])

/** Whom a bulk command means: a filter minus exceptions, or ids. */
export const contactSelection = z.union([
  z.strictObject({ ids: z.array(contactId).min(1).max(1000) }),
  z.strictObject({ filter: contactFilter, except: z.array(contactId).max(1000) }),
])

const bulkDone = done.extend({
  /** Contacts that changed. 0 when a background job does the work. */
  changed: z.int(),
  /** Above 2,000 contacts the work is a job; its outcome carries operation and count. */
  jobId: z.int().nullable(),
})

const created = done.extend({ id: contactId })

/** People and companies. */
export const contacts = {
  list: query({
    input: z.strictObject({
      filter: contactFilter.optional(),
      sort: contactSort.optional(),
      direction: z.enum(['asc', 'desc']).optional(),
      limit: z.int().min(1).max(200).optional(),
      /** Rows to pass over, for a dragged thumb; else `after`. */
      offset: z.int().min(0).optional(),
      /** The cursor of an earlier page, opaque. */
      after: z.string().max(2000).optional(),
    }),
    output: z.object({ rows: z.array(contactRow), nextCursor: z.string().nullable() }),
    failures: { 'bad-cursor': z.object({}) },
  }),
  count: query({
    input: z.strictObject({ filter: contactFilter.optional() }),
    output: z.object({ people: z.int(), companies: z.int() }),
  }),
  /** Values that occur, for the filter menus. */
  facets: query({
    input: z.strictObject({}),
    output: z.object({
      countries: z.array(z.object({ value: z.string(), count: z.int() })),
      sources: z.array(z.object({ value: z.string(), count: z.int() })),
    }),
  }),
  get: query({
    input: z.strictObject({ id: contactId }),
    output: contactRecord,
    failures: { 'not-found': notFound },
  }),
  /** Who may be the same as what is being typed: by e-mail, phone, name and company, or nearly so. */
  findDuplicates: query({
    input: z.strictObject({
      displayName: z.string().max(300).optional(),
      companyName: z.string().max(300).optional(),
      emails: z.array(z.string().max(500)).max(20).optional(),
      phones: z.array(z.string().max(500)).max(20).optional(),
      exceptId: contactId.optional(),
    }),
    output: z.object({
      matches: z.array(
        z.object({
          contact: contactSummary,
          reasons: z.array(
            z.enum(['same-email', 'same-phone', 'same-name-and-company', 'similar-name']),
          ),
        }),
      ),
    }),
  }),
  create: command({
    undoable: true,
    input: createInput,
    output: created,
    failures: {
      'not-found': notFound,
      'wrong-type': z.object({ fieldId: z.int() }),
      'no-such-day': z.object({}),
    },
  }),
  update: command({
    undoable: true,
    input: updateInput,
    output: done,
    failures: {
      'not-found': notFound,
      'own-company': z.object({}),
      'changed-elsewhere': changedElsewhere,
    },
  }),
  delete: command({
    undoable: true,
    input: z.strictObject({ selection: contactSelection }),
    output: bulkDone,
  }),
  setStage: command({
    undoable: true,
    input: z.strictObject({ selection: contactSelection, stage: stage.nullable() }),
    output: bulkDone,
  }),
  addTag: command({
    undoable: true,
    input: z.strictObject({ selection: contactSelection, name: line(100) }),
    /** `tagId` is null while the job that makes the tag has not ended; its outcome names it. */
    output: bulkDone.extend({ tagId: tagId.nullable() }),
  }),
  removeTag: command({
    undoable: true,
    input: z.strictObject({ selection: contactSelection, tagId }),
    output: bulkDone,
    failures: { 'not-found': notFound },
  }),
  addPoint: command({
    undoable: true,
    input: z.strictObject({ contactId, point: contactPointInput }),
    output: done.extend({ id: contactPointId }),
    failures: { 'not-found': notFound },
  }),
  updatePoint: command({
    undoable: true,
    input: contactPointInput.partial().extend({
      id: contactPointId,
      isInvalid: z.boolean().optional(),
      optedOut: z.boolean().optional(),
    }),
    output: done,
    failures: { 'not-found': notFound },
  }),
  removePoint: command({
    undoable: true,
    input: z.strictObject({ id: contactPointId }),
    output: done,
    failures: { 'not-found': notFound },
  }),
  addAddress: command({
    undoable: true,
    input: z.strictObject({ contactId, address: addressInput }),
    output: done.extend({ id: addressId }),
    failures: { 'not-found': notFound },
  }),
  updateAddress: command({
    undoable: true,
    input: addressInput.extend({ id: addressId }),
    output: done,
    failures: { 'not-found': notFound },
  }),
  removeAddress: command({
    undoable: true,
    input: z.strictObject({ id: addressId }),
    output: done,
    failures: { 'not-found': notFound },
  }),
  addImportantDate: command({
    undoable: true,
    input: z.strictObject({ contactId, date: importantDateInput }),
    output: done.extend({ id: importantDateId }),
    failures: { 'not-found': notFound, 'no-such-day': z.object({}) },
  }),
  updateImportantDate: command({
    undoable: true,
    input: importantDateInput.partial().extend({ id: importantDateId }),
    output: done,
    failures: { 'not-found': notFound, 'no-such-day': z.object({}) },
  }),
  removeImportantDate: command({
    undoable: true,
    input: z.strictObject({ id: importantDateId }),
    output: done,
    failures: { 'not-found': notFound },
  }),
  setCustomValue: command({
    undoable: true,
    input: z.strictObject({ contactId, fieldId: customFieldId, value: customValue.nullable() }),
    output: done,
    failures: { 'not-found': notFound, 'wrong-type': z.object({ fieldId: z.int() }) },
  }),
}
