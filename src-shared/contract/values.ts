import { z } from 'zod'
import type {
  ActivityId,
  AddressId,
  CalendarDate,
  ContactId,
  ContactPointId,
  CustomFieldId,
  EmailAccountId,
  EmailId,
  FileHandle,
  FollowUpId,
  ImportantDateId,
  JobId,
  MessageId,
  OperationId,
  RelationId,
  RhythmId,
  TagId,
  TemplateId,
  WallTime,
} from '#shared/domain/ids.ts'
import { stages } from '#shared/domain/stages.ts'

const id = <Id extends number>() =>
  // A brand exists only in the type system; at run time an id is any positive integer.
  z.int().positive() as unknown as z.ZodType<Id, Id>

export const contactId = id<ContactId>()
export const contactPointId = id<ContactPointId>()
export const addressId = id<AddressId>()
export const importantDateId = id<ImportantDateId>()
export const tagId = id<TagId>()
export const customFieldId = id<CustomFieldId>()
export const relationId = id<RelationId>()
export const activityId = id<ActivityId>()
export const followUpId = id<FollowUpId>()
export const rhythmId = id<RhythmId>()
export const operationId = id<OperationId>()
export const jobId = id<JobId>()
export const emailAccountId = id<EmailAccountId>()
export const templateId = id<TemplateId>()
export const emailId = id<EmailId>()
export const messageId = id<MessageId>()

/** An opaque file handle: 32 letters and digits. */
export const fileHandle = z
  .string()
  .regex(/^[a-z0-9]{32}$/)
  // Branded like the ids.
  .meta({ title: 'file handle' }) as unknown as z.ZodType<FileHandle, FileHandle>

const isDay = (text: string): boolean => {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** A day that exists, `YYYY-MM-DD`. */
export const calendarDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isDay, 'no such day') as unknown as z.ZodType<CalendarDate, CalendarDate>

/** A time of day, `HH:MM`. */
export const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) as unknown as z.ZodType<
  WallTime,
  WallTime
>

/** Milliseconds since 1970 UTC, within the years 1 to 9999. */
export const instant = z.int().min(-62_135_596_800_000).max(253_402_300_799_999)

/** ISO 3166-1 alpha-2, upper case. */
export const countryCode = z.string().regex(/^[A-Z]{2}$/)

/** ISO 4217, upper case. */
export const currencyCode = z.string().regex(/^[A-Z]{3}$/)

/** One line of text without control characters, trimmed, not empty. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), 'control characters')

/** Text of several lines; NUL and lone surrogates are refused. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes('\u0000') && value.isWellFormed(), 'broken text')

/**
 * What a text was when its change began: where it is another one by now, the change is refused with
 * `changed-elsewhere`, or both texts are kept.
 */
export const basedOn = (max: number) =>
  z.strictObject({ text: text(max).nullable(), otherwise: z.enum(['ask', 'keep-both']) })

/** What the text is by now. */
export const changedElsewhere = z.object({ now: z.string().nullable() })

/** The answer of a command: the operation History knows it by, null when nothing changed. */
export const done = z.object({ operationId: operationId.nullable() })

/** Data of `not-found`: which thing is gone. */
export const notFound = z.object({ what: z.string() })

export const contactKind = z.enum(['person', 'company'])
export const stage = z.enum(stages)
export const activityKind = z.enum([
  'call',
  'meeting',
  'message',
  'note',
  'mail-sent',
  'mail-received',
])
export const importance = z.int().min(1).max(3)
/** Where a rhythm comes from; the nearest wins. */
export const rhythmSource = z.enum(['contact', 'tag', 'importance'])
