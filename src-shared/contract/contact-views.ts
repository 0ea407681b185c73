import { z } from 'zod'
import {
  address,
  contactPoint,
  customValue,
  importantDate,
  preferredChannel,
} from './contact-parts.ts'
import {
  calendarDate,
  contactId,
  contactKind,
  customFieldId,
  followUpId,
  importance,
  instant,
  relationId,
  rhythmSource,
  stage,
  tagId,
  wallTime,
} from './values.ts'

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
