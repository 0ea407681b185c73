import fc from 'fast-check'
import Papa from 'papaparse'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canonicalDump } from '#tests/support/canonical-dump.ts'
import { openImportApplication } from '#tests/support/import-application.ts'
import {
  ImportRuns,
  type TestPlan,
  type TestRule,
  type TestTarget,
} from '#tests/support/import-runs.ts'

let runs: ImportRuns
beforeEach(async () => {
  runs = await ImportRuns.open()
})
afterEach(() => runs.close())

const columnsOf = (rules: Readonly<Record<string, TestRule | undefined>>): TestTarget[] =>
  (['display-name', 'company', 'email', 'phone', 'job-title', 'address-city', 'tags'] as const).map(
    (field) => ({ field, ...(rules[field] && { rule: rules[field] }) }),
  )
const header = 'Name,Company,Email,Phone,Job,City,Tags\n'
const known = 'Ana Ferreira,Lumen,ana@x.pt,912000111,,,\n'
const nothing = { new: 0, changed: 0, newCompanies: 0 }

describe('a row that is not found by what it says any more', () => {
  const cases: readonly [string, Record<string, TestRule>, string][] = [
    [
      'its e-mail stayed outside, and its company was overwritten',
      { email: 'fill-blanks', company: 'overwrite' },
      'Ana Ferreira,Weber,ana@x.pt,,,,\nAna Ferreira,Lumen,other@y.pt,,,,\n',
    ],
    [
      'its phone stayed outside, and its name was overwritten',
      { phone: 'fill-blanks', 'display-name': 'overwrite', company: 'overwrite' },
      'Anna F.,Weber,ana@x.pt,,,,\nAna Ferreira,Lumen,,213456789,,,\n',
    ],
    [
      'both are replaced',
      { 'display-name': 'overwrite', company: 'overwrite', phone: 'overwrite' },
      'Anna F.,Weber,ana@x.pt,913000222,,,\nAna Ferreira,Lumen,,,Owner,,\n',
    ],
  ]
  it.each(cases)('is found again: %s', async (_, rules, rows) => {
    await runs.bring(header + known)
    const choices = { columns: columnsOf(rules) }
    const { counts } = await runs.bring(header + rows, choices)
    expect(counts).toMatchObject({ new: 0, duplicates: 0 })
    const dump = canonicalDump(runs.database)
    const shuffled = `${header}${rows.trim().split('\n').toReversed().join('\n')}\n`
    const loud = rows.replaceAll('@x.pt', '@X.PT')
    for (const text of [header + rows, header + loud]) {
      const again = await runs.bring(text, choices)
      expect(again.counts).toMatchObject(nothing)
    }
    expect((await runs.plan(shuffled, choices)).counts.new).toBe(0)
    expect(canonicalDump(runs.database)).toBe(dump)
  })
})

it('is found where the owner said who it is, and asked about again once that is undone', async () => {
  const app = await openImportApplication()
  try {
    const first = await app.plan(header + known)
    await app.commit(first.jobId)
    const text = `${header}A. Ferreira,Lumen,,,Owner,,\n`
    const { jobId, counts } = await app.plan(text)
    expect(counts.duplicates).toBe(1)
    const [row] = (await app.rows(jobId, 'duplicates')).rows
    const candidate = row!.candidates[0]!.contactId!
    await app.revise(jobId, { decisions: [{ row: 2, candidate, verdict: 'same' }] })
    await app.commit(jobId)
    const again = await app.plan(text)
    expect(again.counts).toMatchObject({ ...nothing, duplicates: 0, unchanged: 1 })
    const different = [{ row: 2, verdict: 'different' as const }]
    expect((await app.revise(again.jobId, { decisions: different })).new).toBe(1)
    await app.call('imports.undo', { jobId })
    expect((await app.plan(text)).counts.duplicates).toBe(1)
  } finally {
    await app.close()
  }
})

// Small pools, so that everything meets everything.
const maybe = (...values: string[]) => fc.constantFrom('', ...values)
const row = fc.record({
  Name: maybe('Ana Ferreira', 'A. Ferreira', 'Rui Silva', 'Ana Silva', '王伟'),
  Company: maybe('Lumen Studio', 'LUMEN studio', 'Weber & Sohn'),
  Email: maybe('ana@x.pt', 'ANA@x.pt', 'rui@x.pt', 'b@y.pt', 'info@x.pt', 'ana@x.pt; rui@x.pt'),
  Phone: maybe('912 000 111', '+351912000111', '213 456 789', '916 111 222'),
  Job: maybe('Owner', 'Buyer'),
  City: maybe('Lisboa', 'Porto'),
  Tags: maybe('VIP', 'Regular'),
})
const rule = fc.constantFrom(
  undefined,
  'fill-blanks' as const,
  'overwrite' as const,
  'add' as const,
)
const rules = fc.record({
  'display-name': rule,
  company: rule,
  email: rule,
  phone: rule,
  'job-title': rule,
  'address-city': rule,
  tags: rule,
})

/** The owner calls rows the person they may be, or another one; or decides nothing. */
const decided = async (verdict: 'same' | 'different' | null, plan: TestPlan): Promise<TestPlan> => {
  let found = plan
  for (let round = 0; verdict !== null && found.counts.duplicates > 0 && round < 5; round += 1) {
    const decisions = runs.rows(found, 'duplicates').rows.map(({ row: n, candidates }) => {
      const candidate = candidates[0]?.contactId ?? undefined
      return verdict === 'same' && candidate !== undefined
        ? { row: n, candidate, verdict }
        : { row: n, verdict: 'different' as const }
    })
    found = await runs.revise(found, { decisions })
  }
  return found
}

it('the same file brings nothing the second time, whatever its columns do', async () => {
  const rows = (most: number) => fc.array(row, { minLength: 1, maxLength: most })
  const verdict = fc.constantFrom('same' as const, 'different' as const, null)
  await fc.assert(
    fc.asyncProperty(rows(6), rows(8), rules, verdict, async (before, file, chosen, said) => {
      runs.close()
      runs = await ImportRuns.open()
      await runs.bring(Papa.unparse(before), { unreadable: 'keep-as-note' })
      const choices = { unreadable: 'keep-as-note', columns: columnsOf(chosen) } as const
      await runs.commit(await decided(said, await runs.plan(Papa.unparse(file), choices)))
      const again = await runs.plan(Papa.unparse(file), choices)
      expect({ file, chosen, counts: again.counts }).toMatchObject({
        file,
        chosen,
        counts: nothing,
      })
    }),
    { numRuns: 15, seed: 5, endOnFailure: true },
  )
})
