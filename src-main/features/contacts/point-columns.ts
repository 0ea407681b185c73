import type { ContactPointsTable } from '#main/db/schema.ts'
import { toE164 } from '#main/engines/matching/phone.ts'
import { normalizeEmail } from '#shared/domain/email-address.ts'

/**
 * The form in which a point is compared; null when it cannot be read or has none.
 *
 * `country` is where phone numbers without a country belong.
 */
export const normalizePoint = (
  kind: ContactPointsTable['kind'],
  raw: string,
  country: string | null,
): string | null => {
  switch (kind) {
    case 'email':
      return normalizeEmail(raw)
    case 'phone':
      return toE164(raw, country).e164
    case 'link':
    case 'messenger':
      return null
  }
}

/** Whether a month has that day; without a year the 29th of February is one. */
export const isDayOfMonth = (date: {
  readonly year: number | null
  readonly month: number
  readonly day: number
}): boolean => {
  const day = new Date(0)
  day.setUTCFullYear(date.year ?? 2000, date.month - 1, date.day)
  return day.getUTCMonth() === date.month - 1 && day.getUTCDate() === date.day
}

/** Values of some columns; an absent one is absent. */
export type Values<Columns> = { [Name in keyof Columns]?: Exclude<Columns[Name], undefined> }

/** Only the named fields, under the names of their columns; an absent one stays absent. */
export const columnsOf = <Columns>(
  patch: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, keyof Columns & string>>,
): Values<Columns> => {
  const columns = Object.entries(names).flatMap(([field, column]) => {
    const value = patch[field]
    if (value === undefined) return []
    return [[column, typeof value === 'boolean' ? Number(value) : value]]
  })
  // Each value is of its column's type by the contract; booleans are stored as 0 and 1.
  return Object.fromEntries(columns) as Values<Columns>
}
