import { z } from 'zod'
import { command, query } from './define.ts'
import { instant, jobId, notFound } from './values.ts'

export const job = z.object({
  id: jobId,
  kind: z.string(),
  status: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  /** What it is doing now; a code of its kind. */
  phase: z.string().nullable(),
  done: z.int(),
  /** Null while the size is not known. */
  total: z.int().nullable(),
  /** Units a second over the last seconds. */
  rate: z.number().nullable(),
  remainingMs: z.number().nullable(),
  /** Of a finished job: its own result, or the failure's code and data. */
  outcome: z.unknown(),
  createdAt: instant,
  endedAt: instant.nullable(),
})

/** Long work in the background. */
export const jobs = {
  get: query({
    input: z.strictObject({ id: jobId }),
    output: job,
    failures: { 'not-found': notFound },
  }),
  list: query({ input: z.strictObject({}), output: z.object({ jobs: z.array(job) }) }),
  /** Asks it to stop; what it did so far is rolled back. */
  cancel: command({
    undoable: false,
    input: z.strictObject({ id: jobId }),
    output: z.object({}),
    failures: { 'not-found': notFound, ended: z.object({}) },
  }),
}
