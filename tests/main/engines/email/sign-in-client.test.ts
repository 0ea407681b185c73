import { describe, expect, it, onTestFinished } from 'vitest'
import { beginSignIn, renewTokens } from '#main/engines/email/sign-in-client.ts'
import { readSignInProviders } from '#main/features/email-accounts/sign-in-providers.ts'
import {
  type OAuthServer,
  type OAuthTrouble,
  startOAuthServer,
} from '#tests/support/oauth-server.ts'

const start = async () => {
  const server = await startOAuthServer()
  onTestFinished(() => server.stop())
  const { endpoints, client } = readSignInProviders(server.clientsFile()).google
  if (client === null) throw new Error('the server names a client')
  return { server, as: { endpoints, client } }
}

const redirectUri = 'http://127.0.0.1:9'
const wish = { redirectUri, state: 'a'.repeat(43), address: 'nora@hale.example' }
const { signal } = new AbortController()

/** The answer as it would come to us, read from where the provider leads. */
const answerOf = async (server: OAuthServer, url: string, answer?: 'allow' | 'deny') =>
  new URL(await server.locationAfter(url, answer)).searchParams

describe('signing in with a provider', () => {
  it('exchanges the code for tokens and renews them', async () => {
    const { server, as } = await start()
    const attempt = await beginSignIn(as, wish)
    const asked = new URL(attempt.url).searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      client_id: server.clientId,
      code_challenge_method: 'S256',
      login_hint: 'nora@hale.example',
      prompt: 'consent',
      redirect_uri: redirectUri,
    })
    const tokens = await attempt.finish(await answerOf(server, attempt.url), signal)
    expect(tokens).toEqual({
      ok: true,
      value: {
        accessToken: server.given.access[0],
        refreshToken: server.given.refresh[0],
        lifetimeMs: 3_600_000,
      },
    })
    // The verifier is told to the token endpoint alone.
    expect(attempt.url).not.toContain(server.asked[0]?.get('code_verifier') ?? 'nothing')
    const renewed = await renewTokens(as, server.given.refresh[0] ?? '', signal)
    expect(renewed).toMatchObject({ ok: true, value: { refreshToken: server.given.refresh[1] } })
    // The old one has ended.
    const again = await renewTokens(as, server.given.refresh[0] ?? '', signal)
    expect(again).toEqual({
      ok: false,
      error: { code: 'expired', data: { said: 'invalid_grant' } },
    })
  })

  it('shows its secret where the owner has one, and only to the token endpoint', async () => {
    const { server, as } = await start()
    const own = { ...as, client: { ...as.client, clientSecret: server.clientSecret } }
    const attempt = await beginSignIn(own, wish)
    expect(attempt.url).not.toContain(server.clientSecret)
    expect(await attempt.finish(await answerOf(server, attempt.url), signal)).toMatchObject({
      ok: true,
    })
    expect(server.asked[0]?.get('client_secret')).toBe(server.clientSecret)
    const wrong = { ...as, client: { ...as.client, clientSecret: 'run out' } }
    const refused = await renewTokens(wrong, server.given.refresh[0] ?? '', signal)
    expect(refused).toMatchObject({ ok: false, error: { code: 'bad-client' } })
  })

  it('gives no tokens for a code of another attempt', async () => {
    const { server, as } = await start()
    const [mine, other] = [await beginSignIn(as, wish), await beginSignIn(as, wish)]
    const stolen = await answerOf(server, other.url)
    expect(await mine.finish(stolen, signal)).toMatchObject({
      ok: false,
      error: { code: 'expired' },
    })
  })

  it('takes no answer for another state, or with two codes', async () => {
    const { server, as } = await start()
    const attempt = await beginSignIn(as, wish)
    const answer = await answerOf(server, attempt.url)
    const foreign = new URLSearchParams({ code: answer.get('code') ?? '', state: 'b'.repeat(43) })
    const double = new URLSearchParams([...answer, ['code', 'other']])
    for (const wrong of [foreign, double]) {
      expect(await attempt.finish(wrong, signal)).toMatchObject({ ok: false })
    }
    expect(server.asked).toEqual([])
  })

  it('says so when the owner said no', async () => {
    const { server, as } = await start()
    const attempt = await beginSignIn(as, wish)
    const answer = await answerOf(server, attempt.url, 'deny')
    expect(await attempt.finish(answer, signal)).toMatchObject({
      ok: false,
      error: { code: 'denied', data: { said: 'access_denied' } },
    })
  })

  it.each<[OAuthTrouble, string]>([
    ['expired-code', 'expired'],
    ['invalid_grant', 'expired'],
    ['invalid_client', 'bad-client'],
    ['invalid_scope', 'refused'],
    ['temporarily_unavailable', 'unreachable'],
    ['garbage', 'unreachable'],
    ['half', 'unreachable'],
    ['broken', 'unreachable'],
    ['cut', 'unreachable'],
  ])('tells %s as %s, never as tokens', async (trouble, code) => {
    const { server, as } = await start()
    const attempt = await beginSignIn(as, wish)
    server.troubles.push(trouble)
    const ended = await attempt.finish(await answerOf(server, attempt.url), signal)
    expect(ended).toMatchObject({ ok: false, error: { code } })
    expect(server.troubles).toEqual([])
  })

  it('waits no longer than it is told', async () => {
    const { server, as } = await start()
    server.troubles.push('slow')
    const ended = await renewTokens(as, 'any', AbortSignal.timeout(50))
    // What the server says in the end is something else.
    expect(ended).toMatchObject({ ok: false, error: { code: 'unreachable' } })
  })

  it('never asks over a line that anybody can read', async () => {
    const { as } = await start()
    const endpoints = { ...as.endpoints, tokenEndpoint: 'http://login.provider.example/token' }
    const ended = await renewTokens({ ...as, endpoints }, 'any', signal)
    expect(ended).toMatchObject({
      ok: false,
      error: { code: 'unreachable', data: { said: 'OAUTH_HTTP_REQUEST_FORBIDDEN' } },
    })
  })
})

describe('the list of providers', () => {
  it('lets tokens go nowhere without encryption, but to this machine', async () => {
    const { server } = await start()
    const readWith = (tokenEndpoint: string) => {
      const file: Record<string, object> = JSON.parse(server.clientsFile())
      return readSignInProviders(
        JSON.stringify({ ...file, google: { ...file['google'], tokenEndpoint } }),
      )
    }
    expect(() => readWith('http://login.provider.example/token')).toThrow(/tokenEndpoint/)
    expect(() => readWith('ftp://login.provider.example/token')).toThrow(/tokenEndpoint/)
    expect(readWith('https://login.provider.example/token').google.name).toBe('Google')
  })
})
