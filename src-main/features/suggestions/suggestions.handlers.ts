import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { SuggestionsService } from './suggestions.service.ts'

/** Wires the contract's `suggestions` to its service. */
export const createSuggestionsHandlers = (
  service: SuggestionsService,
): Handlers<'suggestions'> => ({
  list: (input) => ok(service.list(input)),
  accept: (input, context) => service.accept(input, context),
  dismiss: (input, context) => service.dismiss(input, context),
})
