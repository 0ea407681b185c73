import { QueryObserver, useQueryClient } from '@tanstack/react-query'
import type { Output } from '#shared/contract/index.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { call } from './client.ts'
import { queryKey } from './query-keys.ts'

type Job = Output<'jobs.get'>

/** How the undo of a bulk act in the background has ended. */
export type UndoEnd = 'done' | 'conflicts' | 'cancelled' | 'failed'

const endOf = ({ status, outcome }: Job): UndoEnd => {
  if (status === 'cancelled') return 'cancelled'
  if (status !== 'done') return 'failed'
  const hasConflicts =
    typeof outcome === 'object' &&
    outcome !== null &&
    'conflicts' in outcome &&
    typeof outcome.conflicts === 'number' &&
    outcome.conflicts > 0
  return hasConflicts ? 'conflicts' : 'done'
}

/** Waits for the end of an undo in the background, wherever the owner goes meanwhile. */
export const useUndoEnd = (): ((jobId: number) => Promise<UndoEnd>) => {
  const client = useQueryClient()
  return (jobId) =>
    new Promise((resolve) => {
      // An undo names its job by the plain number.
      const id = jobId as JobId
      const observer = new QueryObserver<Job>(client, {
        queryKey: queryKey('jobs.get', { id }),
        queryFn: () => call('jobs.get', { id }),
      })
      const stop = observer.subscribe(({ data, isError }) => {
        if (!isError && (data === undefined || data.endedAt === null)) return
        stop()
        resolve(data === undefined ? 'failed' : endOf(data))
      })
    })
}
