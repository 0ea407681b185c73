import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, TLSSocket, type TlsOptions } from 'node:tls'
import { type Certificate, testCertificates } from './smtp-certificates.ts'
import { SmtpPeer } from './smtp-peer.ts'

/** What a server does in a conversation; the connection ends with it. */
export type SmtpScript = (peer: SmtpPeer) => Promise<void>

/** A listening server whose every word is scripted. */
export interface ScriptedServer {
  readonly port: number
  /** Everything that clients sent, decrypted. */
  readonly heard: readonly string[]
  stop(): Promise<void>
}

const listen = async (server: Server, heard: string[], sockets: Set<Socket>) => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    // It listens on TCP.
    port: (server.address() as AddressInfo).port,
    heard,
    stop: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

const converse = (socket: Socket, heard: string[], script: SmtpScript): void => {
  socket.on('data', (data: Buffer) => heard.push(data.toString('latin1')))
  const peer = new SmtpPeer(socket)
  void script(peer).finally(() => peer.hangUp())
}

/** Encrypted from the first byte. */
export const startTlsScript = (
  script: SmtpScript,
  certificate: Certificate = testCertificates().good,
  options: TlsOptions = {},
): Promise<ScriptedServer> => {
  const heard: string[] = []
  const sockets = new Set<Socket>()
  const server = createTlsServer({ ...certificate, ...options }, (socket) =>
    converse(socket, heard, script),
  )
  server.on('connection', (socket) => sockets.add(socket))
  server.on('tlsClientError', () => {})
  return listen(server, heard, sockets)
}

/** How a server that starts in plain text behaves when encryption is due. */
export interface UpgradePlan {
  /** Lines of the answer to the first EHLO. */
  readonly offers: readonly string[]
  /** Sent in plain text as the answer to STARTTLS; the upgrade follows when it begins with 220. */
  readonly answer: string
  readonly certificate: Certificate
  readonly options?: TlsOptions
  /** What is said before in place of SMTP; true when the upgrade was agreed. */
  readonly begin?: (peer: SmtpPeer) => Promise<boolean>
}

const untilUpgrade = async (peer: SmtpPeer, plan: UpgradePlan): Promise<boolean> => {
  peer.say('220 localhost ESMTP')
  for (let line = await peer.hear(); line !== ''; line = await peer.hear()) {
    if (line.startsWith('EHLO')) peer.say(plan.offers.join('\r\n'))
    else if (line === 'STARTTLS') {
      peer.write(plan.answer)
      return plan.answer.startsWith('220')
    } else if (line.startsWith('AUTH')) peer.say('235 ok')
    else if (line === 'DATA') peer.say('354 go on')
    else peer.say('250 ok')
  }
  return false
}

/** Begins in plain text and upgrades by STARTTLS, as far as its plan goes. */
export const startUpgradeScript = (
  plan: UpgradePlan,
  script: SmtpScript,
): Promise<ScriptedServer> => {
  const heard: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    const listener = (data: Buffer) => heard.push(data.toString('latin1'))
    socket.on('data', listener)
    const peer = new SmtpPeer(socket)
    void (plan.begin?.(peer) ?? untilUpgrade(peer, plan)).then((isAgreed) => {
      if (!isAgreed) return peer.hangUp()
      socket.removeAllListeners('data')
      const encrypted = new TLSSocket(socket, {
        isServer: true,
        ...plan.certificate,
        ...plan.options,
      })
      encrypted.on('error', () => {})
      converse(encrypted, heard, script)
    })
  })
  return listen(server, heard, sockets)
}
