import { attempt } from '#renderer/api/client.ts'
import type { JobId } from '#shared/domain/ids.ts'
import type { Result } from '#shared/domain/result.ts'
import { type ImportState, importState, setImport } from './import-store.ts'
import type { ImportResult, Refusal, Revision, RunningJob } from './import-types.ts'
import { readOutcome } from './read-outcome.ts'
import { withRevision } from './rehearsal/merge-revisions.ts'
import { firstGroup } from './rehearsal/row-groups.ts'
import type { Job } from './use-job.ts'

const planInput = (state: ImportState) => {
  const { file, options, targets, rules, inspection, isOwn } = state
  if (file === null) return null
  const base = { file: file.handle, options }
  // A recipe that was left as it is says all this itself.
  if (inspection?.recipe !== null && !isOwn) return base
  return {
    ...base,
    columns: [...targets],
    matchBy: [...rules.matchBy],
    addTags: [...rules.addTags],
    ...(rules.setStage === null ? {} : { setStage: rules.setStage }),
    ...(rules.isRemembered && rules.recipeName.trim() !== ''
      ? { remember: { name: rules.recipeName.trim() } }
      : {}),
  }
}

/** The place of a job is taken before it has a number, so that nothing starts twice. */
const start = async (
  kind: RunningJob['kind'],
  ask: () => Promise<Result<{ readonly jobId: JobId }, Refusal>>,
): Promise<void> => {
  setImport({ job: { id: null, kind }, refusal: null })
  const started = await ask()
  if (started.ok) setImport({ job: { id: started.value.jobId, kind } })
  else setImport({ job: null, refusal: started.error })
}

/** Rehearses the file; nothing is changed by it. */
export const rehearse = async (): Promise<void> => {
  const state = importState()
  const input = planInput(state)
  if (input === null || state.job !== null) return
  // What was rehearsed before and not changed since stands.
  if (state.rehearsal !== null) return setImport({ step: 'rehearsal', refusal: null })
  setImport({ waiting: [], group: null, kept: [] })
  await start('plan', () => attempt('imports.plan', input))
}

/** Repairs, decides, leaves out, changes rules. While one is rehearsed, the next ones gather. */
export const revise = async (revision: Revision): Promise<void> => {
  const { rehearsal, job, waiting } = importState()
  if (rehearsal === null) return
  if (job !== null) return setImport({ waiting: withRevision(waiting, revision) })
  const { planId } = rehearsal
  await start('revise', () => attempt('imports.revise', { planId, ...revision }))
}

/** Applies exactly the rehearsed plan. */
export const commit = async (): Promise<void> => {
  const { rehearsal, job } = importState()
  if (rehearsal === null || job !== null) return
  const { planId } = rehearsal
  await start('commit', () => attempt('imports.commit', { planId }))
}

/** Stops what is running; what it did so far is taken back. */
export const cancelJob = (): void => {
  const { job } = importState()
  const id = job?.id ?? null
  if (id !== null) void attempt('jobs.cancel', { id })
}

const showCounts = (counts: ImportResult['counts'], hasMoved: boolean, job: Job): void => {
  const { rehearsal, group } = importState()
  setImport({
    step: 'rehearsal',
    // The group stays the same while its last row is decided.
    group: group ?? firstGroup(counts),
    rehearsal: {
      planId: rehearsal?.planId ?? job.id,
      counts,
      hasMoved,
      round: (rehearsal?.round ?? 0) + 1,
    },
  })
}

const showEnd = (job: Job): void => {
  const outcome = readOutcome(job.outcome)
  switch (outcome.kind) {
    case 'planned':
      return showCounts(outcome.counts, false, job)
    case 'data-moved':
      return showCounts(outcome.counts, true, job)
    case 'applied': {
      const { rehearsal, rules } = importState()
      const { kind: _, ...applied } = outcome
      const planId = rehearsal?.planId ?? job.id
      const at = job.endedAt ?? 0
      return setImport({
        step: 'result',
        result: { ...applied, at, planId, rules, isUndone: false },
      })
    }
    case 'refused':
      return setImport({ refusal: outcome.refusal })
  }
}

/** Notes that the import of that rehearsal was taken back. */
export const noteUndone = (planId: JobId): void => {
  const { result } = importState()
  if (result?.planId === planId) setImport({ result: { ...result, isUndone: true } })
}

/** Takes over what a job has come to. */
export const endJob = (job: Job): void => {
  const { job: running, waiting } = importState()
  if (running?.id !== job.id) return
  setImport({ job: null })
  if (job.status === 'done') showEnd(job)
  else if (job.status === 'failed') setImport({ refusal: { code: 'bug', data: {} } })
  const [next, ...others] = waiting
  if (next !== undefined) {
    setImport({ waiting: others })
    void revise(next)
  }
}
