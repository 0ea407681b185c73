import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { type Dovecot, startDovecot } from './dovecot.ts'
import type { OAuthServer } from './oauth-server.ts'

/** How this provider behaves. */
export interface PostOfficeWays {
  /** Puts a copy of what was sent among the sent mail. */
  readonly filesSent?: boolean
  /** Gives each mail a Message-ID of its own. */
  readonly renames?: boolean
  /** Knows `name+anything@`. */
  readonly knowsPlus?: boolean
  /** Whose access tokens both servers take in place of a password. */
  readonly tokensOf?: OAuthServer
}

/** A provider of mail on loopback: SMTP that delivers into a real IMAP server. */
export interface PostOffice {
  readonly smtpPort: number
  readonly imap: Dovecot
  /** Trusted by whoever uses both servers. */
  readonly ca: string
  /** The same in a file. */
  readonly caFile: string
  /** Mails that were taken, in their order. */
  readonly taken: readonly { readonly to: string; readonly mail: string }[]
  stop(): Promise<void>
}

const refusal = (code: number, words: string): Error =>
  Object.assign(new Error(words), { responseCode: code })

const renamed = (mail: string, n: number): string =>
  mail.replace(/^Message-ID: .*$/im, `Message-ID: <own.${n}@post.example>`)

/**
 * Starts both servers; any name with the password `p` may sign in. Takes mails of up to 5 MB, none
 * to `refused@`; after one to `cut@` the line goes dead without an answer.
 */
export const startPostOffice = async (ways: PostOfficeWays = {}): Promise<PostOffice> => {
  const { tokensOf } = ways
  const introspectionUrl = tokensOf && `${tokensOf.origin}/introspect`
  const imap = await startDovecot(introspectionUrl === undefined ? {} : { introspectionUrl })
  // Beside the mails lie the key and the certificate of the server's name.
  const folder = dirname(dirname(imap.maildir('x')))
  const taken: { to: string; mail: string }[] = []
  const server = new SMTPServer({
    secure: true,
    key: readFileSync(join(folder, 'key.pem')),
    cert: imap.ca,
    size: 5_242_880,
    logger: false,
    authMethods: tokensOf === undefined ? ['PLAIN', 'LOGIN'] : ['PLAIN', 'LOGIN', 'XOAUTH2'],
    onAuth: ({ method, username, password, accessToken }, _session, done) => {
      const isRight =
        method === 'XOAUTH2' ? tokensOf?.isGood(accessToken ?? '') === true : password === 'p'
      return isRight ? done(null, { user: username }) : done(refusal(535, '5.7.8 Bad login'))
    },
    onRcptTo: ({ address }, _session, done) =>
      (address.includes('+') && ways.knowsPlus !== true) || address.startsWith('refused@')
        ? done(refusal(550, '5.1.1 No such mailbox'))
        : done(),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        const to = session.envelope.rcptTo[0]?.address ?? ''
        const mail = ways.renames === true ? renamed(text, taken.length) : text
        taken.push({ to, mail })
        if (to.startsWith('cut@')) {
          // The mail is here, but whoever sent it never hears of it.
          for (const connection of server.connections) connection.close()
          return
        }
        const user = to.replace(/(\+.*)?@.*$/, '')
        imap.deliver(user, mail)
        if (ways.filesSent === true) imap.deliver(user, mail, { folder: 'Sent' })
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    // Listening on TCP, so it has an address with a port.
    smtpPort: (server.server.address() as AddressInfo).port,
    imap,
    ca: imap.ca,
    caFile: join(folder, 'cert.pem'),
    taken,
    stop: async () => {
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await imap.stop()
    },
  }
}
