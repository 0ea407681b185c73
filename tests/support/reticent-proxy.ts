import { connect, createServer } from 'node:tls'
import type { Dovecot } from './dovecot.ts'
import { JoinedSockets, listenAnywhere } from './joined-sockets.ts'
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
  const sockets = new JoinedSockets()
  const proxy = createServer(good, (client) => {
    const upstream = connect({ port: server.tlsPort, ca: server.ca, servername: 'localhost' })
    sockets.join(client, upstream)
    // As long as before: a literal is announced with its length.
    upstream.on('data', (chunk: Buffer) => {
      const said = chunk.toString('latin1').replaceAll(word, 'X'.repeat(word.length))
      client.write(Buffer.from(said, 'latin1'))
    })
  })
  const tlsPort = await listenAnywhere(proxy)
  return { tlsPort, ca: authority, stop: () => sockets.stop(proxy) }
}
