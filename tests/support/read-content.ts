import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import type { ColumnTarget } from '#main/engines/file-formats/columns/column-words.ts'
import { suggestColumns } from '#main/engines/file-formats/columns/suggest-columns.ts'
import { ColumnForms } from '#main/features/imports/columns/column-forms.ts'
import { planColumns } from '#main/features/imports/columns/column-plan.ts'
import type { ContactFacts, ReadRow } from '#main/features/imports/rows/contact-facts.ts'
import { readRow } from '#main/features/imports/rows/read-row.ts'

/** What is known beside a file of hand-written contents. */
export interface ContentRules {
  readonly country: string
  readonly currency: string
  /** Number of the line with the names of the columns. */
  readonly headerRow?: number
}

/** A file read as the rehearsal reads it. */
export interface ReadContent {
  readonly headers: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly targets: readonly ColumnTarget[]
  readonly read: readonly ReadRow[]
}

const folder = join(import.meta.dirname, '../fixtures/imports/content')

/** Reads a fixture of that name through suggestion, forms and rows. */
export const readContent = (name: string, rules: ContentRules): ReadContent => {
  const text = readFileSync(join(folder, `${name}.csv`), 'utf8')
  const lines = Papa.parse<string[]>(text, { skipEmptyLines: false }).data
  const [headers = [], ...rest] = lines.slice((rules.headerRow ?? 1) - 1)
  const rows = rest.filter((cells) => cells.some((cell) => cell !== ''))
  return readTable(headers, rows, rules)
}

/** Reads a table through suggestion, forms and rows. */
export const readTable = (
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  rules: ContentRules,
): ReadContent => {
  const known = { ...rules, thisYear: 2026 }
  const targets = suggestColumns(headers, rows, known).map(({ target }) => target)
  const plan = planColumns(headers, targets)
  const forms = new ColumnForms(plan)
  for (const cells of rows) forms.add(cells)
  const reading = { ...known, ...forms.decide(rules), unreadable: 'set-aside' } as const
  const read = rows.map((cells, at) =>
    readRow({ row: at + 2, cells, hasBrokenQuotes: false }, plan, reading),
  )
  return { headers, rows, targets, read }
}

/** A target in one line: `phone (mobile)`, `new field Level: choice`. */
export const targetText = (target: ColumnTarget): string => {
  const { field, group, service, label, customField } = target
  const made =
    customField === undefined
      ? ''
      : 'id' in customField
        ? `field ${customField.id}`
        : `${customField.name}: ${customField.type}`
  return [field, group && `#${group}`, service && `@${service}`, label && `(${label})`, made]
    .filter(Boolean)
    .join(' ')
}

const joined = (parts: readonly (string | number | null | undefined | false)[]): string =>
  parts.map((part) => (part === false ? '' : (part ?? ''))).join(' | ')

const day = (number: number | null): string => String(number ?? '--')

/** Facts in the short form that fixtures expect; what is absent is left out. */
export const shortFacts = (
  facts: ContactFacts,
  headers: readonly string[],
): Record<string, unknown> => {
  const { points, addresses, dates, customValues, ...rest } = facts
  const plain = Object.fromEntries(
    Object.entries(rest).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  )
  return {
    ...plain,
    ...list(
      'points',
      points.map(({ kind, service, label, raw, normalized, isRole, flags }) =>
        joined([
          [kind, service, label && `(${label})`].filter(Boolean).join(' '),
          raw,
          normalized,
          ...(isRole ? ['role'] : []),
          ...(flags === undefined
            ? []
            : [
                Object.keys(flags)
                  .filter((flag) => flags[flag as keyof typeof flags])
                  .join(' '),
              ]),
        ]),
      ),
    ),
    ...list(
      'addresses',
      addresses.map((at) =>
        joined([at.label, at.street, at.extended, at.city, at.region, at.postalCode, at.country]),
      ),
    ),
    ...list(
      'dates',
      dates.map(({ kind, label, year, month, day: dayOfMonth }) =>
        joined([label ?? kind, `${day(year)}-${month}-${dayOfMonth}`]),
      ),
    ),
    ...(customValues.length === 0
      ? {}
      : {
          values: Object.fromEntries(
            customValues.map(({ column, value }) => [
              headers[column] ?? column,
              value.type === 'money'
                ? `money ${value.amountMinor} ${value.currency}`
                : `${value.type} ${value.value}`,
            ]),
          ),
        }),
  }
}

const list = (name: string, values: readonly string[]): Record<string, unknown> =>
  values.length === 0 ? {} : { [name]: values }

/** A row in the short form: facts, problems, flags. */
export const shortRow = (
  { facts, problems, flags }: ReadRow,
  headers: readonly string[],
): Record<string, unknown> => ({
  ...shortFacts(facts, headers),
  ...list(
    'problems',
    problems.map(({ code, index, value }) => joined([code, index, value])),
  ),
  ...list(
    'flags',
    flags
      .filter(
        (flag) =>
          !problems.some(({ index, value }) => index === flag.index && value === flag.value),
      )
      .map(({ code, index, value }) => joined([code, index, value])),
  ),
})
