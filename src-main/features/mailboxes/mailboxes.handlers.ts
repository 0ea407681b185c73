import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { MailboxesService } from './mailboxes.service.ts'

/** Wires the contract's `mailboxes` to its service. */
export const createMailboxesHandlers = (service: MailboxesService): Handlers<'mailboxes'> => ({
  status: () => ok(service.status()),
  sync: async () => ok(await service.sync()),
})
