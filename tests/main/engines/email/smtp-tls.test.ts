import tls from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import type { CheckedAddress } from '#main/engines/email/address-check.ts'
import { type SendRequest, sendMail } from '#main/engines/email/smtp.ts'
import { testCertificates } from '#tests/support/smtp-certificates.ts'
import { oldTls, smtpByTls, smtpByUpgrade } from '#tests/support/tls-attacks.ts'

const { authority, good, expired, selfSigned } = testCertificates()

const request = (port: number, security: 'tls' | 'starttls'): SendRequest => ({
  account: { host: 'localhost', port, security, userName: 'ada' },
  secret: { kind: 'password', password: 'secret' },
  // Both have the form.
  envelope: { from: 'ada@example.com' as CheckedAddress, to: 'bob@example.org' as CheckedAddress },
  bytes: Buffer.from('Subject: x\r\n\r\nx\r\n'),
  onBodyStart: () => {
    throw new Error('it may not begin')
  },
  trusted: [authority],
})

test('TLS 1.0 is refused even where this machine would allow it', async () => {
  const usual = { ciphers: tls.DEFAULT_CIPHERS, version: tls.DEFAULT_MIN_VERSION }
  tls.DEFAULT_CIPHERS = oldTls.ciphers
  tls.DEFAULT_MIN_VERSION = 'TLSv1'
  onTestFinished(() => {
    tls.DEFAULT_CIPHERS = usual.ciphers
    tls.DEFAULT_MIN_VERSION = usual.version
  })
  const server = await smtpByTls(good, oldTls)()
  const version = await new Promise((resolve) => {
    const options = { host: 'localhost', port: server.port, ca: authority }
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
  for (const start of [smtpByTls(expired), smtpByTls(selfSigned), smtpByTls(good, oldTls)]) {
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
    const server = await (security === 'tls' ? smtpByTls() : smtpByUpgrade())()
    const outcome = await sendMail({ ...request(server.port, security), onBodyStart: () => {} })
    await server.stop()
    expect(outcome.kind).toBe('accepted')
    expect(server.heard.join('')).toMatch(/AUTH[\s\S]*DATA[\s\S]*Subject/u)
  }
})
