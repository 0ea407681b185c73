import type { MergeValues } from '#main/engines/email/merge.ts'
import { numberFormat } from '#shared/domain/intl.ts'
import type { MergeField } from '#shared/domain/merge-fields.ts'
import type { Candidate } from '../sending/outbox.repository.ts'

/** Who writes. */
export interface Writer {
  readonly ownerName: string
  readonly businessName: string
}

const han = /\p{Script=Han}/u
const dayMs = 86_400_000

type Person = Pick<
  Candidate,
  | 'displayName'
  | 'givenName'
  | 'familyName'
  | 'nickname'
  | 'companyName'
  | 'jobTitle'
  | 'city'
  | 'contactKind'
  | 'firstContactAt'
>

/** What the fields of a mail stand for, for one recipient. */
export const mergeValuesOf = (
  person: Person,
  writer: Writer,
  { now, language }: { readonly now: number; readonly language: string },
): MergeValues => {
  const values: Record<MergeField, string | null> = {
    'contact.given_name': givenNameOf(person),
    'contact.family_name': person.familyName,
    'contact.name': person.displayName,
    'contact.company': person.contactKind === 'company' ? person.displayName : person.companyName,
    'contact.job_title': person.jobTitle,
    'contact.city': person.city,
    'contact.known_for': knownFor(person.firstContactAt, now, language),
    'me.name': writer.ownerName,
    'me.business': writer.businessName,
  }
  const groups: Record<string, Record<string, string | null>> = {}
  for (const [field, value] of Object.entries(values)) {
    const [group = '', name = ''] = field.split('.')
    groups[group] = { ...groups[group], [name]: value }
  }
  return groups
}

/**
 * The language of a text, as far as its letters and its reader tell; always one that can be
 * written in, whatever words stand for the reader's own.
 */
export const languageOf = (text: string, reader: string | null): string => {
  if (han.test(text)) return 'zh-CN'
  return reader === null || reader.startsWith('zh') || !isLocale(reader) ? 'en' : reader
}

const isLocale = (text: string): boolean => {
  try {
    return Intl.NumberFormat.supportedLocalesOf(text).length > 0
  } catch {
    return false
  }
}

const givenNameOf = ({ nickname, givenName, displayName, contactKind }: Person): string | null => {
  if (nickname !== null && nickname.trim() !== '') return nickname
  if (contactKind === 'person' && han.test(displayName)) return displayName
  return givenName
}

/** Whole years, else months, weeks or days; null before the first contact and on its day. */
const knownFor = (since: number | null, now: number, language: string): string | null => {
  if (since === null || now - since < dayMs) return null
  const days = Math.floor((now - since) / dayMs)
  const [value, unit] =
    days >= 365
      ? [Math.floor(days / 365), 'year']
      : days >= 30
        ? [Math.floor(days / 30), 'month']
        : days >= 14
          ? [Math.floor(days / 7), 'week']
          : [days, 'day']
  return numberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}
