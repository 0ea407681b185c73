import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Application } from '#main/application.ts'
import { createServer } from '#main/platform/http.ts'
import type { Logger } from '#main/platform/logger.ts'
import type { PageFiles } from '#main/platform/page-files.ts'
import type { RandomSource } from '#main/platform/random.ts'
import type { Access } from './access.ts'
import { sendCommonHeaders, sendRefusal } from './answers.ts'
import { guardProblem } from './request-guard.ts'
import { answerRoute } from './routes.ts'
import { sendPageFile } from './static-files.ts'

/** What the server is made of. */
export interface ServerParts {
  readonly application: Application
  readonly access: Access
  readonly files: PageFiles
  readonly random: RandomSource
  readonly log: Logger
  /** 0 for any free one. */
  readonly port: number
  /** Only the proof that the attack tests notice leaves it out. */
  readonly checksHost?: boolean
  readonly headerTimeLimitMs?: number
  readonly bodyTimeLimitMs?: number
}

/** A server that listens on 127.0.0.1. */
export interface RunningServer {
  readonly port: number
  /** Ends at once, open streams included. */
  close(): Promise<void>
}

const maxConnections = 50

const answerPage = (
  request: IncomingMessage,
  response: ServerResponse,
  parts: ServerParts,
): void => {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const headers = { allow: 'GET' }
    const refusal = { status: 405, code: 'method', message: 'use GET', headers } as const
    return sendRefusal(request, response, refusal)
  }
  if (sendPageFile(request, response, parts)) return
  sendRefusal(request, response, { status: 404, code: 'not-found', message: 'nothing is here' })
}

const createAnswerer = (parts: ServerParts, authority: () => string) => {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    sendCommonHeaders(response)
    const options = { authority: authority(), checksHost: parts.checksHost ?? true }
    const problem = guardProblem(request, options)
    if (problem) return sendRefusal(request, response, problem)
    const bodyTimeLimitMs = parts.bodyTimeLimitMs ?? 10_000
    const { application, access } = parts
    if (await answerRoute({ request, response, application, access, bodyTimeLimitMs })) return
    answerPage(request, response, parts)
  }
  return (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, response).catch((cause: unknown) => {
      parts.log.error('loopback.bug', cause)
      sendRefusal(request, response, { status: 500, code: 'bug', message: 'something went wrong' })
    })
  }
}

/** What is no HTTP gets one line and no second chance. */
const refuseSocket = (socket: Socket, line: string): void => {
  if (socket.writable)
    socket.end(`HTTP/1.1 ${line}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
  const timer = setTimeout(() => socket.destroy(), 1_000)
  timer.unref()
}

const guardSockets = (server: Server): void => {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const isSlow = error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
    refuseSocket(socket, isSlow ? '408 Request Timeout' : '400 Bad Request')
  })
  server.on('connect', (_request, socket: Socket) => refuseSocket(socket, '405 Method Not Allowed'))
}

/** Starts listening. Rejects when the port is taken. */
export const startServer = async (parts: ServerParts): Promise<RunningServer> => {
  let port = 0
  const server = createServer(
    {
      headersTimeout: parts.headerTimeLimitMs ?? 5_000,
      // Bodies have limits of their own: an upload may take long as long as it moves.
      requestTimeout: 0,
      connectionsCheckingInterval: 500,
      keepAliveTimeout: 5_000,
      maxHeaderSize: 16 * 1024,
      // The guard refuses a missing Host itself, like any wrong one.
      requireHostHeader: false,
    },
    createAnswerer(parts, () => `127.0.0.1:${port}`),
  )
  server.maxConnections = maxConnections
  guardSockets(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(parts.port, '127.0.0.1', resolve)
  })
  // A TCP server that listens has an address with a port.
  port = (server.address() as AddressInfo).port
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
