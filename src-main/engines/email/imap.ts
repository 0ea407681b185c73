import type { FetchQueryObject, ImapFlow, ListResponse, SearchObject } from 'imapflow'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import { type TokenSource, withFreshToken } from './fresh-token.ts'
import { type FetchedMail, plainAnswers } from './imap-answers.ts'
import { repeatsSecret, type SignIn } from './reply-secret.ts'

/** How to reach a mailbox, and whose it is. */
export interface ImapServer {
  readonly host: string
  readonly port: number
  readonly security: 'tls' | 'starttls'
  readonly userName: string
  /** Certificates to trust instead of the public ones; for tests. */
  readonly ca?: string
  /** How long the server may say nothing; a minute when absent. */
  readonly timeoutMs?: number
}

/** How to reach a mailbox, and as whom. */
export interface ImapAccess extends ImapServer {
  readonly credential: { readonly password: string } | { readonly tokens: TokenSource }
}

/** What a server is shown: once a password or a token that is good now. */
export type ImapProof = { readonly pass: string } | { readonly accessToken: string }

/**
 * Why a mailbox could not be used: the server refused the secret, could not prove who it is, was
 * not reached or left, or answered something that is no IMAP.
 */
export type ImapFailure = Failure<
  'auth' | 'tls' | 'connect' | 'protocol',
  { readonly said: string }
>

/** A folder of a mailbox, by its name. */
export interface NamedFolder {
  readonly path: string
  /** `\All`, `\Sent`, `\Junk` and so on; `\Inbox` for the inbox; null for any other. */
  readonly use: string | null
}

/** A folder of a mailbox as it is now. */
export interface ImapFolder extends NamedFolder {
  /** Changes when the server numbers the folder's mails anew. */
  readonly uidValidity: number
  /** Every mail that comes gets at least this number; null where the server does not tell it. */
  readonly uidNext: number | null
}

/** A folder whose state a server tells with its name. */
export interface ToldFolder extends ImapFolder {
  readonly uidNext: number
}

/** A folder as a server lists it. */
export type ListedFolder = NamedFolder | ToldFolder

/** Whether the server told the state of a folder. */
export const hasState = (folder: ListedFolder): folder is ToldFolder => 'uidNext' in folder

/** The headers of a mail, and where it is. */
export interface ImapHeaders {
  readonly uid: number
  /** The first 64 KB of them. */
  readonly block: Uint8Array
  /** When it came into the mailbox, milliseconds UTC. */
  readonly arrivedAt: number
}

/** A mail from its beginning, and where it is. */
export interface ImapSource {
  readonly uid: number
  readonly bytes: Uint8Array
}

/** An open connection; every failure closes it. Calls are answered in their order. */
export interface ImapSession {
  /** Folders that hold mails, whatever is in them: asked for their state, servers look into each. */
  names(): Promise<Result<readonly NamedFolder[], ImapFailure>>
  /** The same with the state of each; one that the server does not look into has none. */
  folders(): Promise<Result<readonly ListedFolder[], ImapFailure>>
  /**
   * Opens a folder to read, never to change it (EXAMINE), and answers its state now; null for one
   * that the server does not open. All calls below speak of this folder.
   */
  examine(path: string): Promise<Result<ImapFolder | null, ImapFailure>>
  /**
   * Numbers of mails above `uid`, ascending; only of those that came since that day, if given. What
   * is still being written is none: Gmail keeps drafts among all mail, each time anew.
   */
  uidsAbove(uid: number, since?: Date): Promise<Result<readonly number[], ImapFailure>>
  /**
   * Hands over the headers of mails as the server sends them, in any order; a mail that has gone
   * meanwhile is left out.
   */
  headers(
    uids: readonly number[],
    take: (mail: ImapHeaders) => void,
  ): Promise<Result<null, ImapFailure>>
  /** Likewise the first bytes of mails. */
  sources(
    uids: readonly number[],
    maxBytes: number,
    take: (mail: ImapSource) => void | Promise<void>,
  ): Promise<Result<null, ImapFailure>>
  /** The same of mails from or to an address, or one that contains it, that came since that day. */
  uidsWith(address: string, since: Date): Promise<Result<readonly number[], ImapFailure>>
  /** Numbers of mails with this header and value. */
  find(header: string, value: string): Promise<Result<readonly number[], ImapFailure>>
  /** Files a mail, seen, in a folder. */
  append(path: string, mail: Uint8Array): Promise<Result<null, ImapFailure>>
  close(): Promise<void>
}

const defaultTimeoutMs = 60_000

/**
 * Connects over verified TLS and logs in; never throws.
 *
 * With `starttls` nothing but the wish for TLS is said before it stands, and a server that does not
 * offer it is left. `signal` cuts the connection at any time.
 */
export const openMailbox = (
  { credential, ...server }: ImapAccess,
  signal?: AbortSignal,
): Promise<Result<ImapSession, ImapFailure>> =>
  withProof(credential, (proof) => openProven(server, proof, signal))

/** Opens with a password or a fresh token, and with another token when that one was refused. */
export const withProof = async <T>(
  credential: ImapAccess['credential'],
  open: (proof: ImapProof) => Promise<Result<T, ImapFailure>>,
): Promise<Result<T, ImapFailure>> => {
  if ('password' in credential) return open({ pass: credential.password })
  return withFreshToken(credential.tokens, {
    attempt: (accessToken) => open({ accessToken }),
    isRefused: (opened) => !opened.ok && opened.error.code === 'auth',
    without: ({ code, data }): Result<T, ImapFailure> => fail(code, data),
  })
}

/** Like `openMailbox` with what is shown to the server. */
export const openProven = async (
  server: ImapServer,
  proof: ImapProof,
  signal?: AbortSignal,
): Promise<Result<ImapSession, ImapFailure>> => {
  const client = await createClient(server, proof)
  if (signal?.aborted) return fail('connect', { said: 'aborted' })
  const stop = (): void => client.close()
  signal?.addEventListener('abort', stop, { once: true })
  const release = (): void => signal?.removeEventListener('abort', stop)
  const signIn = { userName: server.userName, secret: secretOf(proof) }
  const failed = (cause: unknown) => failureOf(cause, signIn)
  try {
    await client.connect()
    return ok(sessionOf(client, { release, failed }))
  } catch (cause) {
    client.close()
    release()
    return failed(cause)
  }
}

const secretOf = (proof: ImapProof): SignIn['secret'] =>
  'pass' in proof
    ? { kind: 'password', password: proof.pass }
    : { kind: 'token', accessToken: proof.accessToken }

const createClient = async (server: ImapServer, proof: ImapProof): Promise<ImapFlow> => {
  // Loaded when a first mailbox is read: most starts of Kith need none of it.
  const { ImapFlow: Client } = await import('imapflow')
  const { host, port, security, userName: user, ca } = server
  const timeout = server.timeoutMs ?? defaultTimeoutMs
  const client = new Client({
    host,
    port,
    secure: security === 'tls',
    ...(security === 'starttls' ? { doSTARTTLS: true } : {}),
    auth: { user, ...proof },
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: Math.min(timeout, 30_000),
    greetingTimeout: Math.min(timeout, 16_000),
    socketTimeout: timeout,
    maxLineLength: 4 * 1024 ** 2,
    maxLiteralSize: 64 * 1024 ** 2,
    maxResponseSize: 128 * 1024 ** 2,
  })
  // What was under way fails as well; without a listener the process would end.
  client.on('error', () => {})
  return client
}

interface SessionEnds {
  /** Called when the session is closed. */
  readonly release: () => void
  readonly failed: (cause: unknown) => ReturnType<typeof failureOf>
}

const sessionOf = (client: ImapFlow, { release, failed }: SessionEnds): ImapSession => {
  const fetch = fetchOf(client)
  /** One failure is the end: who knows what the connection would answer next. */
  const attempt = async <T>(work: () => Promise<T>): Promise<Result<T, ImapFailure>> => {
    try {
      return ok(await work())
    } catch (cause) {
      client.close()
      return failed(cause)
    }
  }
  return {
    names: () =>
      attempt(async () => {
        const listed = await client.list()
        return listed.filter((folder) => !isEmpty(folder)).map(nameOf)
      }),
    folders: () => attempt(() => listFolders(client)),
    examine: (path) => attempt(() => examine(client, path)),
    uidsAbove: (uid, since) =>
      attempt(() => search(client, { uid: `${uid + 1}:*`, since, draft: false }, uid)),
    headers: (uids, take) =>
      attempt(() =>
        fetch(uids, headersQuery, ({ bytes, ...mail }) => take({ ...mail, block: bytes })),
      ),
    sources: (uids, maxBytes, take) => {
      const query = { uid: true, source: { start: 0, maxLength: maxBytes } }
      return attempt(() => fetch(uids, query, take))
    },
    uidsWith: (address, since) => {
      const or = [{ from: address }, { to: address }, { cc: address }]
      return attempt(() => search(client, { or, since, draft: false }, 0))
    },
    find: (header, value) => attempt(() => search(client, { header: { [header]: value } }, 0)),
    append: (path, mail) =>
      attempt(async () => {
        const done = await client.append(path, Buffer.from(mail), ['\\Seen'])
        if (done === false) throw new Error('not appended')
        return null
      }),
    close: async () => {
      release()
      try {
        if (client.usable) await client.logout()
      } catch {
        // It was leaving anyway.
      }
      client.close()
    },
  }
}

const listFolders = async (client: ImapFlow): Promise<readonly ListedFolder[]> => {
  const statusQuery = { uidNext: true, uidValidity: true }
  const listed = await client.list({ statusQuery })
  return listed
    .filter((folder) => !isEmpty(folder))
    .map((folder) => {
      const { uidNext, uidValidity } = folder.status ?? {}
      if (uidNext === undefined || uidValidity === undefined) return nameOf(folder)
      return { ...nameOf(folder), uidNext, uidValidity: Number(uidValidity) }
    })
}

/** Folders of servers that do not say what theirs are for, by names that imapflow does not know. */
const usesByName: ReadonlyMap<string, string> = new Map([['已删除', '\\Trash']])

const nameOf = ({ path, name, specialUse }: ListResponse): NamedFolder => ({
  path,
  use: specialUse ?? usesByName.get(name) ?? null,
})

const isEmpty = ({ flags }: ListResponse): boolean =>
  flags.has('\\Noselect') || flags.has('\\NonExistent')

const examine = async (client: ImapFlow, path: string): Promise<ImapFolder | null> => {
  try {
    const opened = await client.mailboxOpen(path, { readOnly: true })
    // Its type has a number always; servers may leave it out.
    const { uidNext }: { readonly uidNext?: number } = opened
    const { specialUse, uidValidity } = opened
    const use = specialUse ?? null
    return { path, use, uidNext: uidNext ?? null, uidValidity: Number(uidValidity) }
  } catch (cause) {
    // As below. The connection is as good as before.
    if ((Object(cause) as ErrorMarks).responseStatus === 'NO') return null
    throw cause
  }
}

const search = async (
  client: ImapFlow,
  query: SearchObject,
  above: number,
): Promise<readonly number[]> => {
  const found = await client.search(query, { uid: true })
  if (!Array.isArray(found)) throw new Error('not searched')
  // `n:*` answers the newest mail even when its number is below n.
  return found.filter((uid) => uid > above).toSorted((a, b) => a - b)
}

/**
 * All of them: servers repeat the names they were asked for with every mail, and to read those back
 * takes longer than to read the headers.
 */
const headersQuery = {
  uid: true,
  internalDate: true,
  bodyParts: [{ key: 'HEADER', start: 0, maxLength: 64 * 1024 }],
}

// What is fetched is read at once: kept until the last one is here, most of a mailbox would outlive
// several collections of garbage.
const fetchOf = (client: ImapFlow) => {
  const fetchOne = plainAnswers(client)
  return async (
    uids: readonly number[],
    query: FetchQueryObject,
    take: (mail: FetchedMail) => void | Promise<void>,
  ): Promise<null> => {
    if (uids.length === 0) return null
    const begin = async (): Promise<void> => {
      // Here come those that were not plain, and what the server tells unasked.
      for await (const mail of client.fetch(rangeOf(uids), query, { uid: true })) {
        const bytes = mail.source ?? mail.headers
        const arrivedAt = new Date(mail.internalDate ?? 0).getTime() || 0
        if (bytes) await take({ uid: mail.uid, bytes, arrivedAt })
      }
    }
    await fetchOne({ begin, uids: new Set(uids), take })
    return null
  }
}

/** Neighbours joined, so that a command stays short: `1:50,60`. */
const rangeOf = (uids: readonly number[]): string => {
  const runs: [number, number][] = []
  for (const uid of uids.toSorted((a, b) => a - b)) {
    const run = runs.at(-1)
    if (run !== undefined && uid <= run[1] + 1) run[1] = uid
    else runs.push([uid, uid])
  }
  return runs
    .map(([first, last]) => (first === last ? String(first) : `${first}:${last}`))
    .join(',')
}

const tlsCodes =
  /^(?:CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO|STARTTLS_INJECTION)/u
const connectCodes =
  /^(?:E[A-Z]+|CONNECT_TIMEOUT|GREETING_TIMEOUT|NoConnection|EConnectionClosed|StateLogout|UPGRADE_TIMEOUT|ClosedAfterConnectTLS|ClosedAfterConnectText|ETHROTTLE)$/u

/** What imapflow and Node put on their errors. */
interface ErrorMarks {
  readonly message?: unknown
  readonly code?: unknown
  readonly authenticationFailed?: unknown
  readonly tlsFailed?: unknown
  readonly responseStatus?: unknown
  /** What the server said as it refused. */
  readonly responseText?: unknown
}

const failureOf = (
  cause: unknown,
  signIn: SignIn,
): ReturnType<typeof fail<ImapFailure['code'], { said: string }>> => {
  // Any thrown value may be asked for these; what it lacks is undefined.
  const { message, code, authenticationFailed, tlsFailed, responseText } = Object(
    cause,
  ) as ErrorMarks
  const name = typeof code === 'string' ? code : ''
  const words = responseText ?? message
  const said = typeof words === 'string' ? textOf(words, signIn) : 'unknown'
  const data = { said: name === '' ? said : name }
  if (authenticationFailed === true) return fail('auth', data)
  if (tlsFailed === true || tlsCodes.test(name)) return fail('tls', data)
  return fail(connectCodes.test(name) ? 'connect' : 'protocol', data)
}

/** What is said is kept and shown, and some servers say again what they refuse. */
const textOf = (words: string, signIn: SignIn): string =>
  repeatsSecret(words, signIn) ? 'refused' : words.slice(0, 200)
