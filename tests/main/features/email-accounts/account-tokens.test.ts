import { describe, expect, it, onTestFinished } from 'vitest'
import { AccountTokens } from '#main/features/email-accounts/account-tokens.ts'
import { SignInClients } from '#main/features/email-accounts/sign-in-clients.ts'
import { readSignInProviders } from '#main/features/email-accounts/sign-in-providers.ts'
import type { LogFields } from '#main/platform/logger.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { MemorySecrets } from '#tests/support/memory-secrets.ts'
import { type OAuthTrouble, startOAuthServer } from '#tests/support/oauth-server.ts'

const key = 'a1/localhost/localhost/oauth'
const minuteMs = 60_000

const start = async () => {
  const server = await startOAuthServer()
  onTestFinished(() => server.stop())
  const providers = readSignInProviders(server.clientsFile())
  const secrets = new MemorySecrets()
  const clients = new SignInClients(providers, secrets)
  const clock = new FakeClock()
  const lines: string[] = []
  const note = (...line: unknown[]): void => void lines.push(JSON.stringify(line))
  const log = {
    info: note,
    warn: note,
    error: (event: string, cause: unknown, fields?: LogFields) => {
      note(event, String(cause), fields)
      return ''
    },
  }
  const open = () => new AccountTokens({ providers, clients, secrets, clock, log })
  const signIn = { provider: 'microsoft', clientId: server.clientId } as const
  /** As after a start: a refresh token is kept, and nothing is in memory. */
  const keepOne = async (): Promise<AccountTokens> => {
    const before = open()
    const tokens = { accessToken: 'old', refreshToken: server.grant(), lifetimeMs: 3_600_000 }
    await before.keep(key, signIn, tokens)
    return open()
  }
  return { server, secrets, clients, clock, lines, signIn, keepOne }
}

describe('the tokens of an account', () => {
  it('are fetched when they are first needed and serve until shortly before their end', async () => {
    const { server, keepOne, clock } = await start()
    const tokens = (await keepOne()).sourceOf(key)
    expect(await tokens(null)).toEqual({ ok: true, value: server.given.access[0] })
    clock.advance(54 * minuteMs)
    expect(await tokens(null)).toEqual({ ok: true, value: server.given.access[0] })
    clock.advance(2 * minuteMs)
    expect(await tokens(null)).toEqual({ ok: true, value: server.given.access[1] })
    expect(server.asked).toHaveLength(2)
  })

  it('serve for half of a short life, so that not every mail fetches one', async () => {
    const { server, keepOne, clock } = await start()
    server.lifetime = 120
    const tokens = (await keepOne()).sourceOf(key)
    await tokens(null)
    clock.advance(minuteMs - 1)
    await tokens(null)
    expect(server.asked).toHaveLength(1)
    clock.advance(1)
    await tokens(null)
    expect(server.asked).toHaveLength(2)
  })

  it('are fetched once, however many ask at once', async () => {
    const { server, keepOne } = await start()
    const tokens = (await keepOne()).sourceOf(key)
    server.troubles.push('slow')
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => tokens(null)))
    expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(server.asked).toHaveLength(1)
  })

  it('are fetched anew once when a server refused one, by whomever it was told', async () => {
    const { server, keepOne } = await start()
    const tokens = (await keepOne()).sourceOf(key)
    const first = await tokens(null)
    const refused = first.ok ? first.value : ''
    const [next, same] = await Promise.all([tokens(refused), tokens(refused)])
    expect(next).toEqual({ ok: true, value: server.given.access[1] })
    expect(same).toEqual(next)
    // Whoever still holds the old one gets what is there now.
    expect(await tokens(refused)).toEqual(next)
    expect(server.asked).toHaveLength(2)
  })

  it('keep the new refresh token before anything is done with the access token', async () => {
    const { server, secrets, keepOne } = await start()
    const tokens = (await keepOne()).sourceOf(key)
    await tokens(null)
    const rotated = server.given.refresh.at(-1) ?? ''
    expect(secrets.kept.get(key)).toContain(rotated)
    // The next renewal shows the newest one.
    expect((await tokens(server.given.access[0] ?? '')).ok).toBe(true)
    expect(server.asked.at(-1)?.get('refresh_token')).toBe(rotated)
  })

  it('stay good with a provider that never changes the refresh token', async () => {
    const { server, keepOne } = await start()
    server.rotates = false
    const tokens = (await keepOne()).sourceOf(key)
    await tokens(null)
    expect(await tokens(server.given.access[0] ?? '')).toMatchObject({ ok: true })
    expect(await tokens(server.given.access[1] ?? '')).toMatchObject({ ok: true })
  })

  it.each<[OAuthTrouble, 'auth' | 'connect']>([
    ['invalid_grant', 'auth'],
    ['invalid_client', 'auth'],
    ['invalid_scope', 'auth'],
    ['temporarily_unavailable', 'connect'],
    ['broken', 'connect'],
    ['garbage', 'connect'],
    ['cut', 'connect'],
  ])('after %s are a matter of %s', async (trouble, code) => {
    const { server, keepOne } = await start()
    const tokens = (await keepOne()).sourceOf(key)
    server.troubles.push(trouble)
    expect(await tokens(null)).toMatchObject({ ok: false, error: { code } })
    // What passes is tried again; what the owner has to repair is not asked again and again.
    expect(await tokens(null)).toMatchObject(code === 'connect' ? { ok: true } : { ok: false })
    expect(server.asked).toHaveLength(code === 'connect' ? 2 : 1)
  })

  it('come again once the owner has repaired the client', async () => {
    const { server, keepOne } = await start()
    const all = await keepOne()
    const tokens = all.sourceOf(key)
    server.troubles.push('invalid_client')
    await tokens(null)
    all.forgetRefusals()
    expect(await tokens(null)).toMatchObject({ ok: true })
  })

  it('come from the client that they were given to, and from no other', async () => {
    const { server, clients, keepOne } = await start()
    await clients.keepOwn('microsoft', { clientId: 'another', clientSecret: null })
    expect(await (await keepOne()).sourceOf(key)(null)).toMatchObject({ ok: true })
    const orphan = await keepOne()
    await orphan.keep(
      key,
      { provider: 'microsoft', clientId: 'gone' },
      {
        accessToken: 'a',
        refreshToken: 'r',
        lifetimeMs: 0,
      },
    )
    expect(await orphan.sourceOf(key)(null)).toMatchObject({ ok: false, error: { code: 'auth' } })
    expect(server.asked).toHaveLength(1)
  })

  it('of a sign-in that came meanwhile are not overwritten by the old ones', async () => {
    const { server, secrets, signIn, keepOne } = await start()
    const all = await keepOne()
    server.troubles.push('slow')
    const old = all.sourceOf(key)(null)
    const anew = { accessToken: 'new', refreshToken: server.grant(), lifetimeMs: 3_600_000 }
    await all.keep(key, signIn, anew)
    expect(await old).toEqual({ ok: true, value: 'new' })
    expect(secrets.kept.get(key)).toContain(anew.refreshToken)
  })

  it('are waited for while the store is closed, and need a sign-in where none is kept', async () => {
    const { secrets, keepOne } = await start()
    const all = await keepOne()
    secrets.state = 'locked'
    expect(await all.sourceOf(key)(null)).toMatchObject({ error: { code: 'connect' } })
    secrets.state = 'ready'
    expect(await all.sourceOf('other')(null)).toMatchObject({ error: { code: 'auth' } })
  })

  it('stand in no line of the log', async () => {
    const { server, lines, keepOne } = await start()
    const tokens = (await keepOne()).sourceOf(key)
    await tokens(null)
    server.troubles.push('invalid_grant')
    await tokens(server.given.access[0] ?? '')
    expect(lines.join()).toContain('sign-in.not-renewed')
    for (const token of [...server.given.access, ...server.given.refresh]) {
      expect(lines.join()).not.toContain(token)
    }
  })
})
