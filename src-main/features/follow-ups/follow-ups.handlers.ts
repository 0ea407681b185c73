import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { FollowUpsService } from './follow-ups.service.ts'

/** Wires the contract's `followUps` to its service. */
export const createFollowUpsHandlers = (service: FollowUpsService): Handlers<'followUps'> => ({
  list: (input) => ok(service.list(input)),
  create: (input, context) => service.create(input, context),
  update: (input, context) => service.update(input, context),
  snooze: (input, context) => service.snooze(input, context),
  complete: (input, context) => service.complete(input, context),
  skip: (input, context) => service.skip(input, context),
  delete: (input, context) => service.delete(input, context),
})
