import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { SettingsService } from './settings.service.ts'

/** Wires the contract's `settings` to its service. */
export const createSettingsHandlers = (service: SettingsService): Handlers<'settings'> => ({
  get: () => ok(service.get()),
  updateBusiness: (patch, context) => service.updateBusiness(patch, context),
  updateMachine: (patch, context) => {
    service.updateMachine(patch, context)
    return ok({})
  },
})
