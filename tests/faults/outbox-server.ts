import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { SeededRandom } from '#tests/support/seeded-random.ts'
import { testCertificates } from '#tests/support/smtp-certificates.ts'

/** A real server that counts what it took, and now and then hangs up. */
export interface UnreliableServer {
  readonly port: number
  /** Certificate of its authority, in PEM. */
  readonly authority: string
  /** How often it took a mail, by Message-ID. */
  readonly accepted: ReadonlyMap<string, number>
  /** The same by subject: each mail has its own. */
  readonly subjects: ReadonlyMap<string, number>
  stop(): Promise<void>
}

/** So many are refused for now, after the whole mail. */
const putOff = 3

/** Starts one on this machine; of a hundred mails so many are taken and answered with silence. */
export const startUnreliableServer = async (
  random: SeededRandom,
  cutAfterwards: number,
): Promise<UnreliableServer> => {
  const accepted = new Map<string, number>()
  const subjects = new Map<string, number>()
  const add = (counts: Map<string, number>, name: string): void => {
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const { good, authority } = testCertificates()
  const server = new SMTPServer({
    ...good,
    secure: true,
    onAuth: (_auth, _session, done) => done(null, { user: 'ada' }),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const head = Buffer.concat(chunks).toString('latin1').split('\r\n\r\n')[0] ?? ''
        const fate = random.integer(100)
        if (fate >= cutAfterwards && fate < cutAfterwards + putOff) {
          const error = Object.assign(new Error('4.3.1 later'), { responseCode: 451 })
          done(error)
          return
        }
        add(accepted, /^message-id: *(\S+)/im.exec(head)?.[1] ?? '')
        add(subjects, /^subject: *(.+)$/im.exec(head)?.[1]?.trim() ?? '')
        if (fate < cutAfterwards) socketOf(session.id)?.destroy()
        else done(null, 'taken')
      })
    },
  })
  const socketOf = (id: string) =>
    // The library's own set of connections, each with its session's id.
    [...(server.connections as Set<{ id: string; _socket: { destroy(): void } }>)].find(
      (connection) => connection.id === id,
    )?._socket
  server.on('error', () => {})
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    // It listens on TCP.
    port: (server.server.address() as AddressInfo).port,
    authority,
    accepted,
    subjects,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
