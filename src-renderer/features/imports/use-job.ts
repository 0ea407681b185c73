import { useEffect, useRef } from 'react'
import { useApiQuery } from '#renderer/api/use-api.ts'
import type { Output } from '#shared/contract/index.ts'
import type { JobId } from '#shared/domain/ids.ts'

/** A job as the contract tells of it. */
export type Job = Output<'jobs.get'>

/** What is known of a job; null asks for none. */
export const useJobFacts = (id: JobId | null): Job | undefined => {
  // Without a job the query is off; the number is never asked for.
  const asked = id ?? (1 as JobId)
  const job = useApiQuery('jobs.get', { id: asked }, { enabled: id !== null })
  return id !== null && job.data?.id === id ? job.data : undefined
}

/** Follows a job; tells its end once. Null follows nothing. */
export const useJob = (id: JobId | null, onEnd: (job: Job) => void): Job | undefined => {
  const facts = useJobFacts(id)
  const told = useRef<JobId | null>(null)
  useEffect(() => {
    if (facts === undefined || facts.endedAt === null || facts.id !== id) return
    if (told.current === id) return
    told.current = id
    onEnd(facts)
  }, [facts, id, onEnd])
  return facts
}
