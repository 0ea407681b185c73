import { useCallback, useState } from 'react'
import { attempt } from '#renderer/api/client.ts'
import type { ProcedureFailure } from '#shared/contract/index.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { noteUndone } from '../import-jobs.ts'
import { type Job, useJob } from '../use-job.ts'

/** Places where the undo of an import meets a later change. */
export type Conflicts = Extract<
  ProcedureFailure<'imports.undo'>,
  { code: 'conflicts' }
>['data']['conflicts']

/** How far the undo of an import is. */
export type UndoState =
  | { readonly kind: 'possible' }
  | { readonly kind: 'running' }
  | { readonly kind: 'asks'; readonly conflicts: Conflicts }
  | { readonly kind: 'refused'; readonly code: string }

/** Undo of an import, a job of its own when it is large; what was edited since is asked about. */
export const useImportUndo = (planId: JobId) => {
  const [state, setState] = useState<UndoState>({ kind: 'possible' })
  const [jobId, setJobId] = useState<JobId | null>(null)
  const handleEnd = useCallback(
    (job: Job): void => {
      setJobId(null)
      setState({ kind: 'possible' })
      if (job.status === 'done') noteUndone(planId)
    },
    [planId],
  )
  const job = useJob(jobId, handleEnd)
  const undo = async (takeBack?: readonly string[]): Promise<void> => {
    setState({ kind: 'running' })
    const undone = await attempt('imports.undo', {
      jobId: planId,
      ...(takeBack === undefined ? {} : { decided: true, takeBack: [...takeBack] }),
    })
    if (undone.ok) {
      if (undone.value.jobId === null) {
        setState({ kind: 'possible' })
        return noteUndone(planId)
      }
      // The contract gives this id as a plain integer.
      return setJobId(undone.value.jobId as JobId)
    }
    if (undone.error.code === 'conflicts') {
      return setState({ kind: 'asks', conflicts: undone.error.data.conflicts })
    }
    setState({ kind: 'refused', code: undone.error.code })
  }
  return { state, job, undo, dismiss: () => setState({ kind: 'possible' }) }
}
