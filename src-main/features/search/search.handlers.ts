import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { SearchService } from './search.service.ts'

/** Wires the contract's `search` to its service. */
export const createSearchHandlers = (service: SearchService): Handlers<'search'> => ({
  everywhere: (input) => ok(service.everywhere(input)),
  recent: (input) => ok(service.recent(input)),
})
