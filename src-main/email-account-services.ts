import { AccountStatesRepository } from '#main/features/email-accounts/account-states.repository.ts'
import { EmailAccountsRepository } from '#main/features/email-accounts/email-accounts.repository.ts'
import { EmailAccountsService } from '#main/features/email-accounts/email-accounts.service.ts'
import { createTestAccount } from '#main/features/email-accounts/test-account.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import { languageResources } from '#shared/i18n/resources.ts'
import type { OpenParts } from './session.ts'

const systemLanguage = (): keyof typeof languageResources =>
  new Intl.DateTimeFormat().resolvedOptions().locale.startsWith('zh') ? 'zh-CN' : 'en'

/** Builds mail accounts: their settings, their passwords, their test. */
export const composeEmailAccounts = (
  { connection, options, gate, events }: OpenParts,
  { jobs, onUsable }: { readonly jobs: JobsService; readonly onUsable: () => void },
): EmailAccountsService => {
  const { reader, executor, unitOfWork } = connection
  const { clock, random, secrets, preferences, trustedCertificates = [] } = options
  const words = () => {
    const { language = 'system' } = preferences.read()
    const spoken = language === 'system' ? systemLanguage() : language
    return languageResources[spoken]['email-accounts'].testMail
  }
  return new EmailAccountsService({
    unitOfWork,
    repository: new EmailAccountsRepository(reader),
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
}
