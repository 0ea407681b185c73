import { rootCertificates } from 'node:tls'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { CheckedAddress } from './address-check.ts'
import { withoutSecret } from './reply-secret.ts'
import { loginOf, ownMethods, type SmtpProof, type SmtpSecret } from './smtp-auth.ts'
import { bodyStream } from './smtp-body.ts'
import {
  abortedByUs,
  failureBeforeBody,
  failureInBody,
  type SmtpError,
  tidyReply,
} from './smtp-failure.ts'
import type { SendNotStarted, SendOutcome, SendRefused } from './smtp-outcome.ts'
import { signedIn } from './smtp-sign-in.ts'

/** How to reach the outgoing server of an account. */
export interface SmtpAccount {
  readonly host: string
  readonly port: number
  /** `tls`: encrypted from the first byte; `starttls`: upgraded before anything is said. */
  readonly security: 'tls' | 'starttls'
  readonly userName: string
}

/** How long the parts of a conversation may take, in milliseconds. */
export interface SmtpTimes {
  /** From looking up the name to the server's word that the mail may come. */
  readonly setUpMs: number
  /** Without a byte in either direction. */
  readonly idleMs: number
  /** For the mail itself, however slowly the server takes it. */
  readonly bodyMs: number
  /** From the last byte to the whole reply; RFC 5321 asks for ten minutes. */
  readonly replyMs: number
}

/** What every conversation needs. */
export interface SmtpConversation {
  readonly account: SmtpAccount
  readonly secret: SmtpProof
  readonly signal?: AbortSignal
  readonly times?: Partial<SmtpTimes>
  /** Certificates in PEM that are trusted beside those of the world. */
  readonly trusted?: readonly string[]
}

/** One mail to one recipient. */
export interface SendRequest extends SmtpConversation {
  readonly envelope: { readonly from: CheckedAddress; readonly to: CheckedAddress }
  readonly bytes: Uint8Array
  /**
   * Called once, right before the first byte is handed over: the place to commit that it may have
   * left. When it throws, nothing leaves.
   */
  readonly onBodyStart: () => void
}

/** What a server that can be used says of itself. */
export interface SmtpReady {
  readonly kind: 'ready'
  /** The largest mail it takes; null when it does not say. */
  readonly maxBytes: number | null
}

const minuteMs = 60_000
const usualTimes: SmtpTimes = {
  setUpMs: 5 * minuteMs,
  idleMs: 10 * minuteMs,
  bodyMs: 60 * minuteMs,
  replyMs: 15 * minuteMs,
}

/**
 * Sends one mail over a connection of its own; never throws and always ends.
 *
 * Nothing, not even the name of the account, is said before the server has shown a certificate that
 * is trusted and made out to its name (TLS 1.2 or later).
 */
export const sendMail = (request: SendRequest): Promise<SendOutcome> =>
  signedIn<SendOutcome>(request.secret, (secret) => sendOnce({ ...request, secret }))

const sendOnce = (request: SendRequest & ReadyToSignIn): Promise<SendOutcome> => {
  const progress = { hasBegun: false, isWhole: false }
  return converse<SendOutcome>(request, {
    failed: (error) => (progress.hasBegun ? failureInBody(error) : failureBeforeBody(error)),
    ready: (talk) => {
      const { maxBytes } = talk
      if (maxBytes !== null && request.bytes.length > maxBytes) {
        const detail = `the server takes ${String(maxBytes)} bytes`
        talk.settle({ kind: 'not-started', cause: 'too-big', detail })
      } else handOver(request, talk, progress)
    },
  })
}

/** Connects and logs in as `sendMail` does, and leaves; for the test at set-up. */
export const verifyConnection = (
  conversation: SmtpConversation,
): Promise<SmtpReady | SendRefused | SendNotStarted> =>
  signedIn<SmtpReady | SendRefused | SendNotStarted>(conversation.secret, (secret) =>
    converse<SmtpReady | SendRefused | SendNotStarted>(
      { ...conversation, secret },
      {
        failed: failureBeforeBody,
        ready: (talk) => talk.settle({ kind: 'ready', maxBytes: talk.maxBytes }),
      },
    ),
  )

/** A conversation whose token, if it is one, is at hand. */
interface ReadyToSignIn extends SmtpConversation {
  readonly secret: SmtpSecret
}

interface Talk<T> {
  readonly connection: SMTPConnection
  readonly maxBytes: number | null
  /** Ends the conversation; only the first outcome counts. */
  settle(outcome: T): void
  fail(error: SmtpError): void
  /** From now on the conversation may take this long, whatever it took so far. */
  allow(milliseconds: number): void
}

interface Steps<T> {
  /** Connected, encrypted, logged in. */
  ready(talk: Talk<T>): void
  failed(error: SmtpError): T
}

interface Progress {
  hasBegun: boolean
  isWhole: boolean
}

const handOver = (request: SendRequest, talk: Talk<SendOutcome>, progress: Progress): void => {
  const { from, to } = request.envelope
  const envelope = { from, to: [to], size: request.bytes.length }
  const { bodyMs, replyMs } = { ...usualTimes, ...request.times }
  const body = bodyStream(request.bytes, {
    begin: () => {
      const problem = beginBody(request, talk.connection)
      if (problem !== null) return talk.settle(problem)
      progress.hasBegun = true
      talk.allow(bodyMs)
    },
    end: () => {
      progress.isWhole = true
      talk.allow(replyMs)
    },
    mayGoOn: () => progress.hasBegun,
  })
  talk.connection.send(envelope, body, (error, info) => {
    if (error) return talk.fail(error)
    const isAnswer = progress.isWhole && /^25\d/u.test(info.response)
    if (!isAnswer) return talk.fail({ message: 'unexpected reply', response: info.response })
    const reply = tidyReply(info.response)
    const messageIdFromServer = info.serverMessageId
    talk.settle({ kind: 'accepted', reply, ...(messageIdFromServer && { messageIdFromServer }) })
  })
}

/** Null when the first byte may follow. */
const beginBody = (
  { onBodyStart }: SendRequest,
  connection: SMTPConnection,
): SendNotStarted | null => {
  const reply = connection.lastServerResponse || ''
  // The library also takes 221 and 250 for a go-ahead.
  if (!/^354\b/u.test(reply)) {
    return { kind: 'not-started', cause: 'protocol', detail: tidyReply(reply) }
  }
  try {
    onBodyStart()
    return null
  } catch (error) {
    return { kind: 'not-started', cause: 'not-recorded', detail: tidyReply(String(error)) }
  }
}

/** One conversation from connecting to its only outcome, which always comes. */
const converse = async <T>(conversation: ReadyToSignIn, steps: Steps<T>): Promise<T> => {
  // Loaded when a first mail leaves: most starts of Kith need none of it.
  const { default: Connection } = await import('nodemailer/lib/smtp-connection')
  return new Promise((resolve) => {
    const { account, secret, signal, times } = conversation
    const seen = { text: false }
    const connection = new Connection(optionsOf(conversation, seen))
    let timer: NodeJS.Timeout | undefined
    const settle = (outcome: T): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      leave(connection)
      resolve(outcome)
    }
    const signIn = { userName: account.userName, secret }
    const fail = (error: SmtpError): void => settle(steps.failed(withoutSecret(error, signIn)))
    const allow = (milliseconds: number): void => {
      clearTimeout(timer)
      timer = setTimeout(
        () => fail({ message: 'no answer in time', code: 'ETIMEDOUT' }),
        milliseconds,
      )
    }
    const abort = (): void => fail({ message: 'aborted', code: abortedByUs })
    allow(times?.setUpMs ?? usualTimes.setUpMs)
    connection.on('error', fail)
    // Whatever else ends it: an outcome that came first has already counted.
    connection.once('end', () => setImmediate(() => fail({ message: 'the connection ended' })))
    signal?.addEventListener('abort', abort)
    if (signal?.aborted) return abort()
    connection.connect((error) => {
      if (error) return fail(error)
      if (seen.text) return fail({ message: 'text before encryption', code: 'ETLS' })
      const maxBytes = readMaxBytes(connection.lastServerResponse || '')
      if (!connection.allowsAuth) return fail({ message: 'no way to log in', code: 'EAUTH' })
      connection.login(loginOf(account.userName, secret), (refused) => {
        if (refused) fail(refused)
        else steps.ready({ connection, maxBytes, settle, fail, allow })
      })
    })
  })
}

const optionsOf = (
  { account, secret, times, trusted = [] }: ReadyToSignIn,
  seen: { text: boolean },
): SMTPConnection.Options => {
  const { setUpMs, idleMs } = { ...usualTimes, ...times }
  return {
    host: account.host,
    port: account.port,
    secure: account.security === 'tls',
    requireTLS: account.security === 'starttls',
    // The name of this machine is nobody's business.
    name: '[127.0.0.1]',
    connectionTimeout: setUpMs,
    greetingTimeout: setUpMs,
    dnsTimeout: setUpMs,
    socketTimeout: idleMs,
    tls: {
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
      ...(trusted.length > 0 && { ca: [...rootCertificates, ...trusted] }),
    },
    customAuth: ownMethods(account.userName, secret),
    logger: watchForPlaintext(seen),
  }
}

/** The library forgets text that came before encryption; to us it is a sign of an attack. */
const watchForPlaintext = (seen: { text: boolean }) => {
  const ignore = (): void => {}
  const warn = (entry: { readonly discarded?: number }): void => {
    if (entry.discarded !== undefined) seen.text = true
  }
  return { trace: ignore, debug: ignore, info: ignore, warn, error: ignore, fatal: ignore }
}

const readMaxBytes = (reply: string): number | null => {
  const size = Number(/^250[ -]SIZE[ \t]+(\d+)/imu.exec(reply)?.[1] ?? 0)
  return size > 0 ? size : null
}

/** Says goodbye without waiting for the answer. */
const leave = (connection: SMTPConnection): void => {
  if (connection.authenticated && !connection.destroyed) connection.quit()
  connection.close()
}
