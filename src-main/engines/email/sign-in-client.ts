import type { AuthorizationServer, Client, ClientAuth, TokenEndpointResponse } from 'oauth4webapi'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'

/** Where a provider signs people in, and what Kith asks of it there. */
export interface SignInEndpoints {
  readonly issuer: string
  readonly authorizationEndpoint: string
  readonly tokenEndpoint: string
  readonly scopes: readonly string[]
  /** What this provider needs besides, to give a token that can be renewed. */
  readonly parameters: Readonly<Record<string, string>>
}

/** Who Kith is to the provider. */
export interface SignInClient {
  readonly clientId: string
  /** Null for a client that has none; some providers give one even to programs on a desktop. */
  readonly clientSecret: string | null
}

/** What a provider gave. */
export interface SignInTokens {
  readonly accessToken: string
  /** Null when the one at hand stays good. */
  readonly refreshToken: string | null
  readonly lifetimeMs: number
}

/**
 * Why there are no tokens.
 *
 * `denied`: the owner said no. `expired`: the code or token is not good any more, and the owner has
 * to sign in again. `bad-client`: the provider does not know this client. `refused`: it said
 * something else. `unreachable`: no answer, or none that can be read; it may be tried again.
 */
export type SignInFailure = Failure<
  'denied' | 'expired' | 'bad-client' | 'refused' | 'unreachable',
  { /** The provider's own code, for the log. */ readonly said: string }
>

/** One attempt to sign in: a page for the owner's browser, and what comes of its answer. */
export interface SignInAttempt {
  readonly url: string
  /** Exchanges the code in the answer for tokens; never throws. */
  finish(answer: URLSearchParams, signal: AbortSignal): Promise<Result<SignInTokens, SignInFailure>>
}

/** A token endpoint that says nothing for so long is not there. */
const patienceMs = 20_000
/** How long a token is taken to be good when the provider does not say. */
const usualLifetimeMs = 10 * 60_000

/** Loaded when somebody signs in or a token is renewed: most starts of Kith need none of it. */
const load = () => import('oauth4webapi')
type Library = Awaited<ReturnType<typeof load>>

const serverOf = (endpoints: SignInEndpoints): AuthorizationServer => ({
  issuer: endpoints.issuer,
  authorization_endpoint: endpoints.authorizationEndpoint,
  token_endpoint: endpoints.tokenEndpoint,
})

const clientOf = ({ clientId }: SignInClient): Client => ({ client_id: clientId })

const proofOf = (library: Library, { clientSecret }: SignInClient): ClientAuth =>
  clientSecret === null ? library.None() : library.ClientSecretPost(clientSecret)

/** Whether an address leads to this machine, where no certificate is needed. */
const isHere = (address: string): boolean =>
  ['127.0.0.1', 'localhost'].includes(new URL(address).hostname)

const optionsOf = (library: Library, { tokenEndpoint }: SignInEndpoints, signal: AbortSignal) => ({
  signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
  [library.allowInsecureRequests]: isHere(tokenEndpoint),
})

/**
 * Prepares a sign-in by authorization code with PKCE (RFC 7636, S256).
 *
 * `state` ties the answer to this attempt; `redirectUri` is where the answer is awaited.
 */
export const beginSignIn = async (
  { endpoints, client }: { readonly endpoints: SignInEndpoints; readonly client: SignInClient },
  {
    redirectUri,
    state,
    address,
  }: {
    readonly redirectUri: string
    readonly state: string
    /** Whom the provider is to offer first. */
    readonly address: string
  },
): Promise<SignInAttempt> => {
  const library = await load()
  const verifier = library.generateRandomCodeVerifier()
  const url = new URL(endpoints.authorizationEndpoint)
  const parameters = {
    ...endpoints.parameters,
    client_id: client.clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: endpoints.scopes.join(' '),
    state,
    code_challenge: await library.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    login_hint: address,
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return {
    url: url.href,
    finish: (answer, signal) =>
      attempt(async () => {
        const [server, self] = [serverOf(endpoints), clientOf(client)]
        const checked = library.validateAuthResponse(server, self, answer, state)
        const response = await library.authorizationCodeGrantRequest(
          server,
          self,
          proofOf(library, client),
          checked,
          redirectUri,
          verifier,
          optionsOf(library, endpoints, signal),
        )
        return library.processAuthorizationCodeResponse(server, self, response)
      }),
  }
}

/** Gets a new access token, and perhaps a new refresh token in place of the one given. */
export const renewTokens = (
  { endpoints, client }: { readonly endpoints: SignInEndpoints; readonly client: SignInClient },
  refreshToken: string,
  signal: AbortSignal,
): Promise<Result<SignInTokens, SignInFailure>> =>
  attempt(async () => {
    const library = await load()
    const [server, self] = [serverOf(endpoints), clientOf(client)]
    const response = await library.refreshTokenGrantRequest(
      server,
      self,
      proofOf(library, client),
      refreshToken,
      optionsOf(library, endpoints, signal),
    )
    return library.processRefreshTokenResponse(server, self, response)
  })

const attempt = async (
  ask: () => Promise<TokenEndpointResponse>,
): Promise<Result<SignInTokens, SignInFailure>> => {
  try {
    const { access_token, refresh_token, expires_in, token_type } = await ask()
    // A token tied to a key of ours was not asked for, and mail servers know none.
    if (token_type !== 'bearer') return fail('refused', { said: 'token_type' })
    // It travels between control characters, and both ends read it as a line.
    if (![access_token, refresh_token ?? ''].every((token) => /^[\x20-\x7e]*$/u.test(token))) {
      return fail('refused', { said: 'token' })
    }
    const lifetimeMs = expires_in === undefined ? usualLifetimeMs : expires_in * 1000
    return ok({ accessToken: access_token, refreshToken: refresh_token ?? null, lifetimeMs })
  } catch (cause) {
    return failureOf(cause)
  }
}

const clientErrors = ['invalid_client', 'unauthorized_client']
const passingErrors = ['temporarily_unavailable', 'server_error', 'slow_down']

/** What the library puts on its errors. */
interface ErrorMarks {
  readonly code?: unknown
  readonly error?: unknown
  readonly status?: unknown
}

/** Codes are words of the standard; anything longer may hold what is nobody's business. */
const codeOf = (error: unknown): string =>
  typeof error === 'string' && /^[a-z_.]{1,60}$/iu.test(error) ? error : 'unknown'

const failureOf = (
  cause: unknown,
): ReturnType<typeof fail<SignInFailure['code'], SignInFailure['data']>> => {
  // Any thrown value may be asked for these; what it lacks is undefined.
  const { code, error, status } = Object(cause) as ErrorMarks
  const said = codeOf(error ?? code)
  if (said === 'access_denied' || said === 'consent_required') return fail('denied', { said })
  if (said === 'invalid_grant' || said === 'interaction_required') return fail('expired', { said })
  if (clientErrors.includes(said) || status === 401) return fail('bad-client', { said })
  if (passingErrors.includes(said)) return fail('unreachable', { said })
  const isAnswer =
    code === 'OAUTH_RESPONSE_BODY_ERROR' || code === 'OAUTH_AUTHORIZATION_RESPONSE_ERROR'
  return fail(isAnswer ? 'refused' : 'unreachable', { said })
}
