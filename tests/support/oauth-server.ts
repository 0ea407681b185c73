import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** How the next sign-in or token goes wrong; each is used up by one request. */
export type OAuthTrouble =
  /** Sends the owner back with another state. */
  | 'wrong-state'
  /** The code has run out by the time it is exchanged. */
  | 'expired-code'
  /** Gives no refresh token. */
  | 'no-refresh'
  /** The token endpoint says so. */
  | 'invalid_grant'
  | 'invalid_client'
  | 'invalid_scope'
  | 'temporarily_unavailable'
  /** It answers with a page of HTML, with half a JSON, with 500, or closes the connection. */
  | 'garbage'
  | 'half'
  | 'broken'
  | 'cut'
  /** It repeats everything it was told in the words of its error. */
  | 'parrot'
  /** It answers a second late. */
  | 'slow'

/** A provider on loopback that signs people in, with PKCE verified as RFC 7636 says. */
export interface OAuthServer {
  readonly origin: string
  readonly clientId: string
  readonly clientSecret: string
  /** What Kith reads in place of `oauth-clients.json`; both providers are this server. */
  readonly clientsFile: (options?: { readonly withClient?: boolean }) => string
  /** Forms of every request to the token endpoint, in their order. */
  readonly asked: readonly URLSearchParams[]
  /** Tokens that were ever given. */
  readonly given: { readonly access: readonly string[]; readonly refresh: readonly string[] }
  /** What goes wrong next, in turn. */
  readonly troubles: OAuthTrouble[]
  /** Seconds for which access tokens are good. */
  lifetime: number
  /** Whether each renewal gives a new refresh token, and ends the old one. */
  rotates: boolean
  /** A refresh token as an earlier sign-in would have given it. */
  grant(): string
  /** False when an access token was never given, or taken back. */
  isGood(accessToken: string): boolean
  /** Takes access tokens back, so that mail servers refuse them; with `all` the refresh tokens too. */
  revoke(what: 'access' | 'all'): void
  /** Goes through the provider's page as an owner does, and on to where it leads. */
  visit(url: string, answer?: 'allow' | 'deny'): Promise<Response>
  /** Where the provider's page leads, not yet visited. */
  locationAfter(url: string, answer?: 'allow' | 'deny'): Promise<string>
  stop(): Promise<void>
}

interface Asked {
  readonly redirectUri: string
  readonly challenge: string
  readonly state: string
}

const random = (): string => randomBytes(24).toString('base64url')

const bodyOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = []
  // A request without an encoding set gives bytes.
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}

const say = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

const page = (response: ServerResponse, html: string, status = 200): void => {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
  response.end(`<!doctype html><html lang="en"><title>Provider</title>${html}</html>`)
}

const isLoopback = (uri: string): boolean => /^http:\/\/(127\.0\.0\.1|localhost):\d+$/u.test(uri)

/** What the provider's tokens begin with, and its client's secret. */
interface ProviderWords {
  readonly access: string
  readonly refresh: string
  readonly clientSecret: string
}

const usualWords: ProviderWords = {
  access: 'access-',
  refresh: 'refresh-',
  clientSecret: 'kith-test-client-secret',
}

class Provider {
  readonly clientId = 'kith-test-client'
  readonly clientSecret: string
  private readonly words: ProviderWords
  readonly asked: URLSearchParams[] = []
  readonly given = { access: [] as string[], refresh: [] as string[] }
  readonly troubles: OAuthTrouble[] = []
  lifetime = 3600
  rotates = true
  private readonly tickets = new Map<string, Asked>()
  private readonly codes = new Map<string, Asked>()
  private readonly access = new Set<string>()
  private readonly refresh = new Set<string>()

  constructor(words: ProviderWords) {
    this.words = words
    this.clientSecret = words.clientSecret
  }

  grant(): string {
    const token = `${this.words.refresh}${random()}`
    this.refresh.add(token)
    this.given.refresh.push(token)
    return token
  }

  isGood(accessToken: string): boolean {
    return this.access.has(accessToken)
  }

  revoke(what: 'access' | 'all'): void {
    this.access.clear()
    if (what === 'all') this.refresh.clear()
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (url.pathname === '/authorize') return this.authorize(url.searchParams, response)
    if (url.pathname === '/decide') return this.decide(url.searchParams, response)
    if (url.pathname === '/introspect') return this.introspect(await bodyOf(request), response)
    if (url.pathname === '/token' && request.method === 'POST') {
      const form = await bodyOf(request)
      this.asked.push(form)
      return this.token(form, response)
    }
    page(response, 'nothing here', 404)
  }

  private authorize(query: URLSearchParams, response: ServerResponse): void {
    const redirectUri = query.get('redirect_uri') ?? ''
    const isRight =
      query.get('client_id') === this.clientId &&
      query.get('response_type') === 'code' &&
      query.get('code_challenge_method') === 'S256' &&
      /^[\w-]{43}$/u.test(query.get('code_challenge') ?? '') &&
      (query.get('state') ?? '').length >= 22 &&
      query.get('scope') === 'mail offline_access' &&
      isLoopback(redirectUri)
    if (!isRight) return page(response, '<p>This program is not known here.</p>', 400)
    const ticket = random()
    this.tickets.set(ticket, {
      redirectUri,
      challenge: query.get('code_challenge') ?? '',
      state: query.get('state') ?? '',
    })
    const link = (answer: string, words: string): string =>
      `<a href="/decide?ticket=${ticket}&answer=${answer}">${words}</a>`
    page(
      response,
      `<h1>May Kith read your mail?</h1>${link('allow', 'Allow')} ${link('deny', 'No')}`,
    )
  }

  private decide(query: URLSearchParams, response: ServerResponse): void {
    const ticket = query.get('ticket') ?? ''
    const asked = this.tickets.get(ticket)
    if (asked === undefined) return page(response, '<p>Too late.</p>', 400)
    this.tickets.delete(ticket)
    const back = new URL(asked.redirectUri)
    const state = this.next('wrong-state') ? random() : asked.state
    back.searchParams.set('state', state)
    if (query.get('answer') === 'allow') {
      const code = random()
      this.codes.set(code, asked)
      back.searchParams.set('code', code)
    } else back.searchParams.set('error', 'access_denied')
    response.writeHead(302, { location: back.href })
    response.end()
  }

  private async token(form: URLSearchParams, response: ServerResponse): Promise<void> {
    if (this.next('slow')) await pause(1000)
    if (this.next('parrot')) {
      const told = [...form.values()].join(' ')
      return say(response, 400, { error: told, error_description: told, error_uri: told })
    }
    if (this.next('garbage')) return page(response, '<p>Please sign in to this network.</p>')
    if (this.next('half')) return say(response, 200, '{"access_token": "')
    if (this.next('broken')) return say(response, 500, { error: 'server_error' })
    if (this.next('cut')) return void response.destroy()
    for (const error of ['invalid_grant', 'invalid_client', 'invalid_scope'] as const) {
      if (this.next(error)) return say(response, 400, { error, error_description: 'as scripted' })
    }
    const passing = 'temporarily_unavailable'
    if (this.next(passing)) return say(response, 400, { error: passing })
    const secret = form.get('client_secret')
    const isClient = form.get('client_id') === this.clientId
    if (!isClient || (secret !== null && secret !== this.clientSecret)) {
      return say(response, 401, { error: 'invalid_client' })
    }
    if (form.get('grant_type') === 'authorization_code') return this.exchange(form, response)
    return this.renew(form, response)
  }

  private exchange(form: URLSearchParams, response: ServerResponse): void {
    const code = form.get('code') ?? ''
    const asked = this.codes.get(code)
    // A code serves once, right or wrong.
    this.codes.delete(code)
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const isRight =
      asked !== undefined &&
      !this.next('expired-code') &&
      asked.redirectUri === form.get('redirect_uri') &&
      asked.challenge === proof
    if (!isRight) return say(response, 400, { error: 'invalid_grant' })
    this.give(response, !this.next('no-refresh'))
  }

  private renew(form: URLSearchParams, response: ServerResponse): void {
    const token = form.get('refresh_token') ?? ''
    if (!this.refresh.has(token)) return say(response, 400, { error: 'invalid_grant' })
    if (this.rotates) this.refresh.delete(token)
    this.give(response, this.rotates)
  }

  private give(response: ServerResponse, withRefresh: boolean): void {
    const token = `${this.words.access}${random()}`
    this.access.add(token)
    this.given.access.push(token)
    const answer = { access_token: token, token_type: 'Bearer', expires_in: this.lifetime }
    if (!withRefresh) return say(response, 200, answer)
    say(response, 200, { ...answer, refresh_token: this.grant() })
  }

  /** RFC 7662, for mail servers that ask whether a token is good. */
  private introspect(form: URLSearchParams, response: ServerResponse): void {
    const isGood = this.isGood(form.get('token') ?? '')
    say(response, 200, isGood ? { active: true, username: 'nora' } : { active: false })
  }

  private next(trouble: OAuthTrouble): boolean {
    if (this.troubles[0] !== trouble) return false
    this.troubles.shift()
    return true
  }
}

const clientsText = (origin: string, client: Pick<Provider, 'clientId'> | null): string => {
  const provider = (name: string, redirectHost: string) => ({
    name,
    clientId: client?.clientId ?? null,
    clientSecret: null,
    issuer: origin,
    authorizationEndpoint: `${origin}/authorize`,
    tokenEndpoint: `${origin}/token`,
    scopes: ['mail', 'offline_access'],
    parameters: { prompt: 'consent' },
    redirectHost,
    servers: ['localhost'],
  })
  return JSON.stringify({
    google: provider('Google', '127.0.0.1'),
    microsoft: provider('Microsoft', 'localhost'),
  })
}

/** Starts one, without troubles. */
export const startOAuthServer = async (words = usualWords): Promise<OAuthServer> => {
  const provider = new Provider(words)
  const server = createServer((request, response) => {
    provider.handle(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // Listening on TCP, so it has an address with a port.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const locationAfter: OAuthServer['locationAfter'] = async (url, answer = 'allow') => {
    const html = await (await fetch(url)).text()
    const link = new RegExp(`/decide\\?ticket=[^&]+&answer=${answer}`, 'u').exec(html)?.[0]
    if (link === undefined) throw new Error(`the provider does not ask: ${html}`)
    const decided = await fetch(`${origin}${link}`, { redirect: 'manual' })
    return decided.headers.get('location') ?? ''
  }
  return Object.assign(provider, {
    origin,
    clientsFile: ({ withClient = true } = {}) => clientsText(origin, withClient ? provider : null),
    locationAfter,
    visit: async (url: string, answer?: 'allow' | 'deny') =>
      fetch(await locationAfter(url, answer)),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}
