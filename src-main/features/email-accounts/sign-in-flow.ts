import {
  beginSignIn,
  type SignInClient,
  type SignInFailure,
  type SignInTokens,
} from '#main/engines/email/sign-in-client.ts'
import { type OAuthRedirect, openOAuthRedirect } from '#main/platform/oauth-redirect.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { type Failure, fail, type Nothing, type Result } from '#shared/domain/result.ts'
import type { SignInProvider } from './sign-in-providers.ts'

/** Why a sign-in came to nothing. */
export type FlowFailure = SignInFailure | Failure<'timed-out' | 'stopped', Nothing>

/** A sign-in that waits for the owner in their browser. */
export interface SignInFlow {
  /** The provider's page. */
  readonly url: string
  /**
   * Waits for the answer; `settle` says what came of it, and which page the browser then shows. Ends
   * by itself after ten minutes, and listens no longer than that.
   */
  run<T>(
    signal: AbortSignal,
    settle: (outcome: Result<SignInTokens, FlowFailure>) => Promise<{ value: T; page: AnswerPage }>,
  ): Promise<T>
  close(): Promise<void>
}

/** What the owner's browser shows in the end. */
export interface AnswerPage {
  readonly html: string
  readonly style: string
}

/** Long enough to find a phone for the second step. */
const patienceMs = 10 * 60_000

/** Opens the place where the answer is awaited, and prepares the provider's page. */
export const openSignIn = async ({
  provider,
  client,
  address,
  random,
  waitMs = patienceMs,
}: {
  readonly provider: SignInProvider
  readonly client: SignInClient
  readonly address: string
  readonly random: RandomSource
  /** How long the owner has; only tests hurry them. */
  readonly waitMs?: number
}): Promise<SignInFlow> => {
  const state = Buffer.from(random.bytes(32)).toString('base64url')
  const redirect = await openOAuthRedirect({ host: provider.redirectHost, state })
  const attempt = await beginSignIn(
    { endpoints: provider.endpoints, client },
    { redirectUri: redirect.uri, state, address },
  )
  return {
    url: attempt.url,
    close: () => redirect.close(),
    run: async (signal, settle) => {
      try {
        const answer = await answerWithin(redirect, waitMs, signal)
        if (answer === null) {
          return (await settle(fail(signal.aborted ? 'stopped' : 'timed-out', {}))).value
        }
        const { value, page } = await settle(await attempt.finish(answer.parameters, signal))
        answer.reply(page)
        return value
      } finally {
        await redirect.close()
      }
    },
  }
}

const answerWithin = async (
  redirect: OAuthRedirect,
  waitMs: number,
  signal: AbortSignal,
): Promise<Awaited<OAuthRedirect['answer']> | null> => {
  const over = AbortSignal.any([signal, AbortSignal.timeout(waitMs)])
  const ended = Promise.withResolvers<null>()
  const end = (): void => ended.resolve(null)
  over.addEventListener('abort', end)
  if (over.aborted) end()
  try {
    return await Promise.race([redirect.answer, ended.promise])
  } finally {
    over.removeEventListener('abort', end)
  }
}
