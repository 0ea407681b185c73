import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import DatabaseConstructor, { type Database } from 'better-sqlite3'
import fc from 'fast-check'
import { tableRegistry } from '#main/db/table-registry.ts'
import { recogniseColumns } from '#main/engines/file-formats/columns/columns.ts'
import { undoJob } from '#main/features/history/history.job.ts'
import type { UndoJobInput, UndoOutcome } from '#main/features/history/undo-runs.ts'
import {
  type CommitOutcome,
  createCommitImport,
} from '#main/features/imports/commit/import-commit.job.ts'
import { writeQuarantine } from '#main/features/imports/staging/import-quarantine.job.ts'
import { type PlanOutcome, planImport } from '#main/features/imports/staging/imports.job.ts'
import type { PlanInput } from '#main/features/imports/staging/plan-inputs.ts'
import { writeNoMail } from '#main/no-mail-in-files.ts'
import type { JobControls } from '#main/platform/job-protocol.ts'
import { workspaceLayout } from '#main/platform/workspace-layout.ts'
import type { OperationId } from '#shared/domain/ids.ts'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { heavyFiles } from '#tests/support/heavy-files.ts'
import { secondsSince, slowness } from '#tests/support/machine-pace.ts'
import { defects, type MessyTable, messyTable } from '#tests/support/messy-table.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { type FaultLine, type FaultRun, type Findings, inMemory, measure } from './fault-suite.ts'

const seed = 20_261_120

const controls: JobControls = {
  progress: () => undefined,
  checkpoint: () => undefined,
  withGate: async (work) => work(),
  committed: () => undefined,
}

/** A workspace into which file after file comes and out of which each is undone. */
class ImportBench {
  private readonly app: TestApplication
  private readonly reader: Database
  private readonly random = new SeededRandom(seed)
  private runs = 0

  constructor(app: TestApplication) {
    this.app = app
    this.reader = new DatabaseConstructor(join(app.workspace, 'workspace.db'), { readonly: true })
  }

  private get environment() {
    return { layout: workspaceLayout(this.app.workspace), clock: this.app.clock }
  }

  private path(name: string): string {
    return join(this.environment.layout.temporary, `${this.runs}-${name}`)
  }

  keep(name: string, bytes: Uint8Array): string {
    this.runs += 1
    const path = this.path(name)
    writeFileSync(path, bytes)
    return path
  }

  async plan(file: string, choices: PlanInput['choices']) {
    this.runs += 1
    const input = {
      file,
      fileName: 'people.csv',
      stage: this.path('stage'),
      businessCountry: 'DE',
      currency: 'EUR',
      columnWord: 'Column',
      recipes: [],
      choices,
    } satisfies PlanInput
    // The job's own type of outcome.
    const outcome = (await planImport(input, this.environment, controls)) as PlanOutcome
    return { stage: input.stage, outcome }
  }

  async commit(stage: string): Promise<CommitOutcome> {
    const input = { stage, context: { actor: 'owner', window: null } }
    const job = createCommitImport(this.random, writeNoMail)
    // As above.
    return (await job(input, this.environment, controls)) as CommitOutcome
  }

  async outside(stage: string): Promise<string> {
    const target = this.path('aside.csv')
    await writeQuarantine({ stage, target }, this.environment, controls)
    return readFileSync(target, 'utf8')
  }

  async undo(id: OperationId | null): Promise<void> {
    if (id === null) return
    const input: UndoJobInput = { context: { actor: 'owner', window: null }, id }
    // The job's own type of outcome.
    const outcome = (await undoJob(input, this.environment, controls)) as UndoOutcome
    if (outcome.conflicts > 0) throw new Error(`${outcome.conflicts} conflicts`)
  }

  /** Every fact of the workspace, row by row. */
  facts(): string[] {
    return Object.entries(tableRegistry)
      .filter(([, { kind }]) => kind === 'undoable')
      .flatMap(([name]) =>
        this.reader
          .prepare(`select * from ${name} order by id`)
          .raw()
          .all()
          .map((row) => `${name} ${JSON.stringify(row)}`),
      )
  }

  /** All that is known in words, and days as `date:YYYY-MM-DD`. */
  words(): string {
    const days = this.reader
      .prepare(`select printf('date:%d-%02d-%02d', year, month, day) from important_dates`)
      .pluck()
      .all()
    return [...this.facts(), ...days].join('\n')
  }

  /**
   * Ends a file: removes what is kept of it, and lets the event loop turn, in which alone closed
   * connections and their statements give their memory back; jobs in this thread never wait.
   */
  async forget(): Promise<void> {
    const { temporary } = this.environment.layout
    for (const name of readdirSync(temporary)) rmSync(join(temporary, name))
    await turn()
  }

  close(): void {
    this.reader.close()
  }
}

/** Words as a person compares them: no case, no marks, one space, nothing that JSON escapes. */
const plain = (text: string): string =>
  text
    .replace(/\\[nrt]/gu, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@:]+/gu, ' ')

const isFound = (known: string, witness: string): boolean =>
  witness
    .split('\n')
    .map((part) => plain(part).trim())
    .every((part) => part === '' || known.includes(part))

const lost = (table: MessyTable, known: string): string[] =>
  table.rows.flatMap((cells, row) =>
    cells.flatMap(({ raw, witnesses }, column) =>
      witnesses.length === 0 || witnesses.some((witness) => isFound(known, witness))
        ? []
        : [`row ${row + 1}, ${table.header[column]}: lost ${JSON.stringify(raw)}`],
    ),
  )

type Choices = PlanInput['choices']
/** Changes what is asked for, to see a broken import noticed. */
type Choose = (choices: Choices, table: MessyTable) => Choices

const sumOf = (counts: Extract<PlanOutcome, { code: 'planned' }>['counts']): number =>
  counts.new +
  counts.changed +
  counts.unchanged +
  counts.duplicates +
  counts.problems +
  counts.leftOut

const describe = (table: MessyTable): string =>
  `${[...table.defects].join('+')} ${JSON.stringify(table.text.slice(0, 300))}`

/** Seconds of a processor for each megabyte of a file, until it is rehearsed. */
const mostSeconds = 2

const megabytesOf = (bytes: Uint8Array): number => bytes.length / 1_000_000

/** One file from reading to undo; what is wrong, in words. */
const bring = async (bench: ImportBench, table: MessyTable, choose: Choose): Promise<string[]> => {
  const problems: string[] = []
  const before = bench.facts().join('\n')
  const began = process.threadCpuUsage()
  const file = bench.keep(table.fileName, table.bytes)
  const asked: Choices = {
    options: { ...table.options, dayOrder: 'day-first' },
    unreadable: table.rows.length % 2 === 0 ? 'keep-as-note' : 'set-aside',
  }
  const choices = choose(asked, table)
  const { stage, outcome } = await bench.plan(file, choices)
  if (outcome.code !== 'planned') return [`not read: ${JSON.stringify(outcome)}`]
  const { counts } = outcome
  if (counts.rows !== table.rows.length) {
    problems.push(`${counts.rows} rows, not ${table.rows.length}`)
  }
  if (sumOf(counts) !== counts.rows) problems.push('the groups do not add up')
  const outside = await bench.outside(stage)
  const committed = await bench.commit(stage)
  if (committed.code !== 'applied') return [...problems, `not applied: ${committed.code}`]
  problems.push(...lost(table, plain(`${bench.words()}\n${outside}`)))
  const again = await bench.plan(file, choices)
  if (again.outcome.code !== 'planned') problems.push('not read the second time')
  else if (again.outcome.counts.new + again.outcome.counts.changed > 0) {
    const { new: added, changed } = again.outcome.counts
    problems.push(`the second time ${added} new, ${changed} changed`)
  }
  await bench.undo(committed.operationId)
  if (bench.facts().join('\n') !== before) problems.push('undo left something')
  // Two plans, a commit, a file of its own and an undo have their price before the first byte.
  const seconds = secondsSince(began)
  const limit = 2 + megabytesOf(table.bytes) * 5 * mostSeconds
  if (seconds > limit && seconds > limit * slowness())
    problems.push(`took ${seconds.toFixed(1)} s of a processor`)
  return problems
}

/** The same file with bytes cut or changed: anything may be wrong with it, but nothing breaks. */
const bringBroken = async (
  bench: ImportBench,
  table: MessyTable,
  random: SeededRandom,
): Promise<string[]> => {
  const bytes = Uint8Array.from(table.bytes)
  for (let n = 0; n < 5; n += 1) bytes[random.integer(bytes.length)] = random.integer(256)
  const cut = random.chance(0.3) ? bytes.subarray(0, random.integer(bytes.length)) : bytes
  const before = bench.facts().join('\n')
  const { stage, outcome } = await bench.plan(bench.keep('broken.csv', cut), {})
  if (outcome.code === 'planned') {
    if (sumOf(outcome.counts) !== outcome.counts.rows) return ['the groups do not add up']
    const committed = await bench.commit(stage)
    if (committed.code === 'applied') await bench.undo(committed.operationId)
  }
  return bench.facts().join('\n') === before ? [] : ['a broken file left something']
}

/** Files that go through one workspace; its log grows with each. */
const perWorkspace = 250

const generated = async (count: number, choose: Choose): Promise<Findings> => {
  const random = new SeededRandom(seed)
  const tables = fc.sample(messyTable, { numRuns: count, seed })
  const failures: string[] = []
  for (let first = 0; first < count; first += perWorkspace) {
    const some = tables.slice(first, first + perWorkspace)
    failures.push(...(await inMemory((folder) => bringAll(folder, some, { choose, random }))))
  }
  const share = (defect: (typeof defects)[number]): string =>
    `${defect} ${Math.round((100 * tables.filter((one) => one.defects.has(defect)).length) / count)} %`
  console.error(`  imports.generated: ${defects.map(share).join(', ')}`)
  return { n: count, failures }
}

const bringAll = async (
  folder: string,
  tables: readonly MessyTable[],
  { choose, random }: { readonly choose: Choose; readonly random: SeededRandom },
): Promise<readonly string[]> => {
  const app = await openTestApplication({ folder, parseOutputs: false })
  const bench = new ImportBench(app)
  const failures: string[] = []
  for (const [index, table] of tables.entries()) {
    const about = (found: readonly string[]) =>
      failures.push(...found.map((one) => `${one} (${describe(table)})`))
    try {
      about(await bring(bench, table, choose))
      if (index % 3 === 0) about(await bringBroken(bench, table, random))
    } catch (error) {
      about([`crashed: ${error instanceof Error ? error.message : String(error)}`])
    }
    await bench.forget()
  }
  bench.close()
  await app.close()
  return failures
}

/** Files that are hard work for their size are rehearsed without a hang. */
const hangs = (length: number): Promise<Findings> =>
  inMemory(async (folder) => {
    const app = await openTestApplication({ folder, parseOutputs: false })
    const bench = new ImportBench(app)
    const failures: string[] = []
    const spent: { readonly name: string; readonly seconds: number }[] = []
    const rehearse = async (text: string) => {
      const bytes = new TextEncoder().encode(text)
      const file = bench.keep('heavy.csv', bytes)
      const began = process.threadCpuUsage()
      const { outcome } = await bench.plan(file, { unreadable: 'keep-as-note' })
      return { outcome, seconds: secondsSince(began), megabytes: megabytesOf(bytes) }
    }
    slowness()
    // A rehearsal has its price before the first byte.
    await rehearse('Name\nAna\n')
    const { seconds: price } = await rehearse('Name\nAna\n')
    const perMegabyte = async (text: string) => {
      const { outcome, seconds, megabytes } = await rehearse(text)
      await bench.forget()
      return { outcome, seconds: Math.max(0, seconds - price) / megabytes / slowness() }
    }
    for (const { name, text } of heavyFiles) {
      const { outcome, ...first } = await perMegabyte(text(length))
      let { seconds } = first
      // A machine has bad moments; a hang is one each time.
      for (let again = 0; again < 2 && seconds > mostSeconds; again += 1) {
        seconds = Math.min(seconds, (await perMegabyte(text(length))).seconds)
      }
      spent.push({ name, seconds })
      if (seconds > mostSeconds) failures.push(`${name}: ${seconds.toFixed(1)} s a megabyte`)
      if (outcome.code !== 'planned') failures.push(`${name}: ${outcome.code}`)
    }
    const [worst, ...rest] = spent.toSorted((a, b) => b.seconds - a.seconds)
    const words = [worst, ...rest.slice(0, 2)].map(
      (one) => `${one?.name} ${one?.seconds.toFixed(2)}`,
    )
    console.error(`  imports.hangs: seconds a megabyte: ${words.join(', ')}`)
    bench.close()
    await app.close()
    const secondsPerMegabyte = Number((worst?.seconds ?? 0).toFixed(2))
    return { n: heavyFiles.length, failures, secondsPerMegabyte }
  })

/**
 * Files that know what they say come in, are found again cell by cell, bring nothing the second
 * time and are undone; and the same files broken, which must change nothing. The control leaves
 * the notes out, which must be noticed.
 */
export const run = async ({
  tier,
  controls: isControl,
}: FaultRun): Promise<readonly FaultLine[]> => {
  if (isControl) {
    const notes: readonly string[] = ['Notes', 'Bemerkung', '备注']
    const leaveOut: Choose = (choices, { header }) => ({
      ...choices,
      columns: recogniseColumns(header).map((target, index) =>
        notes.includes(header[index] ?? '') ? { field: 'ignore' } : target,
      ),
    })
    return [await measure('imports.control.left-out', seed, () => generated(10, leaveOut))]
  }
  const count = tier === 'test' ? 300 : 10_000
  const length = tier === 'test' ? 500_000 : 4_000_000
  return [
    await measure('imports.generated', seed, () => generated(count, (choices) => choices)),
    await measure('imports.hangs', seed, () => hangs(length)),
  ]
}
