import type { IncomingMessage } from 'node:http'
import type { Refusal } from './answers.ts'
import { headerValues } from './request-guard.ts'

/** Largest JSON body in bytes; files have a route of their own. */
export const maxJsonBytes = 1024 * 1024

/** A body, or why it is refused. */
export type BodyResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal }

const tooLarge: Refusal = { status: 413, code: 'too-large', message: 'at most 1 MB of JSON' }
const tooSlow: Refusal = { status: 408, code: 'too-slow', message: 'the body did not arrive' }

const refused = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal })

/** True for exactly the media type asked for, with no other charset than UTF-8. */
export const hasContentType = (request: IncomingMessage, wanted: string): boolean => {
  const [value = ''] = headerValues(request, 'content-type')
  return new RegExp(`^${wanted}( *; *charset=utf-8)?$`, 'i').test(value)
}

const readBytes = (request: IncomingMessage, timeLimitMs: number): Promise<BodyResult<Buffer>> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const finish = (result: BodyResult<Buffer>): void => {
      clearTimeout(timer)
      request.off('data', take)
      request.pause()
      resolve(result)
    }
    const take = (chunk: Buffer): void => {
      bytes += chunk.length
      if (bytes > maxJsonBytes) return finish(refused(tooLarge))
      chunks.push(chunk)
    }
    const timer = setTimeout(() => finish(refused(tooSlow)), timeLimitMs)
    request.on('data', take)
    request.once('end', () => finish({ ok: true, value: Buffer.concat(chunks) }))
    request.once('close', () => finish(refused(tooSlow)))
    request.once('error', () => finish(refused(tooSlow)))
  })

/** Reads a JSON body within its size and time. */
export const readJson = async (
  request: IncomingMessage,
  timeLimitMs: number,
): Promise<BodyResult<unknown>> => {
  if (!hasContentType(request, 'application/json')) {
    return refused({ status: 415, code: 'unsupported-type', message: 'send application/json' })
  }
  if (Number(headerValues(request, 'content-length')[0] ?? 0) > maxJsonBytes) {
    return refused(tooLarge)
  }
  const body = await readBytes(request, timeLimitMs)
  if (!body.ok) return body
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body.value)
    const value: unknown = JSON.parse(text)
    return { ok: true, value }
  } catch {
    return refused({ status: 400, code: 'bad-request', message: 'this is not JSON' })
  }
}
