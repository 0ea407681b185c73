import { useState } from 'react'
import { useApiQuery } from '#renderer/api/use-api.ts'
import type { EmailAccountId } from '#shared/domain/ids.ts'
import type { Account, Email } from './mail-types.ts'

/** In whose name a mail leaves: the one chosen for it, else the usual one. */
export interface AccountChoice {
  readonly accounts: readonly Account[]
  readonly account: Account | undefined
  /** True also while it is not known. */
  readonly hasAccounts: boolean
  pick(id: EmailAccountId): void
}

/** The accounts and the one a mail leaves from. */
export const useAccount = (email: Email | null): AccountChoice => {
  const answer = useApiQuery('emailAccounts.list', {})
  const [picked, setPicked] = useState<EmailAccountId | null>(null)
  const accounts = answer.data?.accounts ?? []
  const wanted = picked ?? email?.accountId ?? null
  return {
    accounts,
    account:
      accounts.find((one) => one.id === wanted) ??
      accounts.find((one) => one.isDefault) ??
      accounts[0],
    hasAccounts: answer.data === undefined || accounts.length > 0,
    pick: setPicked,
  }
}
