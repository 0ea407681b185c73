import type { AddressInfo } from 'node:net'
import { connect, createServer, type TLSSocket } from 'node:tls'
import type { Dovecot } from './dovecot.ts'
import { testCertificates } from './smtp-certificates.ts'

/** A mail server that leaves out what the one behind it says. */
export interface ReticentProxy extends Pick<Dovecot, 'tlsPort' | 'ca'> {
  stop(): Promise<void>
}

/** Starts a proxy that says another word for `word`, one that no client knows. */
export const startReticentProxy = async (
  server: Pick<Dovecot, 'tlsPort' | 'ca'>,
  word: string,
): Promise<ReticentProxy> => {
  const { authority, good } = testCertificates()
  const open = new Set<TLSSocket>()
  const proxy = createServer(good, (client) => {
    const upstream = connect({ port: server.tlsPort, ca: server.ca, servername: 'localhost' })
    const end = (): void => {
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', end)
      socket.on('close', () => {
        open.delete(socket)
        end()
      })
    }
    client.pipe(upstream)
    // As long as before: a literal is announced with its length.
    upstream.on('data', (chunk: Buffer) => {
      const said = chunk.toString('latin1').replaceAll(word, 'X'.repeat(word.length))
      client.write(Buffer.from(said, 'latin1'))
    })
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  // Listening on TCP, so it has an address with a port.
  const { port } = proxy.address() as AddressInfo
  return {
    tlsPort: port,
    ca: authority,
    stop: async () => {
      for (const socket of open) socket.destroy()
      await new Promise<void>((resolve) => void proxy.close(() => resolve()))
    },
  }
}
