import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { JobsService } from './jobs.service.ts'

/** Wires the contract's `jobs` to its service. */
export const createJobsHandlers = (service: JobsService): Handlers<'jobs'> => ({
  get: ({ id }) => service.get(id),
  list: () => ok({ jobs: service.list() }),
  cancel: ({ id }) => service.cancel(id),
})
