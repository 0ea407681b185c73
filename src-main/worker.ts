import type { JobFunction } from '#main/platform/job-protocol.ts'
import { runJobThread } from '#main/platform/job-thread.ts'

/** The composition root of a background thread: every kind of job, by the name it is started by. */
const jobs: Readonly<Record<string, JobFunction>> = {}

await runJobThread(jobs)
