import type { AddressInfo, Server, Socket } from 'node:net'

/** The connections of a proxy: what one end of a pair does, the other does as well. */
export class JoinedSockets {
  private readonly open = new Set<Socket>()

  /** Passes on what the client says and ends both when one ends; answers how to end them now. */
  join(client: Socket, upstream: Socket): () => void {
    const end = (): void => {
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) {
      this.open.add(socket)
      socket.on('error', end)
      socket.on('close', () => {
        this.open.delete(socket)
        end()
      })
    }
    client.pipe(upstream)
    return end
  }

  /** Ends all of them, and the server that took them. */
  async stop(server: Server): Promise<void> {
    for (const socket of this.open) socket.destroy()
    await new Promise<void>((resolve) => void server.close(() => resolve()))
  }
}

/** Listens on a free port of loopback, and answers which. */
export const listenAnywhere = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  // Listening on TCP, so it has an address with a port.
  return (server.address() as AddressInfo).port
}
