import type { Handlers } from '#main/platform/handlers.ts'
import type { ExportsService } from './exports.service.ts'

/** Wires the contract's `exports` to its service. */
export const createExportsHandlers = (service: ExportsService): Handlers<'exports'> => ({
  create: (input) => service.create(input),
})
