import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { TodayService } from './today.service.ts'

/** Wires the contract's `today` to its service. */
export const createTodayHandlers = (service: TodayService): Handlers<'today'> => ({
  get: (input) => ok(service.get(input)),
  count: () => ok(service.count()),
})
