import type { IncomingMessage, ServerResponse } from 'node:http'
import { protectiveHeaders } from '#main/platform/page-files.ts'
import type { WireError } from '#shared/contract/wire.ts'

/** What an answer that is no page may do: nothing. */
const closedPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

/** Puts the headers on that every answer carries. */
export const sendCommonHeaders = (response: ServerResponse): void => {
  for (const [name, value] of Object.entries(protectiveHeaders)) response.setHeader(name, value)
  response.setHeader('content-security-policy', closedPolicy)
  response.setHeader('cache-control', 'no-store')
}

/** Answers with JSON and ends. */
export const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  if (response.headersSent || response.destroyed) return
  const text = Buffer.from(JSON.stringify(body))
  response.statusCode = status
  response.setHeader('content-type', 'application/json; charset=utf-8')
  response.setHeader('content-length', text.length)
  response.end(text)
}

/** Why a request is refused before it reaches the application. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 408 | 413 | 415 | 421 | 429 | 500 | 503
  readonly code: string
  readonly message: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A peer that is still sending when it is refused has so long to hear the answer. */
const lingerMs = 2_000

/**
 * Answers a refusal.
 *
 * After a request of the wrong shape the connection is closed, because what else the peer sent on
 * it may not be a request at all. A refused body is read to nowhere for a moment: closing at once
 * would reset the connection before the peer has read the answer.
 */
export const sendRefusal = (
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Refusal,
): void => {
  if (response.headersSent || response.destroyed) return
  for (const [name, value] of Object.entries(refusal.headers ?? {})) response.setHeader(name, value)
  if ([400, 403, 405, 408, 421].includes(refusal.status)) response.setHeader('connection', 'close')
  const error: WireError = { code: refusal.code, message: refusal.message }
  sendJson(response, refusal.status, { ok: false, error })
  if (request.complete) return
  request.resume()
  const timer = setTimeout(() => request.complete || request.socket.destroy(), lingerMs)
  timer.unref()
  request.once('end', () => clearTimeout(timer))
}
