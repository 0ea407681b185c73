import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { BackupsService } from './backups.service.ts'

/** Wires the contract's `backups` to its service. */
export const createBackupsHandlers = (service: BackupsService): Handlers<'backups'> => ({
  list: () => ok(service.list()),
  create: async () => ok(await service.create()),
  preview: ({ id }) => service.preview(id),
  restore: ({ id }) => service.restore(id),
})
