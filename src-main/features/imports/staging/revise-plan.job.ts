import type { JobFunction } from '#main/platform/job-protocol.ts'
import { resetMatching } from '../matching/import-matching.repository.ts'
import { matchingFunctions } from '../matching/matching-functions.ts'
import { countPlan } from '../rehearsal/plan-counts.ts'
import { ImportStage } from './import-stage.repository.ts'
import { matchStage, type PlanOutcome } from './imports.job.ts'
import type { ReviseInput } from './plan-inputs.ts'
import { rereadRows } from './reread-rows.ts'
import { keepDecisions, keepLeftOut, keepRules } from './revisions.ts'
import { storedPlan } from './stored-plan.ts'

/**
 * Revises a plan: repaired rows are read anew as the file was, then everything is matched again.
 *
 * All or nothing; a stopped revision leaves the plan as it was.
 */
export const revisePlan: JobFunction = async (input, { layout }, controls) => {
  // The service starts this job and passes exactly this.
  const { stage: file, revision } = input as ReviseInput
  const started = performance.now()
  const stage = ImportStage.open({ stage: file, workspace: layout.database }, matchingFunctions)
  try {
    stage.executor.database.exec('begin')
    const reread = await rereadRows(stage, revision)
    if (!reread.ok) return reread.error satisfies PlanOutcome
    keepDecisions(stage.executor, revision)
    keepLeftOut(stage.executor, revision)
    keepRules(stage, revision)
    resetMatching(stage.executor)
    matchStage(stage, storedPlan(stage), controls)
    stage.executor.database.exec('commit')
    const seconds = (performance.now() - started) / 1000
    return { code: 'planned', counts: countPlan(stage.executor), seconds } satisfies PlanOutcome
  } finally {
    if (stage.executor.database.inTransaction) stage.executor.database.exec('rollback')
    stage.close()
  }
}
