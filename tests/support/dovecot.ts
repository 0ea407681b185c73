import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type DovecotConfig, dovecotConfig, introspectionConfig } from './dovecot-config.ts'

const binary = '/usr/sbin/dovecot'

/** Why no Dovecot can run here; null where it can. */
export const dovecotObstacle: string | null = existsSync(binary)
  ? null
  : `needs ${binary} (Debian: dovecot-imapd)`

/** A real IMAP server on loopback; any user name with the password `p`. */
export interface Dovecot {
  /** STARTTLS. */
  readonly port: number
  /** TLS from the first byte. */
  readonly tlsPort: number
  /** The certificate of its name `localhost`, to be trusted. */
  readonly ca: string
  /** Puts a mail into a folder of a user as a delivery agent would; the path of its file. */
  deliver(
    user: string,
    mail: string,
    more?: { readonly folder?: string; readonly at?: number },
  ): string
  /** Names of the files of a folder with their flags, sorted. */
  files(user: string, folder?: string): readonly string[]
  /** The folder of a user's mails on disk. */
  maildir(user: string, folder?: string): string
  stop(): Promise<void>
}

/** Ports that no system gives to whoever asks for any: nobody takes one before the server does. */
const ownPorts = { from: 20_000, count: 12_000 }

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

const freePort = async (): Promise<number> => {
  for (;;) {
    const port = ownPorts.from + randomInt(ownPorts.count)
    if (await isFree(port)) return port
  }
}

/** A key and its certificate, in PEM. */
interface Certificate {
  readonly key: string
  readonly cert: string
}

const makeCertificate = (): Certificate => {
  const folder = mkdtempSync(join(tmpdir(), 'kith-certificate-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const files = ['-keyout', key, '-out', cert]
  execFileSync('openssl', ['req', '-x509', ...made, '-days', '2', ...names, ...files], {
    stdio: 'ignore',
  })
  const certificate = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  rmSync(folder, { recursive: true })
  return certificate
}

let certificate: Certificate | undefined

/** Writes the certificate of this process's servers into the folder of one. */
const putCertificate = (folder: string): string => {
  certificate ??= makeCertificate()
  writeFileSync(join(folder, 'key.pem'), certificate.key)
  writeFileSync(join(folder, 'cert.pem'), certificate.cert)
  return certificate.cert
}

/** Who a server runs as. */
interface ServerUser {
  readonly user: string
  readonly group: string
  /** Makes a folder with all in it, or a file, the server's own. */
  readonly give: (path: string) => void
}

const idOf = (...flags: readonly string[]): string =>
  execFileSync('id', flags, { encoding: 'utf8' }).trim()

const giveAll = (path: string, uid: number, gid: number): void => {
  chownSync(path, uid, gid)
  if (!statSync(path).isDirectory()) return
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' }))
    chownSync(join(path, name), uid, gid)
}

const findUser = (): ServerUser => {
  const { uid, username } = userInfo()
  if (uid !== 0) return { user: username, group: idOf('-gn'), give: () => {} }
  const [nobody, group] = [Number(idOf('-u', 'nobody')), Number(idOf('-g', 'nobody'))]
  return { user: 'nobody', group: 'nogroup', give: (path) => giveAll(path, nobody, group) }
}

let found: ServerUser | undefined

/** Root's servers run as `nobody`: Dovecot refuses mail processes of root. */
const serverUser = (): ServerUser => (found ??= findUser())

/** Waits until a server says in its log that it listens; false when it ended instead. */
const isListening = async (server: ChildProcess, log: string): Promise<boolean> => {
  for (let tries = 0; tries < 500; tries++) {
    if (existsSync(log) && /starting up/u.test(readFileSync(log, 'utf8'))) return true
    if (server.exitCode !== null) return false
    await pause(10)
  }
  throw new Error('dovecot did not start in time')
}

/** Starts the server, with other ports where somebody was quicker. */
const launch = async (
  folder: string,
  parts: Omit<DovecotConfig, 'folder' | 'port' | 'tlsPort'>,
): Promise<{ server: ChildProcess; port: number; tlsPort: number }> => {
  const [config, log] = [join(folder, 'dovecot.conf'), join(folder, 'dovecot.log')]
  const said: string[] = []
  for (let tries = 0; tries < 3; tries++) {
    const ports = { port: await freePort(), tlsPort: await freePort() }
    writeFileSync(config, dovecotConfig({ folder, ...parts, ...ports }))
    const server = spawn(binary, ['-c', config, '-F'], { stdio: ['ignore', 'ignore', 'pipe'] })
    server.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
    if (await isListening(server, log)) return { server, ...ports }
    if (existsSync(log)) said.push(readFileSync(log, 'utf8'))
    rmSync(log, { force: true })
  }
  throw new Error(`dovecot did not start: ${said.join('')}`)
}

/** Starts a server with a folder, a certificate and ports of its own. */
export const startDovecot = async ({
  introspectionUrl,
}: Pick<DovecotConfig, 'introspectionUrl'> = {}): Promise<Dovecot> => {
  const folder = mkdtempSync(join(tmpdir(), 'kith-dovecot-'))
  const ca = putCertificate(folder)
  mkdirSync(join(folder, 'mail'))
  const { give, ...owner } = serverUser()
  give(folder)
  const tokens = introspectionUrl === undefined ? {} : { introspectionUrl }
  if (introspectionUrl !== undefined) {
    writeFileSync(join(folder, 'oauth2.conf'), introspectionConfig(introspectionUrl))
  }
  const { server, port, tlsPort } = await launch(folder, { ...owner, ...tokens })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  let count = 0
  const given = new Set<string>()
  const maildir: Dovecot['maildir'] = (user, name) =>
    join(folder, 'mail', user, name === undefined ? '' : `.${name}`)
  return {
    port,
    tlsPort,
    ca,
    maildir,
    deliver: (user, mail, more = {}) => {
      const target = maildir(user, more.folder)
      for (const part of ['tmp', 'cur', 'new']) mkdirSync(join(target, part), { recursive: true })
      count += 1
      const file = `${1_790_000_000 + count}.M${count}P1.localhost`
      const path = join(target, 'new', file)
      writeFileSync(path, mail.replaceAll(/\r?\n/gu, '\r\n'))
      if (more.at !== undefined) utimesSync(path, more.at / 1000, more.at / 1000)
      // All of the user's folders where it is the first mail in one.
      give(given.has(target) ? path : maildir(user))
      given.add(target)
      return path
    },
    files: (user, name) =>
      ['cur', 'new']
        .flatMap((part) => {
          const target = join(maildir(user, name), part)
          return existsSync(target) ? readdirSync(target).map((file) => `${part}/${file}`) : []
        })
        .sort(),
    stop: async () => {
      server.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
