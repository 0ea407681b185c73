import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, it, vi } from 'vitest'
import { openWorkspaceConnection, type WorkspaceConnection } from '#main/db/workspace-connection.ts'
import { WriteGate } from '#main/db/write-gate.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'
import { type CommitOutcome, createCommitImport } from '#main/features/imports/import-commit.job.ts'
import { type PlanInput, type PlanOutcome, planImport } from '#main/features/imports/imports.job.ts'
import { ImportsRepository } from '#main/features/imports/imports.repository.ts'
import type { JobControls } from '#main/platform/job-protocol.ts'
import { type WorkspaceLayout, workspaceLayout } from '#main/platform/workspace-layout.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'

vi.setConfig({ testTimeout: 120_000 })

const controls: JobControls = {
  progress: () => undefined,
  checkpoint: () => undefined,
  withGate: async (work) => work(),
  committed: () => undefined,
}
const clock = new FakeClock()
const random = new SeededRandom(7)

interface Workspace {
  readonly layout: WorkspaceLayout
  readonly connection: WorkspaceConnection
}

const withWorkspace = async <T>(work: (workspace: Workspace) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'kith-matching-'))
  const layout = workspaceLayout(folder)
  mkdirSync(layout.temporary)
  const opened = await openWorkspaceConnection({
    file: layout.database,
    gate: new WriteGate(),
    clock,
    functions: searchFunctions,
    onCommit: () => undefined,
  })
  if (!opened.ok) throw new Error(opened.error.code)
  try {
    return await work({ layout, connection: opened.value })
  } finally {
    opened.value.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

let stages = 0
const rehearse = async (
  { layout }: Workspace,
  text: string,
  choices: PlanInput['choices'] = {},
) => {
  stages += 1
  const stage = join(layout.temporary, `${stages}.stage`)
  const file = join(layout.temporary, `${stages}.csv`)
  writeFileSync(file, text)
  const input = {
    file,
    fileName: 'people.csv',
    stage,
    businessCountry: 'PT',
    currency: 'EUR',
    columnWord: 'Column',
    choices: { unreadable: 'keep-as-note', ...choices },
  }
  const outcome = (await planImport(input, { layout, clock }, controls)) as PlanOutcome
  if (outcome.code !== 'planned') throw new Error(outcome.code)
  return { stage, counts: outcome.counts }
}
const apply = async ({ layout }: Workspace, stage: string): Promise<CommitOutcome> => {
  const input = { stage, context: { actor: 'owner', window: null } }
  return (await createCommitImport(random)(input, { layout, clock }, controls)) as CommitOutcome
}

// Small pools, so that everything meets everything.
const maybe = (...values: string[]) => fc.constantFrom('', ...values)
const row = fc.record({
  Name: maybe('Ana Ferreira', 'A. Ferreira', 'Ferreira, Ana', 'Rui Silva', 'Ana Silva', '王伟'),
  Company: maybe('Lumen Studio', 'LUMEN studio', 'Weber & Sohn'),
  Email: maybe('ana@x.pt', 'ANA@x.pt', 'rui@x.pt', 'info@x.pt', 'ana@x.pt; rui@x.pt', 'broken'),
  Phone: maybe('912 000 111', '+351912000111', '213 456 789', '91 23'),
  City: maybe('Lisboa', 'Porto'),
  Street: maybe('Rua A 1', ''),
  Birthday: maybe('1984-03-14', '24.01.'),
  Position: maybe('Owner', 'Buyer'),
  Tags: maybe('VIP', 'vip, Regular', 'Äpfel', 'äpfel'),
  Niveau: maybe('B2', 'C1'),
  Notes: maybe('vegetarian', 'B2'),
})
const table = fc.array(row, { minLength: 1, maxLength: 12 })
const csvOf = (rows: readonly Record<string, string>[]) => Papa.unparse([...rows])
const filled = (rows: readonly Record<string, string>[]) =>
  rows.filter((one) => Object.values(one).some((value) => value !== '')).length

it('puts every row in one group, and brings nothing the second time', async () => {
  await fc.assert(
    fc.asyncProperty(table, table, async (before, rows) => {
      await withWorkspace(async (workspace) => {
        // Somebody is there already.
        await apply(workspace, (await rehearse(workspace, csvOf(before))).stage)
        const { stage, counts } = await rehearse(workspace, csvOf(rows))
        expect(
          counts.new + counts.changed + counts.unchanged + counts.duplicates + counts.problems,
        ).toBe(filled(rows))
        const repository = new ImportsRepository(workspace.connection.reader)
        for (const group of ['new', 'changed', 'unchanged', 'duplicates', 'problems'] as const) {
          const page = { group, search: '', offset: 0, limit: 200 }
          const shown = repository.rows(stage, page).rows
          expect(shown).toHaveLength(counts[group])
          const brings = shown.map(({ changes }) =>
            changes.some(({ kind }) => kind === 'fills-blank' || kind === 'adds'),
          )
          const isExpected = group === 'changed' ? true : group === 'unchanged' ? false : null
          expect(brings.filter((one) => isExpected !== null && one !== isExpected)).toEqual([])
          expect(shown.every(({ problem }) => (problem === null) !== (group === 'problems'))).toBe(
            true,
          )
        }
        const contacts = () =>
          workspace.connection.reader.firstSql<{ n: number }>('select count(*) n from contacts')!.n
        const known = contacts()
        expect(await apply(workspace, stage)).toMatchObject({ code: 'applied', counts })
        expect(contacts() - known).toBe(counts.new + counts.newCompanies)
        const again = await rehearse(workspace, csvOf(rows))
        expect({ rows, counts: again.counts }).toMatchObject({
          rows,
          counts: { new: 0, changed: 0, newCompanies: 0, problems: counts.problems },
        })
        expect(workspace.connection.reader.allSql('pragma foreign_key_check')).toEqual([])
      })
    }),
    { numRuns: 25, seed: 2 },
  )
})
