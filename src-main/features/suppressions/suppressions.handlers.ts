import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { SuppressionsService } from './suppressions.service.ts'

/** Wires the contract's `suppressions` to its service. */
export const createSuppressionsHandlers = (
  service: SuppressionsService,
): Handlers<'suppressions'> => ({
  list: (input) => ok(service.list(input)),
  add: (input, context) => service.add(input, context),
  lift: (input, context) => service.lift(input, context),
})
