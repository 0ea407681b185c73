import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer } from './http.ts'

/** The one answer that was waited for. */
export interface RedirectAnswer {
  readonly parameters: URLSearchParams
  /** What the owner's browser shows in the end: a whole page of HTML, styled by `style`. */
  readonly reply: (page: { readonly html: string; readonly style: string }) => void
}

/** A place on this machine where a provider sends the owner's browser back to. */
export interface OAuthRedirect {
  /** For example `http://127.0.0.1:49152`. */
  readonly uri: string
  readonly answer: Promise<RedirectAnswer>
  /** Stops listening and cuts what is still open. */
  close(): Promise<void>
}

/** Who is slower than this is no browser. */
const requestTimeoutMs = 10_000
const maxConnections = 20

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))

const valuesOf = ({ rawHeaders }: IncomingMessage, name: string): string[] =>
  rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name)

/** For everybody: nothing of it is kept, shown in a frame, or told to the next page. */
const always = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  connection: 'close',
}

const refuse = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { ...always, 'content-type': 'text/plain' })
  response.end('Nothing is waited for here.\n')
}

const policyFor = (style: string): string => {
  const hash = createHash('sha256').update(style).digest('base64')
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
}

/**
 * Waits on 127.0.0.1, at a port that is free, for exactly one answer with this `state`.
 *
 * Whatever else comes (another host name, path, method or state, a second answer) changes nothing.
 * `host` is the name by which the provider knows this machine.
 */
export const openOAuthRedirect = async ({
  host,
  state,
}: {
  readonly host: '127.0.0.1' | 'localhost'
  readonly state: string
}): Promise<OAuthRedirect> => {
  const waiting = Promise.withResolvers<RedirectAnswer>()
  const server = createServer({
    requestTimeout: requestTimeoutMs,
    headersTimeout: requestTimeoutMs,
  })
  server.maxConnections = maxConnections
  let isTaken = false
  let authority = ''
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const parameters = isTaken ? null : answerIn(request, { authority, state })
    if (typeof parameters === 'number') return refuse(response, parameters)
    if (parameters === null) return refuse(response, 404)
    isTaken = true
    waiting.resolve({ parameters, reply: replyWith(response) })
  })
  await listen(server)
  // Listening on TCP, so it has an address with a port.
  authority = `${host}:${(server.address() as AddressInfo).port}`
  return { uri: `http://${authority}`, answer: waiting.promise, close: () => stop(server) }
}

/** The answer in a request, or the status with which it is sent away. */
const answerIn = (
  request: IncomingMessage,
  expected: { readonly authority: string; readonly state: string },
): URLSearchParams | number => {
  const hosts = valuesOf(request, 'host')
  if (hosts.length !== 1 || hosts[0] !== expected.authority) return 421
  if (request.method !== 'GET') return 405
  const target = /^\/\?([^#]*)$/u.exec(request.url ?? '')?.[1]
  if (target === undefined) return 404
  const parameters = new URLSearchParams(target)
  const states = parameters.getAll('state')
  return states.length === 1 && isSame(states[0] ?? '', expected.state) ? parameters : 404
}

const replyWith =
  (response: ServerResponse): RedirectAnswer['reply'] =>
  ({ html, style }) => {
    const headers = { ...always, 'content-type': 'text/html; charset=utf-8' }
    response.writeHead(200, { ...headers, 'content-security-policy': policyFor(style) })
    response.end(html)
  }

const listen = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })

/** What was said is on its way first. */
const lastWordsMs = 1_000

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), lastWordsMs)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
