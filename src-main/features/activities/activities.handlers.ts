import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { ActivitiesService } from './activities.service.ts'

/** Wires the contract's `activities` to its service. */
export const createActivitiesHandlers = (service: ActivitiesService): Handlers<'activities'> => ({
  list: (input) => service.list(input),
  mail: (input) => service.mail(input),
  preview: (input) => ok(service.preview(input)),
  log: (input, context) => service.log(input, context),
  update: (input, context) => service.update(input, context),
  delete: (input, context) => service.delete(input, context),
})
