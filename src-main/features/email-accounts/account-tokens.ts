import { z } from 'zod'
import type { NoToken, TokenSource } from '#main/engines/email/fresh-token.ts'
import { renewTokens, type SignInTokens } from '#main/engines/email/sign-in-client.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { Logger } from '#main/platform/logger.ts'
import type { SecretStore, SecretsShut } from '#main/platform/secret-store.ts'
import { fail, type Nothing, ok, type Result } from '#shared/domain/result.ts'
import type { SignInClients } from './sign-in-clients.ts'
import type { SignInProviderId, SignInProviders } from './sign-in-providers.ts'

interface AccountTokensParts {
  readonly providers: SignInProviders | null
  readonly clients: SignInClients
  readonly secrets: SecretStore
  readonly clock: Clock
  readonly log: Logger
}

/** An access token in memory; it is never written anywhere. */
interface HeldToken {
  readonly accessToken: string
  /** From then on a new one is fetched. */
  readonly staleAt: number
}

const stored = z.object({
  provider: z.enum(['google', 'microsoft']),
  clientId: z.string(),
  refreshToken: z.string(),
})

/** What is kept in the store of secrets for one account. */
type StoredSignIn = z.output<typeof stored>

/** A mail on its way must not be overtaken by the end of its token. */
const marginMs = 5 * 60_000

const signInAgain = fail('auth', { said: 'sign-in-again' })

/**
 * The tokens of accounts that signed in with their provider, by the key of their secret.
 *
 * The refresh token lies in the store of secrets, the access token in memory alone. One is fetched
 * at a time for each account, however many ask.
 */
export class AccountTokens {
  private readonly parts: AccountTokensParts
  private readonly held = new Map<string, HeldToken>()
  private readonly renewing = new Map<string, Promise<Result<string, NoToken>>>()
  /** Refresh tokens that the provider has refused for good, so that it is asked once. */
  private readonly refused = new Map<string, string>()
  private readonly stopping = new AbortController()

  constructor(parts: AccountTokensParts) {
    this.parts = parts
  }

  /** Where the access tokens of an account come from. */
  sourceOf(key: string): TokenSource {
    return (refused) => this.tokenOf(key, refused)
  }

  /** Keeps what a sign-in gave. */
  async keep(
    key: string,
    signIn: { readonly provider: SignInProviderId; readonly clientId: string },
    tokens: SignInTokens & { readonly refreshToken: string },
  ): Promise<Result<Nothing, SecretsShut>> {
    const { refreshToken } = tokens
    const kept = await this.store(key, { ...signIn, refreshToken })
    if (!kept.ok) return kept
    this.refused.delete(key)
    this.hold(key, tokens)
    return ok({})
  }

  /** Whatever was refused may be good now: a client got another secret. */
  forgetRefusals(): void {
    this.refused.clear()
  }

  stop(): void {
    this.stopping.abort()
  }

  private async tokenOf(key: string, refused: string | null): Promise<Result<string, NoToken>> {
    const held = this.held.get(key)
    const isGood = held !== undefined && this.parts.clock.now() < held.staleAt
    if (isGood && held.accessToken !== refused) return ok(held.accessToken)
    const running = this.renewing.get(key)
    if (running !== undefined) return running
    const renewing = this.renew(key).finally(() => this.renewing.delete(key))
    this.renewing.set(key, renewing)
    return renewing
  }

  private async renew(key: string): Promise<Result<string, NoToken>> {
    const { providers, clients, secrets, log } = this.parts
    // Closed only just now: the mail waits as if the server were away.
    if (secrets.status() !== 'ready') return fail('connect', { said: 'locked' })
    const signIn = await this.read(key)
    if (signIn === null || providers === null) return signInAgain
    const { provider, clientId, refreshToken } = signIn
    if (this.refused.get(key) === refreshToken) return signInAgain
    const client = await clients.byClientId(provider, clientId)
    if (client === null) return signInAgain
    const { endpoints } = providers[provider]
    const renewed = await renewTokens({ endpoints, client }, refreshToken, this.stopping.signal)
    // The owner signed in anew while the old token was on its way.
    const present = await this.read(key)
    if (present?.refreshToken !== refreshToken) return this.heldOr(key)
    if (!renewed.ok) {
      const { code, data } = renewed.error
      log.warn('sign-in.not-renewed', { provider, code, said: data.said })
      if (code === 'unreachable') return fail('connect', { said: data.said })
      this.held.delete(key)
      this.refused.set(key, refreshToken)
      return signInAgain
    }
    await this.rotate(key, signIn, renewed.value.refreshToken)
    return ok(this.hold(key, renewed.value))
  }

  private heldOr(key: string): Result<string, NoToken> {
    const held = this.held.get(key)
    return held === undefined ? signInAgain : ok(held.accessToken)
  }

  /** Some providers give a new refresh token each time, and the old one ends. */
  private async rotate(key: string, signIn: StoredSignIn, next: string | null): Promise<void> {
    if (next === null || next === signIn.refreshToken) return
    const kept = await this.store(key, { ...signIn, refreshToken: next })
    if (!kept.ok) this.parts.log.warn('sign-in.not-kept', { code: kept.error.code })
  }

  private hold(key: string, { accessToken, lifetimeMs }: SignInTokens): string {
    const staleAt = this.parts.clock.now() + Math.max(lifetimeMs / 2, lifetimeMs - marginMs)
    this.held.set(key, { accessToken, staleAt })
    return accessToken
  }

  private store(key: string, signIn: StoredSignIn): Promise<Result<Nothing, SecretsShut>> {
    return this.parts.secrets.set(key, JSON.stringify(signIn))
  }

  private async read(key: string): Promise<StoredSignIn | null> {
    const text = await this.parts.secrets.get(key)
    return text === null ? null : stored.parse(JSON.parse(text))
  }
}
