import { type NoToken, withFreshToken } from './fresh-token.ts'
import type { SmtpProof, SmtpSecret } from './smtp-auth.ts'
import type { SendNotStarted } from './smtp-outcome.ts'

/** Nothing left, as when the server itself had refused or not answered; it was not even asked. */
const withoutToken = ({ code }: NoToken): SendNotStarted => ({
  kind: 'not-started',
  cause: code,
  detail: '',
})

/**
 * Holds a conversation with the secret at hand, or with a token that is fetched for it.
 *
 * A second conversation follows only where the first ended at the sign-in, before anything of a mail
 * was said.
 */
export const signedIn = <Outcome extends { readonly kind: string }>(
  proof: SmtpProof,
  attempt: (secret: SmtpSecret) => Promise<Outcome | SendNotStarted>,
): Promise<Outcome | SendNotStarted> =>
  proof.kind === 'tokens'
    ? withFreshToken<Outcome | SendNotStarted>(proof.tokens, {
        attempt: (accessToken) => attempt({ kind: 'token', accessToken }),
        isRefused: (outcome) =>
          outcome.kind === 'not-started' && 'cause' in outcome && outcome.cause === 'auth',
        without: withoutToken,
      })
    : attempt(proof)
