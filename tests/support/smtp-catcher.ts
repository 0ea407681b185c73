import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { testCertificates } from './smtp-certificates.ts'

/** One mail as a real server took it. */
export interface CaughtMail {
  readonly from: string
  readonly to: readonly string[]
  readonly bytes: Buffer
}

/** A real SMTP server on loopback that keeps what it is sent; `ada` with the password `secret`. */
export interface SmtpCatcher {
  readonly port: number
  readonly mails: readonly CaughtMail[]
  stop(): Promise<void>
}

const addressOf = (address: false | { readonly address: string }): string =>
  address === false ? '' : address.address

/** Starts one; `security` as in an account. */
export const startSmtpCatcher = async (
  security: 'tls' | 'starttls',
  options: SMTPServerOptions = {},
): Promise<SmtpCatcher> => {
  const mails: CaughtMail[] = []
  const server = new SMTPServer({
    ...testCertificates().good,
    secure: security === 'tls',
    size: 1_000_000,
    onAuth: ({ username, password }, _, done) =>
      username === 'ada' && password === 'secret'
        ? done(null, { user: username })
        : done(new Error('wrong password')),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const to = rcptTo.map(addressOf)
        mails.push({ from: addressOf(mailFrom), to, bytes: Buffer.concat(chunks) })
        done(null, 'kept')
      })
    },
    ...options,
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    // It listens on TCP.
    port: (server.server.address() as AddressInfo).port,
    mails,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
      }),
  }
}
