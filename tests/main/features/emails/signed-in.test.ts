import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { type OAuthServer, startOAuthServer } from '#tests/support/oauth-server.ts'
import { startSmtpCatcher } from '#tests/support/smtp-catcher.ts'
import { testCertificates } from '#tests/support/smtp-certificates.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const startServers = async () => {
  const provider = await startOAuthServer()
  onTestFinished(() => provider.stop())
  const server = await startSmtpCatcher('tls', {
    authMethods: ['XOAUTH2'],
    onAuth: ({ accessToken }, _, done) =>
      provider.isGood(accessToken ?? '')
        ? done(null, { user: 'ada' })
        : done(
            Object.assign(new Error('5.7.3 Authentication unsuccessful'), { responseCode: 535 }),
          ),
  })
  onTestFinished(() => server.stop())
  return { provider, server }
}

/** An account that sends by token alone, signed in, and somebody to write to. */
const open = async () => {
  const { provider, server } = await startServers()
  const folder = temporaryFolder()
  const oauthClientsFile = join(folder, 'oauth-clients.json')
  writeFileSync(oauthClientsFile, provider.clientsFile())
  const app = await openTestApplication({
    folder,
    oauthClientsFile,
    trustedCertificates: [testCertificates().authority],
    isSelfActing: true,
  })
  onTestFinished(() => app.close())
  const { id: accountId } = await app.call('emailAccounts.create', {
    address: 'ada@lumen.example',
    fromName: 'Ada Lumen',
    provider: 'outlook',
    auth: 'oauth',
    smtp: { host: 'localhost', port: server.port, security: 'tls' },
    imap: null,
    userName: 'ada@lumen.example',
    signature: null,
    dailyLimit: 200,
  })
  const signIn = () => signInWith(app, provider, accountId)
  await signIn()
  const { id: contactId } = await app.call('contacts.create', {
    kind: 'person',
    displayName: 'Bob Ross',
    points: [{ kind: 'email', raw: 'bob@ross.example' }],
  })
  const look = async (ms: number): Promise<void> => {
    app.clock.advance(ms)
    await app.call('emails.switch', { isOn: true })
  }
  /** Sends a mail as far as it comes. */
  const send = async (subject: string) => {
    const { id } = await app.call('emails.create', { contactId, subject, body: '<p>Hi</p>' })
    await app.call('emails.schedule', { ids: [id], when: { kind: 'now' } })
    await look(11_000)
    return async () => {
      const { state, reason } = (await app.call('emails.get', { id })).email
      return reason === null ? state : `${state} ${reason}`
    }
  }
  const pause = async () =>
    (await app.call('emailAccounts.list', {})).accounts[0]?.pausedReason ?? null
  return { app, provider, server, signIn, send, look, pause }
}

const signInWith = async (
  app: TestApplication,
  provider: OAuthServer,
  id: Parameters<typeof app.call<'emailAccounts.signIn'>>[1]['id'],
): Promise<void> => {
  const { jobId, url } = await app.call('emailAccounts.signIn', { id })
  await provider.visit(url)
  await expect
    .poll(async () => (await app.call('jobs.get', { id: jobId })).outcome)
    .toEqual({ result: 'signed-in' })
}

test('mails leave by token; one that ran out meanwhile is renewed and no mail notices', async () => {
  const { app, provider, server, send, pause } = await open()
  await expect.poll(await send('One')).toBe('sent')
  expect(provider.given.access).toHaveLength(1)
  // Taken back while its time was not over.
  provider.revoke('access')
  await expect.poll(await send('Two')).toBe('sent')
  expect(provider.given.access).toHaveLength(2)
  // Run out by itself.
  app.clock.advance(2 * 3_600_000)
  provider.revoke('access')
  await expect.poll(await send('Three')).toBe('sent')
  expect(provider.given.access).toHaveLength(3)
  expect(server.mails).toHaveLength(3)
  expect(await pause()).toBeNull()
})

test('a sign-in that has ended pauses the account; after a new one the mail leaves, once', async () => {
  const { provider, server, send, signIn, look, pause } = await open()
  await expect.poll(await send('One')).toBe('sent')
  provider.revoke('all')
  const state = await send('Two')
  await expect.poll(state).toBe('held auth')
  expect(await pause()).toBe('auth')
  const asked = provider.asked.length
  await look(3_600_000)
  await expect.poll(state).toBe('held auth')
  // Nobody knocks again and again at a door that was shut.
  expect(provider.asked).toHaveLength(asked)
  await signIn()
  expect(await pause()).toBeNull()
  await expect.poll(state).toBe('sent')
  expect(server.mails).toHaveLength(2)
})

test('a provider that does not answer makes mail wait, as a server that is away does', async () => {
  const { provider, server, send, look, pause } = await open()
  provider.revoke('access')
  provider.troubles.push('broken')
  const state = await send('One')
  await expect.poll(state).toBe('deferred connection')
  expect(await pause()).toBeNull()
  expect(server.mails).toEqual([])
  await look(30 * 60_000)
  await expect.poll(state).toBe('sent')
  expect(server.mails).toHaveLength(1)
})
