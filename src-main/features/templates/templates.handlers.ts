import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { TemplatesService } from './templates.service.ts'

/** Wires the contract's `templates` to its service. */
export const createTemplatesHandlers = (service: TemplatesService): Handlers<'templates'> => ({
  list: () => ok(service.list()),
  create: (input, context) => service.create(input, context),
  update: (input, context) => service.update(input, context),
  delete: (input, context) => service.delete(input, context),
})
