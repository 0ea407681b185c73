import { z } from 'zod'
import {
  addressId,
  calendarDate,
  contactPointId,
  countryCode,
  currencyCode,
  importantDateId,
  line,
  text,
} from './values.ts'

/** A field that may be blank. */
export const optional = <T extends z.ZodType>(schema: T) => schema.nullable()

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

/**
 * Why no mail goes to an address: a wish, whoever noted it where, also with somebody in the bin, a
 * mark of somebody who has it, or that it did not exist.
 */
export const noMailReason = z.enum(['unsubscribed', 'hard-bounce', 'do-not-contact', 'wish-in-bin'])

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
  /** Whether it is the e-mail address that a new mail goes to, unless another is picked. */
  takesMail: z.boolean(),
  /** Why no mail goes to it. */
  noMail: noMailReason.nullable(),
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
