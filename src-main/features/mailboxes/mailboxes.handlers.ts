import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { AnswersService } from './answers.service.ts'
import type { MailboxesService } from './mailboxes.service.ts'

/** Wires the contract's `mailboxes` to its services. */
export const createMailboxesHandlers = (
  service: MailboxesService,
  answers: AnswersService,
): Handlers<'mailboxes'> => ({
  status: () => ok(service.status()),
  answers: (input) => answers.answers(input),
  sync: async () => ok(await service.sync()),
})
