import { companyKey, isSameCompany } from '#main/engines/matching/company-names.ts'
import { companyNumbers } from '#main/engines/matching/company-numbers.ts'
import { exactNameKey, nameKey, namesFit } from '#main/engines/matching/name-keys.ts'
import { isCalledByPoint } from '#shared/domain/email-address.ts'
import { minorDigitsOf } from '#shared/domain/money.ts'
import { domainOf } from './known-companies.ts'
import { digestOf } from './undecided-rows.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Somebody who is only called by an e-mail address has no name yet. */
const nameOf = (value: unknown): string => (isCalledByPoint(text(value)) ? '' : text(value))

/**
 * What matching asks of names, as functions for SQL, all deterministic.
 *
 * - `kith_name_key(name)`: the form in which two names are alike; null for null.
 * - `kith_exact_name_key(name)`: the form in which two names are written the same; null for null.
 * - `kith_names_fit(one, other)`: 1 when both can belong to one person.
 * - `kith_is_called_by_point(name)`: 1 when a name is nothing but an e-mail address.
 * - `kith_company_key(name)`: the form in which companies are alike, without their legal forms.
 * - `kith_same_company(one, other)`: 1 when nothing but the legal form differs.
 * - `kith_company_domain(kind, value)`: the domain of an e-mail or link that tells of a company.
 * - `kith_company_numbers(text)`: the numbers of a company in a text, with their labels, as JSON.
 * - `kith_digest(text)`: a short name of a text that does not tell what it was.
 * - `kith_number(number)`, `kith_amount(minor, currency)`: as a person reads them in a note.
 */
export const matchingFunctions = {
  kith_name_key: (name: unknown): string | null => (name === null ? null : nameKey(text(name))),
  kith_exact_name_key: (name: unknown): string | null =>
    name === null ? null : exactNameKey(text(name)),
  kith_names_fit: (one: unknown, other: unknown): number =>
    namesFit(nameOf(one), nameOf(other)) ? 1 : 0,
  kith_is_called_by_point: (name: unknown): number => (isCalledByPoint(text(name)) ? 1 : 0),
  kith_company_key: (name: unknown): string => companyKey(text(name)),
  kith_same_company: (one: unknown, other: unknown): number =>
    isSameCompany(text(one), text(other)) ? 1 : 0,
  kith_company_domain: (kind: unknown, value: unknown): string | null =>
    domainOf(text(kind), text(value)),
  kith_company_numbers: (value: unknown): string => JSON.stringify(companyNumbers(text(value))),
  kith_digest: (value: unknown): string => digestOf(text(value)),
  kith_number: (number: unknown): string => String(number),
  kith_amount: (minor: unknown, currency: unknown): string =>
    `${Number(minor) / 10 ** minorDigitsOf(text(currency))} ${text(currency)}`,
} as const satisfies Record<string, (...values: readonly unknown[]) => unknown>
