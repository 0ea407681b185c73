import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { CheckedAddress } from '#main/engines/email/address-check.ts'
import { type SendRequest, sendMail, verifyConnection } from '#main/engines/email/smtp.ts'
import { startSmtpCatcher } from '#tests/support/smtp-catcher.ts'
import { testCertificates } from '#tests/support/smtp-certificates.ts'

const bytes = Buffer.from('Subject: x\r\n\r\n.dot\r\n..\r\n.\r\nlast line\r\n')
const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex')

const request = (port: number, security: 'tls' | 'starttls'): SendRequest => ({
  account: { host: 'localhost', port, security, userName: 'ada' },
  secret: { kind: 'password', password: 'secret' },
  // Both have the form.
  envelope: {
    from: 'ada@example.com' as CheckedAddress,
    to: 'bob@example.org' as CheckedAddress,
  },
  bytes,
  onBodyStart: () => {},
  trusted: [testCertificates().authority],
})

test.each(['tls', 'starttls'] as const)(
  'a real server gets these bytes over %s',
  async (security) => {
    const server = await startSmtpCatcher(security)
    const ready = await verifyConnection(request(server.port, security))
    const outcome = await sendMail(request(server.port, security))
    await server.stop()
    expect(ready).toEqual({ kind: 'ready', maxBytes: 1_000_000 })
    expect(outcome).toEqual({ kind: 'accepted', reply: '250 kept' })
    expect(
      server.mails.map(({ from, to, bytes: got }) => ({ from, to, sha256: sha256(got) })),
    ).toEqual([{ from: 'ada@example.com', to: ['bob@example.org'], sha256: sha256(bytes) }])
  },
)

test('a real server refuses what it does not want', async () => {
  const server = await startSmtpCatcher('starttls', {
    onRcptTo: (_address, _session, done) =>
      done(Object.assign(new Error('5.1.1 nobody'), { responseCode: 550 })),
  })
  const outcome = await sendMail(request(server.port, 'starttls'))
  const wrong = { kind: 'password', password: 'wrong' } as const
  const refused = await sendMail({ ...request(server.port, 'starttls'), secret: wrong })
  await server.stop()
  expect(outcome).toMatchObject({ kind: 'refused', stage: 'rcpt', code: 550, permanent: true })
  expect(refused).toMatchObject({ kind: 'not-started', cause: 'auth' })
  expect(server.mails).toEqual([])
})
