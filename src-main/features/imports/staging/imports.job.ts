import { rmSync } from 'node:fs'
import type { UnreadableTable } from '#main/engines/file-formats/table/table.ts'
import { failpoint } from '#main/platform/failpoint.ts'
import type { Helper } from '#main/platform/helper-protocol.ts'
import type {
  JobControls,
  JobEnvironment,
  JobFunction,
  JobProgress,
} from '#main/platform/job-protocol.ts'
import { partsOfDay, today } from '#shared/domain/time.ts'
import { matchingSteps, matchRows } from '../matching/import-matching.repository.ts'
import { matchingFunctions } from '../matching/matching-functions.ts'
import { countPlan, type PlanCounts } from '../rehearsal/plan-counts.ts'
import { openKnownTable } from '../tables/open-known-table.ts'
import { ImportStage } from './import-stage.repository.ts'
import type { PlanInput } from './plan-inputs.ts'
import { preparePlan } from './prepare-plan.ts'
import { stageTable, startReading } from './stage-table.ts'
import { keepPlan, matchingPlanOf, type StoredPlan } from './stored-plan.ts'

/** How a rehearsal ends. */
export type PlanOutcome =
  | { readonly code: 'planned'; readonly counts: PlanCounts; readonly seconds: number }
  | UnreadableTable

/**
 * Rehearses a file: reads and stages every row, finds out who it is about and what it brings.
 *
 * Writes its staging file only; a stopped or failed rehearsal removes it. The rows of a large file
 * are read by a helper, while this thread stages them; where there are no helpers it does both.
 */
export const planImport: JobFunction = async (input, environment, controls) => {
  // The service starts this job and passes exactly this.
  const wanted = input as PlanInput
  const reader = startReading(wanted.file, environment.startHelper)
  try {
    return await rehearse(wanted, { ...environment, controls, reader })
  } finally {
    await reader?.end()
  }
}

interface Surroundings extends JobEnvironment {
  readonly controls: JobControls
  readonly reader: Helper | null
}

const rehearse = async (
  wanted: PlanInput,
  { layout, clock, controls, reader }: Surroundings,
): Promise<PlanOutcome> => {
  const started = performance.now()
  const { file, businessCountry: country, columnWord, recipes, choices } = wanted
  const opened = await openKnownTable(file, { ...choices.options, country, columnWord }, recipes)
  if (!opened.ok) return opened.error
  const { table, reading } = opened.value
  const options = { ...reading, ...choices.options }
  const stage = ImportStage.create(
    { stage: wanted.stage, workspace: layout.database },
    matchingFunctions,
  )
  let isKept = false
  try {
    const thisYear = partsOfDay(today(clock)).year
    const plan = preparePlan(stage, {
      ...wanted,
      choices: { ...choices, options },
      table,
      thisYear,
    })
    keepPlan(stage, plan)
    const read = await stageTable(stage, { plan, table, controls }, reader)
    if (!read.ok) return read.error
    // Matching needs the memory.
    await reader?.end()
    failpoint('imports.staged')
    stage.index()
    matchStage(stage, plan, controls)
    stage.indexOutcomes()
    failpoint('imports.matched')
    isKept = true
    const seconds = (performance.now() - started) / 1000
    return { code: 'planned', counts: countPlan(stage.executor), seconds }
  } finally {
    stage.close()
    if (!isKept) rmSync(wanted.stage, { force: true })
  }
}

/** Matches what is staged with the workspace as it is now, and remembers up to where it looked. */
export const matchStage = (stage: ImportStage, plan: StoredPlan, controls: JobControls): void =>
  stage.transaction(() => {
    stage.rememberFence()
    const total = stage.countRows()
    const matching = matchingPlanOf(plan)
    const steps = matchingSteps(matching)
    matchRows(stage.executor, matching, (done) => {
      controls.checkpoint()
      controls.progress(matchingProgress({ done, steps }, total))
    })
  })

/** Matching goes through all rows once a step; told as rows, which is what the owner counts in. */
export const matchingProgress = (
  { done, steps }: { readonly done: number; readonly steps: number },
  rows: number,
): JobProgress => ({
  phase: 'matching',
  done: Math.min(rows, Math.round((rows * done) / steps)),
  total: rows,
})
