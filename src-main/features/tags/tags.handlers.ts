import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { TagsService } from './tags.service.ts'

/** Wires the contract's `tags` to its service. */
export const createTagsHandlers = (service: TagsService): Handlers<'tags'> => ({
  list: () => ok(service.list()),
  create: (input, context) => service.create(input, context),
  rename: (input, context) => service.rename(input, context),
  delete: (input, context) => service.delete(input, context),
})
