import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import { openWorkspaceConnection, type WorkspaceConnection } from '#main/db/workspace-connection.ts'
import { WriteGate } from '#main/db/write-gate.ts'
import { nameKey } from '#main/engines/matching/name-keys.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'
import {
  type CommitOutcome,
  createCommitImport,
} from '#main/features/imports/commit/import-commit.job.ts'
import { ImportsRepository, type RowsPage } from '#main/features/imports/imports.repository.ts'
import { type PlanOutcome, planImport } from '#main/features/imports/staging/imports.job.ts'
import type { PlanInput, ReviseInput } from '#main/features/imports/staging/plan-inputs.ts'
import { revisePlan } from '#main/features/imports/staging/revise-plan.job.ts'
import { writeNoMail } from '#main/no-mail-in-files.ts'
import type { StartHelper } from '#main/platform/helper-protocol.ts'
import type { JobControls } from '#main/platform/job-protocol.ts'
import { type WorkspaceLayout, workspaceLayout } from '#main/platform/workspace-layout.ts'
import type { Input } from '#shared/contract/index.ts'
import { FakeClock } from './fake-clock.ts'
import { putNewDatabase } from './new-database.ts'
import { SeededRandom } from './seeded-random.ts'

const controls: JobControls = {
  progress: () => undefined,
  checkpoint: () => undefined,
  withGate: async (work) => work(),
  committed: () => undefined,
}

/** What a column of a file becomes in a test. */
export type TestTarget = NonNullable<Input<'imports.plan'>['columns']>[number]
export type TestRule = NonNullable<TestTarget['rule']>

/** A plan of a test: its staging file and what the last rehearsal found. */
export interface TestPlan {
  readonly stage: string
  readonly counts: Extract<PlanOutcome, { code: 'planned' }>['counts']
}

/** How a file of a test is called, and who is told how its rehearsal goes. */
interface PlanWays {
  readonly fileName?: string
  readonly watch?: JobControls
}

interface Started {
  readonly connection: WorkspaceConnection
  readonly clock: FakeClock
  readonly startReader: StartHelper | undefined
}

/** A workspace in which imports run in this thread, on real files: many in a second. */
export class ImportRuns {
  readonly connection: WorkspaceConnection
  readonly clock: FakeClock
  readonly layout: WorkspaceLayout
  /** What works beside a commit; nobody where it is not set. */
  startHelper?: StartHelper
  private readonly folder: string
  private readonly random = new SeededRandom(7)
  private files = 0
  private readonly startReader: StartHelper | undefined

  private constructor(folder: string, { connection, clock, startReader }: Started) {
    this.startReader = startReader
    this.folder = folder
    this.layout = workspaceLayout(folder)
    this.connection = connection
    this.clock = clock
  }

  /** With `startReader` large files are read by a thread of their own. */
  static async open(startReader?: StartHelper): Promise<ImportRuns> {
    const folder = mkdtempSync(join(tmpdir(), 'kith-imports-'))
    const layout = workspaceLayout(folder)
    mkdirSync(layout.temporary)
    await putNewDatabase(layout.database)
    const clock = new FakeClock()
    const opened = await openWorkspaceConnection({
      file: layout.database,
      gate: new WriteGate(),
      clock,
      functions: searchFunctions,
      onCommit: () => undefined,
    })
    if (!opened.ok) throw new Error(opened.error.code)
    return new ImportRuns(folder, { connection: opened.value, clock, startReader })
  }

  close(): void {
    this.connection.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  get database(): string {
    return this.layout.database
  }

  /** Rehearses a file that must be readable. */
  async plan(
    file: string | Uint8Array,
    choices: PlanInput['choices'] = {},
    { fileName = 'people.csv', watch = controls }: PlanWays = {},
  ): Promise<TestPlan> {
    this.files += 1
    const stage = join(this.layout.temporary, `${this.files}.stage`)
    const path = join(this.layout.temporary, `${this.files}.csv`)
    writeFileSync(path, file)
    const input: PlanInput = {
      file: path,
      fileName,
      stage,
      businessCountry: 'PT',
      currency: 'EUR',
      columnWord: 'Column',
      recipes: [],
      choices,
    }
    const { layout, clock, startReader: startHelper } = this
    const environment = { layout, clock, ...(startHelper && { startHelper }) }
    return this.planned(stage, await planImport(input, environment, watch))
  }

  /** Changes a plan and rehearses it again. */
  async revise({ stage }: TestPlan, revision: ReviseInput['revision']): Promise<TestPlan> {
    return this.planned(stage, await revisePlan({ stage, revision }, this, controls))
  }

  /** Applies a plan. */
  async commit({ stage }: TestPlan): Promise<CommitOutcome> {
    this.clock.advance(1000)
    const input = { stage, context: { actor: 'owner', window: null } }
    // The outcome of exactly this job.
    return (await createCommitImport(this.random, writeNoMail)(
      input,
      this,
      controls,
    )) as CommitOutcome
  }

  /** Rehearses and applies at once. */
  async bring(file: string | Uint8Array, choices: PlanInput['choices'] = {}): Promise<TestPlan> {
    const plan = await this.plan(file, choices)
    const outcome = await this.commit(plan)
    if (outcome.code !== 'applied') throw new Error(outcome.code)
    return plan
  }

  /** One group of a plan. */
  rows({ stage }: TestPlan, group: RowsPage['group'], search = '') {
    const words = nameKey(search)
      .split(' ')
      .filter((word) => word !== '')
    const repository = new ImportsRepository(this.connection.reader)
    return repository.rows(stage, { group, words, offset: 0, limit: 200 })
  }

  /** Deletes a contact without a trace, as a restore of older data would. */
  forget(name: string): void {
    const database = new DatabaseConstructor(this.database)
    database.pragma('foreign_keys = on')
    database.prepare('delete from contacts where display_name = ?').run(name)
    database.close()
  }

  columns({ stage }: TestPlan) {
    return new ImportsRepository(this.connection.reader).columns(stage)
  }

  private planned(stage: string, outcome: unknown): TestPlan {
    // The outcome of exactly these jobs.
    const found = outcome as PlanOutcome
    if (found.code !== 'planned') throw new Error(found.code)
    return { stage, counts: found.counts }
  }
}
