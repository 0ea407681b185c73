import { connect, createServer } from 'node:net'
import { JoinedSockets, listenAnywhere } from './joined-sockets.ts'

/** A TCP proxy in front of a server on loopback that spoils connections. */
export interface CutProxy {
  readonly port: number
  /** Connections it has taken so far. */
  readonly taken: number
  /** Bytes that the server has said over the connection taken last. */
  readonly said: number
  /**
   * Cuts every connection after so many bytes from the server; null lets them pass. Cuts again and
   * again until it is told otherwise.
   */
  cutAfter(bytes: number | null): void
  /** Holds back what the server says by so many milliseconds. */
  delay(ms: number): void
  stop(): Promise<void>
}

/** Starts a proxy to that port. */
export const startCutProxy = async (target: number): Promise<CutProxy> => {
  const state = { limit: null as number | null, delayMs: 0, taken: 0, said: 0 }
  const sockets = new JoinedSockets()
  const server = createServer((client) => {
    state.taken += 1
    state.said = 0
    const upstream = connect(target, '127.0.0.1')
    const cut = sockets.join(client, upstream)
    let passed = 0
    upstream.on('data', (chunk) => {
      const left = state.limit === null ? chunk.length : Math.max(state.limit - passed, 0)
      passed += chunk.length
      state.said = passed
      const pass = (): void => {
        client.write(chunk.subarray(0, left), () => {
          if (left < chunk.length) cut()
        })
      }
      if (state.delayMs === 0) pass()
      else setTimeout(pass, state.delayMs)
    })
  })
  const port = await listenAnywhere(server)
  return {
    port,
    get taken() {
      return state.taken
    },
    get said() {
      return state.said
    },
    cutAfter: (bytes) => {
      state.limit = bytes
    },
    delay: (ms) => {
      state.delayMs = ms
    },
    stop: () => sockets.stop(server),
  }
}
