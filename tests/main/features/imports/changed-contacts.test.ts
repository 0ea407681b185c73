import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlanInput } from '#main/features/imports/staging/plan-inputs.ts'
import { canonicalDump } from '#tests/support/canonical-dump.ts'
import {
  type DumpedContacts,
  differingContacts,
  dumpedContacts,
} from '#tests/support/dumped-contacts.ts'
import { ImportRuns, type TestPlan } from '#tests/support/import-runs.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'

const folder = join(import.meta.dirname, '../../../fixtures/imports/content')
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.csv'))
  .map((name) => name.replace(/\.csv$/u, ''))

/** The file as it was a year ago: some people are not in it yet, of others less is known. */
const earlier = (text: string, headerRow: number, random: SeededRandom): string => {
  const lines = Papa.parse<string[]>(text.trimEnd()).data
  const below = lines.slice(headerRow).flatMap((cells, index) => {
    if (index % 4 === 3) return []
    const known = index % 4 === 0 ? 1 : 0.6
    return [cells.map((cell) => (random.chance(known) ? cell : ''))]
  })
  return Papa.unparse([...lines.slice(0, headerRow), ...below])
}

describe('the contacts that differ between dumps are those the rehearsal names', () => {
  const sums = { new: 0, changed: 0 }
  let runs: ImportRuns
  let known: DumpedContacts

  // One workspace for all: nobody of the other files may change either.
  beforeAll(async () => {
    runs = await ImportRuns.open()
    known = dump()
  })
  afterAll(() => runs.close())

  const dump = (): DumpedContacts => dumpedContacts(runs.database, canonicalDump(runs.database))

  /** Applies a plan: who came, went and changed by its lines, and by the dumps. */
  const apply = async (plan: TestPlan) => {
    const fresh = runs.rows(plan, 'new').rows
    const changed = runs.rows(plan, 'changed').rows.flatMap(({ contactId }) => contactId ?? [])
    const before = known
    const { code } = await runs.commit(plan)
    known = dump()
    const { came, ...found } = differingContacts(before, known)
    sums.new += fresh.length
    sums.changed += found.changed.length
    return {
      byLines: {
        code: 'applied',
        came: fresh.length + plan.counts.newCompanies,
        went: [],
        changed: [...new Set<number>(changed)].toSorted((a, b) => a - b),
      },
      byDumps: { code, came: came.length, ...found },
    }
  }

  it.each(names)('%s', async (name) => {
    const text = readFileSync(join(folder, `${name}.csv`), 'utf8')
    const { headerRow = 1 }: { headerRow?: number } = JSON.parse(
      readFileSync(join(folder, `${name}.expected.json`), 'utf8'),
    )
    const options = { headerRow, dayOrder: 'day-first' } as const
    const choices: PlanInput['choices'] = { options, unreadable: 'keep-as-note' }
    const at = names.indexOf(name)
    const first = earlier(text, headerRow, new SeededRandom(at + 1))
    const then = await apply(await runs.plan(first, choices))
    expect(then.byDumps).toEqual(then.byLines)
    const plan = await runs.plan(text, choices)
    const rule = at % 2 === 0 ? 'add' : 'overwrite'
    const rules = runs.columns(plan).map(({ index }) => ({ column: index, rule }) as const)
    const now = await apply(await runs.revise(plan, { rules }))
    expect(now.byDumps).toEqual(now.byLines)
  })

  it('and they are not few', () => {
    expect(sums.new).toBeGreaterThan(40)
    expect(sums.changed).toBeGreaterThan(40)
  })
})
