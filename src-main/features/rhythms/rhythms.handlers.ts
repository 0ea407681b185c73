import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { RhythmsService } from './rhythms.service.ts'

/** Wires the contract's `rhythms` to its service. */
export const createRhythmsHandlers = (service: RhythmsService): Handlers<'rhythms'> => ({
  list: () => ok(service.list()),
  set: (input, context) => service.set(input, context),
})
