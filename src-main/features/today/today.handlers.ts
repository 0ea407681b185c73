import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { TodayService } from './today.service.ts'

/** Wires the contract's `today` to its service. */
export const createTodayHandlers = (service: TodayService): Handlers<'today'> => ({
  get: () => ok(service.get()),
  count: () => ok(service.count()),
})
