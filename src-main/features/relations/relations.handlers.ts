import type { Handlers } from '#main/platform/handlers.ts'
import type { RelationsService } from './relations.service.ts'

/** Wires the contract's `relations` to its service. */
export const createRelationsHandlers = (service: RelationsService): Handlers<'relations'> => ({
  create: (input, context) => service.create(input, context),
  update: (input, context) => service.update(input, context),
  delete: (input, context) => service.delete(input, context),
})
