import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { CustomFieldsService } from './custom-fields.service.ts'

/** Wires the contract's `customFields` to its service. */
export const createCustomFieldsHandlers = (
  service: CustomFieldsService,
): Handlers<'customFields'> => ({
  list: () => ok(service.list()),
  create: (input, context) => service.create(input, context),
  update: (input, context) => service.update(input, context),
  reorder: (input, context) => service.reorder(input, context),
  delete: (input, context) => service.delete(input, context),
})
