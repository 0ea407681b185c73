import { AccountStatesRepository } from '#main/features/email-accounts/account-states.repository.ts'
import { EmailAccountsRepository } from '#main/features/email-accounts/email-accounts.repository.ts'
import { EmailAccountsService } from '#main/features/email-accounts/email-accounts.service.ts'
import { SignInService } from '#main/features/email-accounts/sign-in.service.ts'
import { createTestAccount } from '#main/features/email-accounts/test-account.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { EmailAccountId } from '#shared/domain/ids.ts'
import { languageResources } from '#shared/i18n/resources.ts'
import type { EmailParts } from './email-parts.ts'
import type { OpenParts } from './session.ts'

const systemLanguage = (): keyof typeof languageResources =>
  new Intl.DateTimeFormat().resolvedOptions().locale.startsWith('zh') ? 'zh-CN' : 'en'

/** Builds mail accounts: their settings, their secrets, their test. */
export const composeEmailAccounts = (
  { connection, options, gate, events }: OpenParts,
  {
    jobs,
    signIn,
    onUsable,
  }: Pick<EmailParts, 'signIn'> & {
    readonly jobs: JobsService
    readonly onUsable: (ids: readonly EmailAccountId[] | 'many') => void
  },
): { readonly accounts: EmailAccountsService; readonly signIn: SignInService } => {
  const { reader, executor, unitOfWork } = connection
  const { clock, random, secrets, preferences, log, trustedCertificates = [] } = options
  const language = () => {
    const { language: chosen = 'system' } = preferences.read()
    return chosen === 'system' ? systemLanguage() : chosen
  }
  const wordsIn = (spoken: keyof typeof languageResources) =>
    languageResources[spoken]['email-accounts']
  const words = () => wordsIn(language()).testMail
  const repository = new EmailAccountsRepository(reader)
  const accounts = new EmailAccountsService({
    ...signIn,
    unitOfWork,
    repository,
    states: new AccountStatesRepository(executor),
    gate,
    secrets,
    jobs,
    events,
    clock,
    random,
    testAccount: createTestAccount({ clock, random, trusted: trustedCertificates, words }),
    onUsable,
  })
  return {
    accounts,
    signIn: new SignInService({
      ...signIn,
      unitOfWork,
      repository,
      secrets,
      jobs,
      random,
      log,
      words: () => ({ language: language(), ends: wordsIn(language()).answerPage }),
      onSignedIn: (account) => accounts.becameUsable(account),
      announce: () => accounts.announce(),
    }),
  }
}
