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
 */
export const matchingFunctions = {
  kith_name_key: (name: unknown): string | null => (name === null ? null : nameKey(text(name))),
  kith_exact_name_key: (name: unknown): string | null =>
    name === null ? null : exactNameKey(text(name)),
  kith_names_fit: (one: unknown, other: unknown): number =>
    namesFit(nameOf(one), nameOf(other)) ? 1 : 0,
} as const satisfies Record<string, (...values: readonly unknown[]) => unknown>
