import { z } from 'zod'
import { command, query } from './define.ts'
import {
  addressId,
  calendarDate,
  contactId,
  contactKind,
  contactPointId,
  countryCode,
  currencyCode,
  customFieldId,
  done,
  followUpId,
  importance,
  importantDateId,
  instant,
  line,
  notFound,
  relationId,
  rhythmSource,
  stage,
  tagId,
  text,
  wallTime,
} from './values.ts'

const optional = <T extends z.ZodType>(schema: T) => schema.nullable()

export const messengerService = z.enum([
  'wechat',
  'whatsapp',
  'telegram',
  'signal',
  'line',
  'qq',
  'messenger',
  'skype',
  'other',
])
export const linkService = z.enum([
  'website',
  'linkedin',
  'instagram',
  'facebook',
  'x',
  'xiaohongshu',
  'weibo',
  'youtube',
  'other',
])
export const preferredChannel = z.enum(['call', 'meeting', 'email', 'message', 'post'])

/** A way to reach somebody, as typed; the normal form is computed. */
export const contactPointInput = z.strictObject({
  kind: z.enum(['email', 'phone', 'link', 'messenger']),
  service: z.union([messengerService, linkService]).nullable().optional(),
  label: optional(line(60)).optional(),
  raw: line(500),
  isPrimary: z.boolean().optional(),
})
export const contactPoint = z.object({
  id: contactPointId,
  kind: z.enum(['email', 'phone', 'link', 'messenger']),
  service: z.string().nullable(),
  label: z.string().nullable(),
  raw: z.string(),
  /** E.164 for phones, lower case for e-mails; null when it could not be read. */
  normalized: z.string().nullable(),
  /** The number as people of its country write it; null for other kinds. */
  formatted: z.string().nullable(),
  isPrimary: z.boolean(),
  isInvalid: z.boolean(),
  optedOut: z.boolean(),
  /** How many other contacts have the same one. */
  sharedWith: z.int(),
})

export const addressInput = z.strictObject({
  label: optional(line(60)).optional(),
  street: optional(text(300)).optional(),
  extended: optional(text(300)).optional(),
  city: optional(line(120)).optional(),
  region: optional(line(120)).optional(),
  postalCode: optional(line(30)).optional(),
  country: optional(countryCode).optional(),
})
export const address = z.object({
  id: addressId,
  label: z.string().nullable(),
  street: z.string().nullable(),
  extended: z.string().nullable(),
  city: z.string().nullable(),
  region: z.string().nullable(),
  postalCode: z.string().nullable(),
  country: z.string().nullable(),
  /** The lines in the order of the address's country. */
  lines: z.array(z.string()),
})

export const importantDateInput = z.strictObject({
  kind: z.enum(['birthday', 'anniversary', 'other']),
  label: optional(line(60)).optional(),
  year: z.int().min(1).max(9999).nullable(),
  month: z.int().min(1).max(12),
  day: z.int().min(1).max(31),
})
export const importantDate = importantDateInput
  .extend({ id: importantDateId, label: z.string().nullable() })
  .strip()

/** A typed value of a custom field. Money is in minor units. */
export const customValue = z.union([
  z.strictObject({ type: z.literal('text'), value: text(2000) }),
  z.strictObject({ type: z.literal('number'), value: z.number() }),
  z.strictObject({ type: z.literal('money'), amountMinor: z.int(), currency: currencyCode }),
  z.strictObject({ type: z.literal('date'), value: calendarDate }),
  z.strictObject({ type: z.literal('boolean'), value: z.boolean() }),
  z.strictObject({ type: z.literal('choice'), value: line(200) }),
  z.strictObject({ type: z.literal('link'), value: line(2000) }),
])

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
  .extend({ companyName: line(300).optional() })

const nextStep = z.object({
  id: followUpId,
  title: z.string(),
  dueDay: calendarDate,
  dueTime: wallTime.nullable(),
})

/** What the list, the palette and the peek show of somebody. */
export const contactSummary = z.object({
  id: contactId,
  kind: contactKind,
  displayName: z.string(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  jobTitle: z.string().nullable(),
  company: z.object({ id: contactId, name: z.string() }).nullable(),
  stage: stage.nullable(),
  importance: importance.nullable(),
  source: z.string().nullable(),
  country: z.string().nullable(),
  tags: z.array(z.object({ id: tagId, name: z.string() })),
  primaryEmail: z.string().nullable(),
  primaryPhone: z.string().nullable(),
  doNotContact: z.boolean(),
  createdAt: instant,
  lastContactAt: instant.nullable(),
  nextStep: nextStep.nullable(),
})

/** Contact days of the last 12 months and what they say. */
export const rhythmFacts = z.object({
  /** Days with a real contact within the last 12 months, oldest first. */
  contactDays: z.array(calendarDate),
  /** All contact days ever. */
  contactDayCount: z.int(),
  lastContactDay: calendarDate.nullable(),
  /** Days since the last contact day. */
  silenceDays: z.int().nullable(),
  /** Own median gap in days, from 3 contact days on. */
  medianGapDays: z.number().nullable(),
  shortestGapDays: z.int().nullable(),
  longestGapDays: z.int().nullable(),
  state: z.enum(['not-enough-data', 'in-rhythm', 'soon', 'cold']),
  /** True below 6 contact days. */
  isRoughGuess: z.boolean(),
  /** The day contact was or is due: by the agreed rhythm, else by the own median gap. */
  dueDay: calendarDate.nullable(),
  /** The agreed rhythm and where it is set; null when there is none. */
  agreed: z
    .object({
      everyDays: z.int(),
      source: rhythmSource,
      /** The tag's id when the source is a tag, the importance when it is that. */
      sourceId: z.int().nullable(),
      sourceName: z.string().nullable(),
    })
    .nullable(),
})

/** One list row. */
export const contactRow = contactSummary.extend({ rhythm: rhythmFacts })

const relationView = z.object({
  id: relationId,
  /** The other one. */
  contact: z.object({ id: contactId, name: z.string(), kind: contactKind }),
  kind: z.string(),
  /** `forward` when the record's contact is the relation's first party. */
  side: z.enum(['forward', 'backward']),
  role: z.string().nullable(),
  startDay: calendarDate.nullable(),
  endDay: calendarDate.nullable(),
  notes: z.string().nullable(),
})

export const contactRecord = contactSummary.extend({
  nickname: z.string().nullable(),
  preferredChannel: preferredChannel.nullable(),
  language: z.string().nullable(),
  timeZone: z.string().nullable(),
  notes: z.string().nullable(),
  points: z.array(contactPoint),
  addresses: z.array(address),
  importantDates: z.array(importantDate),
  customValues: z.array(z.object({ fieldId: customFieldId, value: customValue })),
  relations: z.array(relationView),
  /** Of a company: the people who belong to it, at most 200. */
  people: z.array(
    z.object({ id: contactId, displayName: z.string(), jobTitle: z.string().nullable() }),
  ),
  peopleCount: z.int(),
  stageHistory: z.array(z.object({ stage: stage.nullable(), at: instant })),
  rhythm: rhythmFacts,
  /** Open next steps, soonest first. */
  nextSteps: z.array(nextStep),
  /** Timeline entries by kind. */
  activityCounts: z.record(z.string(), z.int()),
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
  /** Who has the same e-mail, phone, or name and company as what is being typed. */
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
          reasons: z.array(z.enum(['same-email', 'same-phone', 'same-name-and-company'])),
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
    failures: { 'not-found': notFound, 'own-company': z.object({}) },
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
    output: bulkDone.extend({ tagId }),
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
