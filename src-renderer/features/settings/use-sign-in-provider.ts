import { useApiQuery } from '#renderer/api/use-api.ts'
import type { Output } from '#shared/contract/index.ts'

/** Who signs people in, and whether Kith has a client ID there. */
export type SignInProvider = Output<'emailAccounts.signInProviders'>['providers'][number]

/** A provider by its id; undefined until it is known, and for none. */
export const useSignInProvider = (id: SignInProvider['id'] | null): SignInProvider | undefined => {
  const answer = useApiQuery('emailAccounts.signInProviders', {}, { enabled: id !== null })
  return answer.data?.providers.find((provider) => provider.id === id)
}
