import { useState } from 'react'
import { useApiQuery } from '#renderer/api/use-api.ts'
import type { EmailAccountId } from '#shared/domain/ids.ts'
import type { Account, Email } from '../mail-types.ts'

/** In whose name a mail leaves: the one chosen for it, else the usual one. */
export interface AccountChoice {
  readonly accounts: readonly Account[]
  readonly account: Account | undefined
  /**
   * False without an account, and where the provider takes nothing without a sign-in that has not
   * been; true also while it is not known.
   */
  readonly canSend: boolean
  pick(id: EmailAccountId): void
}

/** The accounts and the one a mail leaves from. */
export const useAccount = (email: Email | null): AccountChoice => {
  const answer = useApiQuery('emailAccounts.list', {})
  const [picked, setPicked] = useState<EmailAccountId | null>(null)
  const accounts = answer.data?.accounts ?? []
  const wanted = picked ?? email?.accountId ?? null
  const account =
    accounts.find((one) => one.id === wanted) ??
    accounts.find((one) => one.isDefault) ??
    accounts[0]
  return {
    accounts,
    account,
    canSend: answer.data === undefined || (account !== undefined && !lacksSignIn(account)),
    pick: setPicked,
  }
}

/** Whether an account sends nothing before its owner has signed in with the provider. */
export const lacksSignIn = ({ auth, hasSecret }: Pick<Account, 'auth' | 'hasSecret'>): boolean =>
  auth === 'oauth' && hasSecret === false
