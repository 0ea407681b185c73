import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Application } from '#main/application.ts'
import { isDiskFull } from '#main/platform/disk-full.ts'
import type { FileHandle } from '#shared/domain/ids.ts'
import { sendJson, sendRefusal } from './answers.ts'
import { hasContentType } from './body.ts'
import { headerValues } from './request-guard.ts'

/** Largest upload in bytes. */
export const maxFileBytes = 2 * 1024 ** 3
/** An upload that sends nothing for so long is given up. */
const silenceMs = 15_000

const rebuilding = { status: 503, code: 'rebuilding', message: 'try again in a moment' } as const

const diskFull = {
  status: 503,
  code: 'disk-full',
  message: 'there is no room on the disk',
} as const

/** The owner's name for the file: any text, never a path. */
const readName = (request: IncomingMessage): string | null => {
  try {
    const name = decodeURIComponent(headerValues(request, 'x-kith-file-name')[0] ?? '')
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    return name.length <= 255 && !/[\u0000-\u001f\u007f]/.test(name) ? name : null
  } catch {
    return null
  }
}

/** Takes a file in and answers its handle. */
export const receiveUpload = async (
  request: IncomingMessage,
  response: ServerResponse,
  application: Application,
): Promise<void> => {
  if (!hasContentType(request, 'application/octet-stream')) {
    const message = 'send application/octet-stream'
    return sendRefusal(request, response, { status: 415, code: 'unsupported-type', message })
  }
  const name = readName(request)
  if (name === null) {
    const message = 'x-kith-file-name is a percent-encoded name of up to 255 characters'
    return sendRefusal(request, response, { status: 400, code: 'bad-request', message })
  }
  const tooLarge = { status: 413, code: 'too-large', message: 'at most 2 GB' } as const
  if (Number(headerValues(request, 'content-length')[0] ?? 0) > maxFileBytes) {
    return sendRefusal(request, response, tooLarge)
  }
  request.setTimeout(silenceMs, () => request.destroy())
  try {
    const received = await application.files.receive(request, name)
    if (!received.ok) return sendRefusal(request, response, tooLarge)
    sendJson(response, 200, { ok: true, value: { handle: received.value.handle } })
  } catch (cause) {
    if (isDiskFull(cause)) sendRefusal(request, response, diskFull)
    // Broken off, nobody is left to answer; else no workspace is open at the moment.
    else if (request.destroyed) response.destroy()
    else sendRefusal(request, response, rebuilding)
  } finally {
    // The connection goes on; its next request may be the stream of events, which is mostly silent.
    request.socket.setTimeout(0)
  }
}

/** Sends the file of a handle. */
export const sendFile = (
  request: IncomingMessage,
  response: ServerResponse,
  application: Application,
): void => {
  const handle = /^\/files\/([0-9a-f]{32})$/.exec(request.url ?? '')?.[1]
  // The pattern on the line above is what a handle is.
  const file = handle === undefined ? undefined : application.files.find(handle as FileHandle)
  if (file === undefined) {
    return sendRefusal(request, response, {
      status: 404,
      code: 'not-found',
      message: 'no such file',
    })
  }
  response.setHeader('content-type', 'application/octet-stream')
  response.setHeader('content-length', file.bytes)
  const name = encodeURIComponent(file.name)
  response.setHeader('content-disposition', `attachment; filename*=UTF-8''${name}`)
  const bytes = application.files.read(file)
  bytes.once('error', () => response.destroy())
  bytes.pipe(response)
}
