import tls from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import type { CheckedAddress } from '#main/engines/email/address-check.ts'
import { type SendRequest, sendMail, verifyConnection } from '#main/engines/email/smtp.ts'
import { testCertificates } from '#tests/support/smtp-certificates.ts'
import type { SmtpPeer } from '#tests/support/smtp-peer.ts'
import { startTlsScript, startUpgradeScript } from '#tests/support/smtp-scripted.ts'
import { oblige } from '#tests/support/smtp-stages.ts'

const certificates = testCertificates()
const { good, expired, selfSigned, otherName } = certificates
const oldTls = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
const offers = ['250-localhost', '250-AUTH PLAIN', '250 STARTTLS']
const go = '220 2.0.0 go ahead\r\n'

const take = async (peer: SmtpPeer): Promise<void> => {
  peer.say('220 localhost ESMTP')
  await oblige(peer)
}
const upgrade = (plan: Partial<Parameters<typeof startUpgradeScript>[0]>) => () =>
  startUpgradeScript({ offers, answer: go, certificate: good, ...plan }, oblige)
const direct =
  (...rest: [typeof good, typeof oldTls?]) =>
  () =>
    startTlsScript(take, ...rest)

const attacks = [
  { name: 'an expired certificate', security: 'tls', start: direct(expired) },
  { name: 'a certificate by itself', security: 'tls', start: direct(selfSigned) },
  { name: 'a certificate of another name', security: 'tls', start: direct(otherName) },
  { name: 'TLS 1.0', security: 'tls', start: direct(good, oldTls) },
  {
    name: 'an expired certificate after STARTTLS',
    security: 'starttls',
    start: upgrade({ certificate: expired }),
  },
  {
    name: 'a certificate by itself after STARTTLS',
    security: 'starttls',
    start: upgrade({ certificate: selfSigned }),
  },
  {
    name: 'a certificate of another name after STARTTLS',
    security: 'starttls',
    start: upgrade({ certificate: otherName }),
  },
  { name: 'TLS 1.0 after STARTTLS', security: 'starttls', start: upgrade({ options: oldTls }) },
  {
    name: 'STARTTLS removed from the offers',
    security: 'starttls',
    start: upgrade({ offers: ['250-localhost', '250 AUTH PLAIN'], answer: '502 what?\r\n' }),
  },
  {
    name: 'STARTTLS refused',
    security: 'starttls',
    start: upgrade({ answer: '454 4.7.0 not now\r\n' }),
  },
  {
    name: 'a plain-text answer injected behind the go-ahead',
    security: 'starttls',
    start: upgrade({ answer: `${go}250-localhost\r\n250 AUTH PLAIN\r\n` }),
  },
  {
    name: 'half a line injected behind the go-ahead',
    security: 'starttls',
    start: upgrade({ answer: `${go}250-AUTH PLAIN` }),
  },
  {
    name: 'plain text where encryption should be',
    security: 'tls',
    start: () => startUpgradeScript({ offers, answer: '502 no\r\n', certificate: good }, take),
  },
] as const

const request = (port: number, security: 'tls' | 'starttls'): SendRequest => ({
  account: { host: 'localhost', port, security, userName: 'ada' },
  secret: { kind: 'password', password: 'secret' },
  // Both have the form.
  envelope: { from: 'ada@example.com' as CheckedAddress, to: 'bob@example.org' as CheckedAddress },
  bytes: Buffer.from('Subject: x\r\n\r\nx\r\n'),
  onBodyStart: () => {
    throw new Error('it may not begin')
  },
  trusted: [certificates.authority],
})

test.each(attacks)('$name: no password and no mail', async ({ security, start }) => {
  const server = await start()
  const outcome = await sendMail(request(server.port, security))
  const checked = await verifyConnection(request(server.port, security))
  await server.stop()
  expect(outcome).toMatchObject({ kind: 'not-started', cause: 'tls' })
  expect(checked).toMatchObject({ kind: 'not-started', cause: 'tls' })
  expect(server.heard.join('')).not.toMatch(/AUTH|MAIL|DATA|Subject|secret|c2VjcmV0/u)
})

test('TLS 1.0 is refused even where this machine would allow it', async () => {
  const usual = { ciphers: tls.DEFAULT_CIPHERS, version: tls.DEFAULT_MIN_VERSION }
  tls.DEFAULT_CIPHERS = oldTls.ciphers
  tls.DEFAULT_MIN_VERSION = 'TLSv1'
  onTestFinished(() => {
    tls.DEFAULT_CIPHERS = usual.ciphers
    tls.DEFAULT_MIN_VERSION = usual.version
  })
  const server = await direct(good, oldTls)()
  const version = await new Promise((resolve) => {
    const options = { host: 'localhost', port: server.port, ca: certificates.authority }
    const socket = tls.connect(options, () => {
      resolve(socket.getProtocol())
      socket.destroy()
    })
  })
  const outcome = await sendMail(request(server.port, 'tls'))
  await server.stop()
  expect(version).toBe('TLSv1')
  expect(outcome).toMatchObject({ kind: 'not-started', cause: 'tls' })
})

test('says in words why a server cannot be trusted', async () => {
  const details: string[] = []
  for (const start of [direct(expired), direct(selfSigned), direct(good, oldTls)]) {
    const server = await start()
    const outcome = await sendMail(request(server.port, 'tls'))
    await server.stop()
    if (outcome.kind === 'not-started') details.push(outcome.detail)
  }
  expect(details).toEqual([
    'certificate has expired',
    'self-signed certificate',
    'tlsv1 alert protocol version',
  ])
})

test('the same servers without an attack take the mail', async () => {
  for (const security of ['tls', 'starttls'] as const) {
    const server = await (security === 'tls' ? direct(good) : upgrade({}))()
    const outcome = await sendMail({ ...request(server.port, security), onBodyStart: () => {} })
    await server.stop()
    expect(outcome.kind).toBe('accepted')
    expect(server.heard.join('')).toMatch(/AUTH[\s\S]*DATA[\s\S]*Subject/u)
  }
})
