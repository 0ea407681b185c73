import { minorDigitsOf } from '#main/engines/file-formats/money.ts'
import { exactNameKey, nameKey, namesFit } from '#main/engines/matching/name-keys.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Somebody who is only called by an e-mail address has no name yet. */
const nameOf = (value: unknown): string => (text(value).includes('@') ? '' : text(value))

/**
 * What matching asks of names, as functions for SQL, all deterministic.
 *
 * - `kith_name_key(name)`: the form in which two names are alike; null for null.
 * - `kith_exact_name_key(name)`: the form in which two names are written the same; null for null.
 * - `kith_names_fit(one, other)`: 1 when both can belong to one person.
 * - `kith_number(number)`, `kith_amount(minor, currency)`: as a person reads them in a note.
 */
export const matchingFunctions = {
  kith_name_key: (name: unknown): string | null => (name === null ? null : nameKey(text(name))),
  kith_exact_name_key: (name: unknown): string | null =>
    name === null ? null : exactNameKey(text(name)),
  kith_names_fit: (one: unknown, other: unknown): number =>
    namesFit(nameOf(one), nameOf(other)) ? 1 : 0,
  kith_number: (number: unknown): string => String(number),
  kith_amount: (minor: unknown, currency: unknown): string =>
    `${Number(minor) / 10 ** minorDigitsOf(text(currency))} ${text(currency)}`,
} as const satisfies Record<string, (...values: readonly unknown[]) => unknown>
