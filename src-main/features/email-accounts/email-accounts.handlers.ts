import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { EmailAccountsService } from './email-accounts.service.ts'
import type { SignInService } from './sign-in.service.ts'

/** Wires the contract's `emailAccounts` to its services. */
export const createEmailAccountsHandlers = (
  service: EmailAccountsService,
  signIn: SignInService,
): Handlers<'emailAccounts'> => ({
  list: () => ok(service.list()),
  presets: () => ok(service.presets()),
  create: (input, context) => service.create(input, context),
  update: (input, context) => service.update(input, context),
  setDefault: (input, context) => service.setDefault(input, context),
  delete: (input, context) => service.delete(input, context),
  setPassword: (input, context) => service.setPassword(input, context),
  signIn: (input, context) => signIn.signIn(input, context),
  signInProviders: async () => ok(await signIn.providers()),
  setSignInClient: (input) => signIn.setClient(input),
  unlock: (input) => service.unlock(input),
  startOver: (input) => service.startOver(input),
  test: (input) => service.test(input),
})
