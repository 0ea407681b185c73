import { describe, expect, test } from 'vitest'
import { type CheckedAddress, checkAddress } from '#main/engines/email/address-check.ts'
import {
  type SendRequest,
  type SmtpAccount,
  sendMail,
  verifyConnection,
} from '#main/engines/email/smtp.ts'
import { testCertificates } from '#tests/support/smtp-certificates.ts'
import { startTlsScript } from '#tests/support/smtp-scripted.ts'
import { largeMail, scriptCases, smallMail } from '#tests/support/smtp-scripts.ts'
import { greet, logIn, takeMail } from '#tests/support/smtp-stages.ts'

const address = (text: string): CheckedAddress => {
  const checked = checkAddress(text)
  if (!checked.ok) throw new Error(checked.error.code)
  return checked.value
}

const account = (port: number): SmtpAccount => ({
  host: 'localhost',
  port,
  security: 'tls',
  userName: 'ada',
})

const requestFor = (port: number, more: Partial<SendRequest> = {}): SendRequest => ({
  account: account(port),
  secret: { kind: 'password', password: 'secret' },
  envelope: { from: address('ada@example.com'), to: address('bob@example.org') },
  bytes: smallMail,
  onBodyStart: () => {},
  trusted: [testCertificates().authority],
  ...more,
})

describe('one outcome for each way in which a server behaves', () => {
  test.concurrent.each(scriptCases)('$name', async (one) => {
    const server = await startTlsScript(one.script)
    let begun = 0
    const result = await sendMail(
      requestFor(server.port, {
        bytes: one.isLarge ? largeMail : smallMail,
        onBodyStart: () => {
          begun += 1
        },
        ...(one.times && { times: one.times }),
      }),
    )
    await server.stop()
    expect(result).toMatchObject(one.outcome)
    expect(begun).toBe(one.hasBegun ? 1 : 0)
  })
})

test('nobody answers', async () => {
  const server = await startTlsScript(async () => {})
  await server.stop()
  const outcome = await sendMail(requestFor(server.port))
  expect(outcome).toMatchObject({ kind: 'not-started', cause: 'connect' })
})

test('the first byte follows the note that it may leave', async () => {
  const server = await startTlsScript(async (peer) => {
    await takeMail(peer)
    peer.say('250 ok')
  })
  let heardBefore = ''
  await sendMail(
    requestFor(server.port, {
      onBodyStart: () => {
        heardBefore = server.heard.join('')
      },
    }),
  )
  await server.stop()
  expect(heardBefore.endsWith('DATA\r\n')).toBe(true)
  expect(server.heard.join('')).toContain('Subject: x')
})

test('nothing leaves when the note fails', async () => {
  const server = await startTlsScript(async (peer) => {
    await takeMail(peer)
    peer.say('250 ok')
  })
  const outcome = await sendMail(
    requestFor(server.port, {
      onBodyStart: () => {
        throw new Error('disk full')
      },
    }),
  )
  await server.stop()
  expect(outcome).toEqual({
    kind: 'not-started',
    cause: 'not-recorded',
    detail: 'Error: disk full',
  })
  expect(server.heard.join('')).not.toContain('Subject')
})

test.each([
  { name: 'before the mail', script: greet, outcome: { kind: 'not-started', cause: 'aborted' } },
  { name: 'after the dot', script: takeMail, outcome: { kind: 'uncertain', cause: 'aborted' } },
])('stops at once when told, $name', async ({ script, outcome }) => {
  const abort = new AbortController()
  const server = await startTlsScript(async (peer) => {
    await script(peer)
    abort.abort()
    await peer.gone()
  })
  expect(await sendMail(requestFor(server.port, { signal: abort.signal }))).toMatchObject(outcome)
  await server.stop()
})

test('does not even connect when it was told before', async () => {
  const outcome = await sendMail(requestFor(1, { signal: AbortSignal.abort() }))
  expect(outcome).toMatchObject({ kind: 'not-started', cause: 'aborted' })
})

describe('logging in by token', () => {
  const secret = { kind: 'token', accessToken: 'ya29' } as const

  test('sends what XOAUTH2 wants, whatever else the server offers', async () => {
    const server = await startTlsScript(async (peer) => {
      await takeMail(peer)
      peer.say('250 ok')
    })
    const outcome = await sendMail(requestFor(server.port, { secret }))
    await server.stop()
    const token = Buffer.from('user=ada\x01auth=Bearer ya29\x01\x01').toString('base64')
    expect(outcome.kind).toBe('accepted')
    expect(server.heard.join('')).toContain(`AUTH XOAUTH2 ${token}\r\n`)
  })

  test.each([
    { name: 'refused with a reason', answers: ['334 eyJzdGF0dXMiOiI0MDAifQ==', '535 5.7.8 no'] },
    { name: 'refused', answers: ['535 5.7.8 no'] },
  ])('$name', async ({ answers }) => {
    const server = await startTlsScript(async (peer) => {
      await greet(peer)
      for (const answer of answers) {
        await peer.hear()
        peer.say(answer)
      }
      await peer.gone()
    })
    const outcome = await sendMail(requestFor(server.port, { secret }))
    await server.stop()
    expect(outcome).toEqual({ kind: 'not-started', cause: 'auth', detail: '535 5.7.8 no' })
  })

  test('is not tried where it is not offered', async () => {
    const server = await startTlsScript(async (peer) => {
      await greet(peer, ['250-localhost', '250 AUTH PLAIN'])
      await peer.gone()
    })
    const outcome = await sendMail(requestFor(server.port, { secret }))
    await server.stop()
    expect(outcome).toMatchObject({ kind: 'not-started', cause: 'auth' })
    expect(server.heard.join('')).not.toContain('AUTH')
  })
})

describe('the test of a connection', () => {
  test('tells the largest mail that the server takes', async () => {
    const server = await startTlsScript(logIn)
    const ready = await verifyConnection(requestFor(server.port))
    await server.stop()
    expect(ready).toEqual({ kind: 'ready', maxBytes: 30_000_000 })
  })

  test('tells why the server lets nobody in', async () => {
    const server = await startTlsScript(async (peer) => {
      await greet(peer)
      await peer.hear()
      peer.say('535 5.7.8 wrong password')
      await peer.gone()
    })
    const answer = await verifyConnection(requestFor(server.port))
    await server.stop()
    expect(answer).toMatchObject({ kind: 'not-started', cause: 'auth' })
  })
})
