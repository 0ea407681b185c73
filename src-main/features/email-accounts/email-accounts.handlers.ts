import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { EmailAccountsService } from './email-accounts.service.ts'

/** Wires the contract's `emailAccounts` to its service. */
export const createEmailAccountsHandlers = (
  service: EmailAccountsService,
): Handlers<'emailAccounts'> => ({
  list: () => ok(service.list()),
  presets: () => ok(service.presets()),
  create: (input, context) => service.create(input, context),
  update: (input, context) => service.update(input, context),
  setDefault: (input, context) => service.setDefault(input, context),
  delete: (input, context) => service.delete(input, context),
  setPassword: (input) => service.setPassword(input),
  unlock: (input) => service.unlock(input),
  startOver: (input) => service.startOver(input),
  test: (input) => service.test(input),
})
