import { rmSync } from 'node:fs'
import type { ColumnTarget } from '#main/engines/file-formats/column-words.ts'
import { recogniseColumns } from '#main/engines/file-formats/columns.ts'
import type { DayOrder } from '#main/engines/file-formats/dates.ts'
import type { DecimalMark } from '#main/engines/file-formats/numbers.ts'
import type { TableRow, UnreadableTable } from '#main/engines/file-formats/table.ts'
import { nameKey } from '#main/engines/matching/name-keys.ts'
import type { JobControls, JobFunction, JobProgress } from '#main/platform/job-protocol.ts'
import type { Result } from '#shared/domain/result.ts'
import { partsOfDay, today } from '#shared/domain/time.ts'
import { readColumnMarks } from './column-evidence.ts'
import { planColumns } from './column-plan.ts'
import type { ReadRow } from './contact-facts.ts'
import {
  countPlan,
  matchingSteps,
  matchRows,
  type PlanCounts,
} from './import-matching.repository.ts'
import { ImportStage } from './import-stage.repository.ts'
import { matchingFunctions } from './matching-functions.ts'
import { openTable } from './open-table.ts'
import { readRow } from './read-row.ts'
import type { ReadingRules } from './row-cells.ts'
import type { OpenOptions, Table, TableSummary } from './table-source.ts'

/** What the rehearsal of a file needs. */
export interface PlanInput {
  /** Path of the file. */
  readonly file: string
  /** Path of the staging file to make. */
  readonly stage: string
  /** How to read it, where the owner knows better. */
  readonly options: OpenOptions & {
    readonly dayOrder?: DayOrder | undefined
    readonly decimal?: DecimalMark | undefined
  }
  /** One target per column; null for the suggestion. */
  readonly columns: readonly ColumnTarget[] | null
  /** Where phones without a country belong. */
  readonly country: string | null
  readonly unreadable: ReadingRules['unreadable']
}

/** How a rehearsal ends. */
export type PlanOutcome =
  | { readonly code: 'planned'; readonly counts: PlanCounts; readonly seconds: number }
  | UnreadableTable

/**
 * Rehearses a file: reads and stages every row, finds out who it is about and what it brings.
 *
 * Writes its staging file only; a stopped or failed rehearsal removes it.
 */
export const planImport: JobFunction = async (input, { layout, clock }, controls) => {
  // The service starts this job and passes exactly this.
  const plan = input as PlanInput
  const started = performance.now()
  const table = await openTable(plan.file, plan.options)
  if (!table.ok) return table.error satisfies PlanOutcome
  const files = { stage: plan.stage, workspace: layout.database }
  const stage = ImportStage.create(files, matchingFunctions)
  let isKept = false
  try {
    const thisYear = partsOfDay(today(clock)).year
    const read = stage.transaction(() =>
      stageTable(stage, { ...plan, table: table.value, thisYear }, controls),
    )
    if (!read.ok) return read.error satisfies PlanOutcome
    stage.index()
    matchStage(stage, controls)
    stage.indexOutcomes()
    isKept = true
    const seconds = (performance.now() - started) / 1000
    return { code: 'planned', counts: countPlan(stage.executor), seconds } satisfies PlanOutcome
  } finally {
    stage.close()
    if (!isKept) rmSync(plan.stage, { force: true })
  }
}

/** Matches what is staged with the workspace as it is now, and remembers up to where it looked. */
export const matchStage = (stage: ImportStage, controls: JobControls): void =>
  stage.transaction(() => {
    stage.rememberFence()
    const total = stage.countRows()
    matchRows(stage.executor, (done) => {
      controls.checkpoint()
      controls.progress(matchingProgress(done, total))
    })
  })

/** Matching goes through all rows once a step; told as rows, which is what the owner counts in. */
export const matchingProgress = (step: number, rows: number): JobProgress => ({
  phase: 'matching',
  done: Math.round((rows * step) / matchingSteps),
  total: rows,
})

interface OpenedPlan extends PlanInput {
  readonly table: Table
  readonly thisYear: number
}

const stageTable = (
  stage: ImportStage,
  plan: OpenedPlan,
  controls: JobControls,
): Result<TableSummary, UnreadableTable> => {
  const { table } = plan
  const read = prepareReader(stage, plan)
  let done = 0
  return table.read((rows, bytesRead) => {
    controls.checkpoint()
    done += rows.length
    const total = Math.round((done * table.bytes) / bytesRead)
    controls.progress({ phase: 'reading', done, total })
    for (const row of rows) insertRow(stage, read(row))
    return true
  })
}

const prepareReader = (stage: ImportStage, plan: OpenedPlan): ((row: TableRow) => ReadRow) => {
  const { headers } = plan.table
  const given = plan.columns ?? recogniseColumns(headers)
  const targets = headers.map((_, index) => given[index] ?? ({ field: 'named-note' } as const))
  const columns = planColumns(headers, targets)
  const { dayOrder, decimal } = plan.options
  const rules = {
    country: plan.country,
    thisYear: plan.thisYear,
    unreadable: plan.unreadable,
    ...readColumnMarks(plan.table, targets, { dayOrder, decimal, country: plan.country }),
  }
  stage.setFact(
    'columns',
    JSON.stringify(
      headers.map((header, index) => ({ index, header, target: targets[index], differing: 0 })),
    ),
  )
  const named = columns.byField.get('display-name') ?? columns.byField.get('given-name')
  stage.setFact('name-column', named?.[0]?.name ?? 'Name')
  return (row) => readRow(row, columns, rules)
}

const insertRow = (stage: ImportStage, read: ReadRow): void => {
  const { facts } = read
  stage.insert(read, {
    name: nameKey(facts.displayName),
    company: facts.companyName === null ? '' : nameKey(facts.companyName),
    isNamed: !facts.points.some(({ raw }) => raw === facts.displayName),
  })
}
