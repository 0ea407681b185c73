import type { IncomingMessage } from 'node:http'
import type { Refusal } from './answers.ts'

/** What the guard looks at: the head of a request as it came, names and values in turn. */
export type RequestHead = Pick<IncomingMessage, 'httpVersion' | 'method' | 'url' | 'rawHeaders'>

/** Headers that mean something here only when they stand there once. */
const onlyOnce = new Set([
  'host',
  'origin',
  'authorization',
  'content-type',
  'content-length',
  'transfer-encoding',
  'sec-fetch-site',
  'x-kith-window',
  'x-kith-file-name',
])

/** All values of a header, in order; Node's own object keeps one and drops the others silently. */
export const headerValues = (head: Pick<RequestHead, 'rawHeaders'>, name: string): string[] =>
  head.rawHeaders.filter(
    (_, index, all) => index % 2 === 1 && all[index - 1]?.toLowerCase() === name,
  )

const refuse = (status: Refusal['status'], code: string, message: string): Refusal => ({
  status,
  code,
  message,
})

/** Exactly one Host, and it is ours: else another name leads here (DNS rebinding, proxies). */
const hostProblem = (head: RequestHead, authority: string): Refusal | null => {
  const hosts = headerValues(head, 'host')
  if (hosts.length === 1 && hosts[0] === authority) return null
  return refuse(421, 'misdirected', 'this host answers only under its own address')
}

const shapeProblem = (head: RequestHead): Refusal | null => {
  if (head.httpVersion !== '1.1') return refuse(400, 'bad-request', 'HTTP/1.1 only')
  if (!head.url?.startsWith('/') || head.url.startsWith('//')) {
    return refuse(400, 'bad-request', 'a target starts with one slash')
  }
  const names = head.rawHeaders.filter((_, index) => index % 2 === 0).map((n) => n.toLowerCase())
  const repeated = names.find((name, at) => onlyOnce.has(name) && names.indexOf(name) !== at)
  if (repeated) return refuse(400, 'bad-request', 'a header stands there twice')
  // Either length or chunks; a request with both means two things to two readers.
  if (names.includes('content-length') && names.includes('transfer-encoding')) {
    return refuse(400, 'bad-request', 'two lengths')
  }
  return null
}

/** Pages of others may not even load our files; `none` is the address bar. */
const originProblem = (head: RequestHead, authority: string): Refusal | null => {
  const [origin] = headerValues(head, 'origin')
  if (origin !== undefined && origin !== `http://${authority}`) {
    return refuse(403, 'forbidden', 'foreign origin')
  }
  const [site] = headerValues(head, 'sec-fetch-site')
  const isOurs = site === undefined || site === 'same-origin'
  if (isOurs || (site === 'none' && head.method === 'GET')) return null
  return refuse(403, 'forbidden', 'asked by a foreign page')
}

/** What the guard may be told to leave out, to prove that its tests notice. */
export interface GuardOptions {
  readonly authority: string
  readonly checksHost: boolean
}

/** Why a request may not come in at all, or null. `authority` is `127.0.0.1:<port>`. */
export const guardProblem = (head: RequestHead, options: GuardOptions): Refusal | null =>
  (options.checksHost ? hostProblem(head, options.authority) : null) ??
  shapeProblem(head) ??
  originProblem(head, options.authority)
