import { connect } from 'node:net'

/** A request as its bytes: nothing is added, sorted or corrected on the way. */
export interface RawRequest {
  readonly method: string
  readonly target: string
  readonly version: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string | Buffer
}

/** What came back before the connection ended or fell silent. */
export interface RawAnswer {
  /** Of the first answer; 0 when the connection was closed without one. */
  readonly status: number
  /** Everything, of all answers. */
  readonly text: string
}

/** The request with headers put in place of those of the same names, or taken out. */
export const withHeaders = (
  request: RawRequest,
  changed: Readonly<Record<string, string | null>>,
): RawRequest => {
  const names = Object.keys(changed).map((name) => name.toLowerCase())
  const kept = request.headers.filter(([name]) => !names.includes(name.toLowerCase()))
  const added = Object.entries(changed).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  )
  return { ...request, headers: [...kept, ...added] }
}

/** The request with a body and its length. */
export const withBody = (request: RawRequest, body: string | Buffer): RawRequest =>
  withHeaders({ ...request, body }, { 'content-length': String(Buffer.byteLength(body)) })

/** The bytes of a request. */
export const bytesOf = ({ method, target, version, headers, body }: RawRequest): Buffer =>
  Buffer.concat([
    Buffer.from(`${method} ${target} HTTP/${version}\r\n`, 'latin1'),
    Buffer.from(headers.map(([name, value]) => `${name}: ${value}\r\n`).join(''), 'latin1'),
    Buffer.from('\r\n'),
    Buffer.from(body),
  ])

const readStatus = (text: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0)

/** True when the first answer has arrived whole, by its content length. */
const isWhole = (text: string): boolean => {
  const end = text.indexOf('\r\n\r\n')
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end + 2))?.[1]
  return end > 0 && length !== undefined && text.length >= end + 4 + Number(length)
}

/** How bytes are sent. */
export interface SendOptions {
  readonly port: number
  readonly address?: string
  /** Pieces are sent this far apart. */
  readonly pauseMs?: number
  /** Waits for more than the first answer. */
  readonly readsOn?: boolean
  readonly timeLimitMs?: number
}

/** Sends pieces of bytes over one connection and reads what comes back. */
export const sendBytes = (pieces: readonly Buffer[], options: SendOptions): Promise<RawAnswer> =>
  new Promise((resolve) => {
    let text = ''
    const socket = connect(options.port, options.address ?? '127.0.0.1')
    const finish = (): void => {
      clearTimeout(limit)
      socket.destroy()
      resolve({ status: readStatus(text), text })
    }
    const limit = setTimeout(finish, options.timeLimitMs ?? 3_000)
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => {
      text += chunk
      if (!options.readsOn && isWhole(text)) finish()
    })
    socket.on('error', finish)
    socket.on('close', finish)
    const send = (at: number): void => {
      const piece = pieces[at]
      if (piece === undefined || socket.destroyed) return
      socket.write(piece)
      if (options.pauseMs === undefined) send(at + 1)
      else setTimeout(send, options.pauseMs, at + 1)
    }
    socket.on('connect', () => send(0))
  })

/** Sends one request. */
export const send = (request: RawRequest, port: number): Promise<RawAnswer> =>
  sendBytes([bytesOf(request)], { port })

/**
 * Opens connections that send nothing and counts those closed without a word. A silent connection
 * that was let in is told 408 in the end, so time cannot make one of the other kind of it: it waits
 * until each is of one kind, at most 5 s.
 */
export const countTurnedAway = async (port: number, count: number): Promise<number> => {
  let turnedAway = 0
  const settled = Array.from({ length: count }, async () => {
    const socket = connect(port, '127.0.0.1')
    let heard = false
    await new Promise<void>((resolve) => {
      const limit = setTimeout(resolve, 5_000)
      socket.on('data', () => {
        heard = true
      })
      socket.on('error', () => undefined)
      socket.on('close', () => {
        clearTimeout(limit)
        if (!heard) turnedAway += 1
        resolve()
      })
    })
    socket.destroy()
  })
  await Promise.all(settled)
  return turnedAway
}
