import type { Handlers } from '#main/platform/handlers.ts'
import type { ImportsService } from './imports.service.ts'

/** Wires the contract's `imports` to its service. */
export const createImportsHandlers = (service: ImportsService): Handlers<'imports'> => ({
  inspect: (input) => service.inspect(input),
  plan: (input) => service.plan(input),
  rehearsal: (input) => service.rehearsal(input),
  rehearsedRows: (input) => service.rehearsedRows(input),
  commit: (input, context) => service.commit(input, context),
})
