import {
  type BulkConnection,
  type BulkTransaction,
  inSteps,
  openBulkConnection,
} from '#main/db/bulk.ts'
import { isOwnExport } from '#main/engines/file-formats/own-export/own-export.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import { failpoint } from '#main/platform/failpoint.ts'
import type { JobControls, JobEnvironment, JobFunction } from '#main/platform/job-protocol.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { createUidSeries } from '#main/platform/uid.ts'
import type { OperationId } from '#shared/domain/ids.ts'
import { fail, ok, type Result } from '#shared/domain/result.ts'
import { rememberMatches } from '../matching/import-matches.repository.ts'
import { matchingSteps, rematchRows } from '../matching/import-matching.repository.ts'
import { matchingFunctions } from '../matching/matching-functions.ts'
import {
  countChangedPeople,
  countPlan,
  countTagged,
  type PlanCounts,
} from '../rehearsal/plan-counts.ts'
import { ImportStage } from '../staging/import-stage.repository.ts'
import { matchingProgress } from '../staging/imports.job.ts'
import { matchingPlanOf, storedPlan } from '../staging/stored-plan.ts'
import {
  applyRows,
  applyShared,
  countNew,
  endApply,
  lastRow,
  settleRows,
} from './import-apply.repository.ts'
import { applyRelations } from './import-apply-more.repository.ts'
import { rememberFile } from './import-remember.repository.ts'
import { applySuppressions, type NoMailWriter } from './import-suppressions.ts'
import { rememberUndecided } from './import-undecided.repository.ts'
import { fenceOf } from './moved-data.repository.ts'

/** Which plan to apply, and for whom. */
export interface CommitInput {
  /** Path of the plan's staging file. */
  readonly stage: string
  readonly context: CallContext
}

/** How an import ends. */
export type CommitOutcome =
  | {
      readonly code: 'applied'
      readonly operationId: OperationId | null
      readonly counts: PlanCounts
      readonly changedPeople: number
      readonly seconds: number
      readonly created: {
        readonly companies: number
        readonly fields: readonly string[]
        readonly tagged: number
        readonly noMail: number
      }
    }
  | { readonly code: 'data-moved'; readonly counts: PlanCounts }

type Moved = { readonly code: 'moved'; readonly data: null }

/** Times the plan is matched again before the gate is held meanwhile. */
const patience = 3

/**
 * Applies a plan in one operation, all or nothing.
 *
 * If something was done in the workspace since the rehearsal that may matter to a row, every row is
 * matched again; when any line comes out otherwise, nothing is written and the new counts are told.
 */
export const createCommitImport =
  (random: RandomSource, writeNoMail: NoMailWriter): JobFunction =>
  async (input, environment, controls) => {
    // The service starts this job and passes exactly this.
    const commit = input as CommitInput
    const started = performance.now()
    const work = { commit, environment, controls, random, writeNoMail }
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await tryCommit(work, attempt > patience)
      if (outcome.code === 'moved') continue
      if (outcome.code === 'data-moved') return outcome satisfies CommitOutcome
      const seconds = (performance.now() - started) / 1000
      return { ...outcome, seconds } satisfies CommitOutcome
    }
  }

interface CommitWork {
  readonly commit: CommitInput
  readonly environment: JobEnvironment
  readonly controls: JobControls
  readonly random: RandomSource
  readonly writeNoMail: NoMailWriter
}

type Applied = Omit<Extract<CommitOutcome, { code: 'applied' }>, 'seconds'>

/** Matches again when the workspace moved; the outcome when the plan came out otherwise. */
const refresh = ({
  commit,
  environment,
  controls,
}: CommitWork): Extract<CommitOutcome, { code: 'data-moved' }> | null => {
  const files = { stage: commit.stage, workspace: environment.layout.database }
  const stage = ImportStage.open(files, matchingFunctions)
  try {
    return stage.transaction(() => {
      const moved = stage.moved()
      if (moved === 'not') return null
      stage.rememberFence()
      if (moved === 'elsewhere') return null
      const total = stage.countRows()
      const plan = matchingPlanOf(storedPlan(stage))
      const steps = matchingSteps(plan)
      const isOther = rematchRows(stage.executor, plan, (done) => {
        controls.checkpoint()
        controls.progress(matchingProgress({ done, steps }, total))
      })
      return isOther ? { code: 'data-moved', counts: countPlan(stage.executor) } : null
    })
  } finally {
    stage.close()
  }
}

/** One attempt; on the last one the gate is held while matching, so that nothing can move. */
const tryCommit = async (
  work: CommitWork,
  isLast: boolean,
): Promise<Applied | Moved | Extract<CommitOutcome, { code: 'data-moved' }>> => {
  const moved = isLast ? null : refresh(work)
  if (moved !== null) return moved
  const connection = openConnection(work)
  try {
    return await work.controls.withGate(
      () => (isLast ? refresh(work) : null) ?? apply(connection, work),
    )
  } finally {
    connection.close()
    await connection.endBeside()
  }
}

const openConnection = (work: CommitWork): BulkConnection => {
  const { commit, environment, controls, random } = work
  const { startHelper } = environment
  const uid = createUidSeries(environment.clock, random)
  const connection = openBulkConnection({
    file: environment.layout.database,
    clock: environment.clock,
    // Rows come in order and indexes are built in order: a larger cache would only be memory.
    cacheMiB: 32,
    sortsOnDisk: true,
    functions: { ...searchFunctions, kith_uid: () => uid() },
    onCommit: (change) => controls.committed(change),
    beside: startHelper
      ? { start: () => startHelper('search.texts'), file: `${commit.stage}.texts` }
      : null,
  })
  connection.attach(commit.stage, 'stage')
  connection.expectContacts(countNew(connection.reader))
  return connection
}

const apply = (connection: BulkConnection, work: CommitWork): Applied | Moved => {
  const counts = countPlan(connection.reader)
  const numbers = { new: counts.new, changed: counts.changed, companies: counts.newCompanies }
  const label = { code: 'imports.commit', numbers }
  const result = connection.execute<{ readonly noMail: number }, Moved>(
    work.commit.context,
    label,
    (tx) => applyPlan(tx, work),
  )
  if (!result.ok) return result.error
  const { operationId, value } = result.value
  if (value.noMail > 0) tellOfNoMail(work)
  const created = {
    companies: counts.newCompanies,
    fields: counts.newFields,
    tagged: countTagged(connection.reader),
    noMail: value.noMail,
  }
  const changedPeople = countChangedPeople(connection.reader)
  return { code: 'applied', operationId, counts, changedPeople, created }
}

/** The undo log, which names what changed, knows nothing of them. */
const tellOfNoMail = ({ controls, commit }: CommitWork): void =>
  controls.committed({
    type: 'change',
    operationId: null,
    actor: commit.context.actor,
    tables: { suppressions: 'many' },
  })

const applyPlan = (
  tx: BulkTransaction,
  { environment, controls, writeNoMail: write }: CommitWork,
): Result<{ readonly noMail: number }, Moved> => {
  const fence = tx.firstSql<{ value: string }>(`select value from import_facts where key = 'fence'`)
  if (fence?.value !== fenceOf(tx, tx.operationId).mark) return fail('moved', null)
  const kept = tx.firstSql<{ value: string }>(`select value from import_facts where key = 'plan'`)
  const plan = storedPlan({ fact: () => kept?.value ?? null })
  const options = { at: environment.clock.now(), isLossless: isOwnExport(plan.headers) }
  applyShared(tx, options)
  failpoint('imports.after-shared')
  inSteps(controls, { phase: 'applying', total: lastRow(tx) }, (from, to) => {
    applyRows(tx, options, [from, to])
    settleRows(tx, [from, to])
    failpoint('imports.after-rows')
  })
  if (options.isLossless) applyRelations(tx)
  const noMail = applySuppressions(tx, { write, clock: environment.clock })
  failpoint('imports.before-remember')
  rememberUndecided(tx)
  rememberMatches(tx)
  rememberFile(tx, plan, options.at)
  endApply(tx)
  controls.progress({ phase: 'refreshing', done: 0, total: null })
  return ok({ noMail })
}
