import type { Failure, Result } from '#shared/domain/result.ts'

/** Why there is no access token: the owner has to sign in again, or the provider does not answer. */
export type NoToken = Failure<'auth' | 'connect', { readonly said: string }>

/**
 * Where access tokens come from.
 *
 * It is told the one that a server refused, and then never answers that one again.
 */
export type TokenSource = (refused: string | null) => Promise<Result<string, NoToken>>

/**
 * Tries with a token, and once more with a new one when the server refused the first: it may have
 * run out, or been taken back, between two mails.
 */
export const withFreshToken = async <T>(
  tokens: TokenSource,
  {
    attempt,
    isRefused,
    without,
  }: {
    readonly attempt: (accessToken: string) => Promise<T>
    readonly isRefused: (outcome: T) => boolean
    readonly without: (failure: NoToken) => T
  },
): Promise<T> => {
  const first = await tokens(null)
  if (!first.ok) return without(first.error)
  const outcome = await attempt(first.value)
  if (!isRefused(outcome)) return outcome
  const second = await tokens(first.value)
  return second.ok ? attempt(second.value) : without(second.error)
}
