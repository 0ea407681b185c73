import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, it } from 'vitest'
import { tableRegistry } from '#main/db/table-registry.ts'
import type { Input } from '#shared/contract/index.ts'
import { ImportRuns } from '#tests/support/import-runs.ts'

type Columns = NonNullable<Input<'imports.plan'>['columns']>
type Fact = keyof typeof targets

const targets = {
  Name: { field: 'display-name' },
  Given: { field: 'given-name' },
  Email: { field: 'email' },
  Phone: { field: 'phone' },
  Firm: { field: 'company' },
  Nick: { field: 'nickname' },
  Job: { field: 'job-title' },
  Source: { field: 'source' },
  Born: { field: 'birthday' },
  'Born again': { field: 'birthday' },
  City: { field: 'address-city' },
  Shoe: { field: 'custom-field', customField: { name: 'Shoe', type: 'text' } },
  Points: { field: 'custom-field', customField: { name: 'Points', type: 'number' } },
  More: { field: 'named-note' },
} as const satisfies Readonly<Record<string, Columns[number]>>

/** Facts that somebody has once: their columns have the rule of a run. */
const once: ReadonlySet<Columns[number]['field']> = new Set([
  ...(['display-name', 'given-name', 'company', 'nickname', 'job-title', 'source'] as const),
  ...(['birthday', 'custom-field'] as const),
])

/** A cell that is nobody else's, so that a lost one is missed; or a blank one. */
const own = (make: (id: number) => string) =>
  fc.option(fc.integer({ min: 100, max: 999 }).map(make), { nil: '' })
const day = (of: number) => own((id) => `${1900 + (id % 100)}-0${Math.floor(id / 100)}-${of}`)
const word = (name: string) => own((id) => `${name}${id}x`)

const row = fc.record<Record<Fact, string>>({
  Name: fc.constantFrom('', 'Ana Ferreira', 'A. Ferreira', 'Rui Silva'),
  Given: fc.constantFrom('', '', 'Anita'),
  Email: fc.constantFrom('ana@x.pt', 'rui@x.pt', 'info@x.pt', ''),
  Phone: fc.constantFrom('', '912000111', '912000222'),
  Firm: fc.constantFrom('', 'Lumen', 'Weber'),
  Nick: word('nick'),
  Job: word('job'),
  Source: word('source'),
  Born: day(14),
  'Born again': day(22),
  City: word('city'),
  Shoe: word('shoe'),
  Points: own((id) => `${id}.5`),
  More: word('more'),
})
const table = fc.array(row, { minLength: 1, maxLength: 8 })
const rule = fc.constantFrom(undefined, 'fill-blanks' as const, 'overwrite' as const)

const csvOf = (rows: readonly Record<Fact, string>[]): string =>
  Papa.unparse({ fields: Object.keys(targets), data: rows.map((one) => Object.values(one)) })

/** All that is known in words, and days as a note has them. */
const wordsOf = ({ connection: { reader } }: ImportRuns): string => {
  const facts = Object.entries(tableRegistry)
    .filter(([, { kind }]) => kind === 'undoable')
    .flatMap(([name]) => reader.allSql<object>(`select * from ${name}`))
  const days = reader.allSql<{ text: string }>(
    `select printf('%04d-%02d-%02d', year, month, day) as text from important_dates`,
  )
  return [...facts, ...days].map((row) => JSON.stringify(row)).join('\n')
}

it('finds every cell again: brought, kept as a note, or shown as what stays outside', async () => {
  await fc.assert(
    fc.asyncProperty(table, table, rule, async (before, rows, chosen) => {
      const runs = await ImportRuns.open()
      try {
        const columns: Columns = Object.values(targets)
        await runs.bring(csvOf(before), { columns })
        const was = wordsOf(runs)
        const choices = {
          columns: columns.map((one) =>
            chosen && once.has(one.field) ? { ...one, rule: chosen } : one,
          ),
        }
        const plan = await runs.plan(csvOf(rows), choices)
        const shown = (['new', 'changed', 'unchanged'] as const).flatMap(
          (group) => runs.rows(plan, group).rows,
        )
        expect(await runs.commit(plan)).toMatchObject({ code: 'applied' })
        const is = wordsOf(runs)
        const lost = shown.flatMap(({ row: n, changes }) => {
          const outside = changes.filter(({ kind, before: yours }) => {
            // What was there before this file, and not what an earlier row of it says.
            const known = yours?.split(' · ') ?? []
            return (
              kind === 'yours-stays' && known.length > 0 && known.every((one) => was.includes(one))
            )
          })
          const values = new Set(outside.map(({ after }) => after))
          const cells = Object.entries(rows[n - 2] ?? {})
          return cells
            .filter(([fact, cell]) => fact !== 'Name' && cell !== '' && !is.includes(cell))
            .filter(([, cell]) => !values.has(cell))
            .map(([fact, cell]) => `row ${n}, ${fact}: ${cell}`)
        })
        expect(lost).toEqual([])
        const again = await runs.plan(csvOf(rows), choices)
        expect(again.counts).toMatchObject({ new: 0, changed: 0 })
      } finally {
        runs.close()
      }
    }),
    { numRuns: 25, seed: 4, endOnFailure: true },
  )
})
