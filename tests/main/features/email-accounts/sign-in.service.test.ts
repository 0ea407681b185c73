import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Input } from '#shared/contract/index.ts'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { dovecotObstacle } from '#tests/support/dovecot.ts'
import { MemorySecrets } from '#tests/support/memory-secrets.ts'
import { type OAuthServer, startOAuthServer } from '#tests/support/oauth-server.ts'
import { startPostOffice } from '#tests/support/post-office.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

type AccountId = Input<'emailAccounts.signIn'>['id']

interface House {
  readonly app: TestApplication
  readonly server: OAuthServer
  readonly secrets: MemorySecrets
}

const open = async ({
  server,
  withClient = true,
  ca,
}: {
  server?: OAuthServer
  withClient?: boolean
  ca?: string
} = {}): Promise<House> => {
  const provider = server ?? (await startOAuthServer())
  if (server === undefined) onTestFinished(() => provider.stop())
  const folder = temporaryFolder()
  const oauthClientsFile = join(folder, 'oauth-clients.json')
  writeFileSync(oauthClientsFile, provider.clientsFile({ withClient }))
  const secrets = new MemorySecrets()
  const trustedCertificates = ca === undefined ? [] : [ca]
  const app = await openTestApplication({ folder, oauthClientsFile, secrets, trustedCertificates })
  onTestFinished(() => app.close())
  return { app, server: provider, secrets }
}

const settings = (
  changes: Partial<Input<'emailAccounts.create'>> = {},
): Input<'emailAccounts.create'> => ({
  address: 'nora@example.org',
  fromName: 'Nora Hale',
  provider: 'outlook',
  auth: 'oauth',
  smtp: { host: 'localhost', port: 9, security: 'tls' },
  imap: { host: 'localhost', port: 9, security: 'tls' },
  userName: 'nora',
  signature: null,
  dailyLimit: 200,
  ...changes,
})

const ended = async (app: TestApplication, id: Input<'jobs.get'>['id']) => {
  for (;;) {
    const job = await app.call('jobs.get', { id })
    if (job.endedAt !== null) return job
    await pause(10)
  }
}

const create = async (app: TestApplication, changes?: Partial<Input<'emailAccounts.create'>>) =>
  (await app.call('emailAccounts.create', settings(changes))).id

const listed = async (app: TestApplication) =>
  (await app.call('emailAccounts.list', {})).accounts[0]

/** Signs in as the owner would, to the end. */
const signIn = async ({ app, server }: House, id: AccountId, answer?: 'allow' | 'deny') => {
  const { jobId, url } = await app.call('emailAccounts.signIn', { id })
  const shown = await server.visit(url, answer)
  const { outcome } = await ended(app, jobId)
  return { url, outcome, shown: await shown.text() }
}

describe('signing in for an account', () => {
  it('keeps what the provider gave and tells the owner in both places', async () => {
    const house = await open()
    const { app, server, secrets } = house
    const id = await create(app)
    expect(await listed(app)).toMatchObject({
      auth: 'oauth',
      signInWith: 'microsoft',
      hasSecret: false,
    })
    const { url, outcome, shown } = await signIn(house, id)
    expect(url.startsWith(`${server.origin}/authorize?`)).toBe(true)
    expect(outcome).toEqual({ result: 'signed-in' })
    expect(shown).toContain('<h1>Signed in</h1>')
    expect(shown).toContain('<html lang="en">')
    expect(await listed(app)).toMatchObject({ hasSecret: true, pausedReason: null })
    const kept = [...secrets.kept]
    expect(kept).toHaveLength(1)
    expect(kept[0]?.[0]).toMatch(/^[0-9a-z-]+\/localhost\/localhost\/oauth$/)
    expect(JSON.parse(kept[0]?.[1] ?? '')).toEqual({
      provider: 'microsoft',
      clientId: server.clientId,
      refreshToken: server.given.refresh[0],
    })
  })

  it('speaks the language that the owner chose', async () => {
    const house = await open()
    await house.app.call('settings.updateMachine', { language: 'zh-CN' })
    const { shown } = await signIn(house, await create(house.app))
    expect(shown).toContain('<html lang="zh-CN">')
    expect(shown).toContain('登录成功')
  })

  it('takes the place of a password, which undo brings back', async () => {
    const house = await open()
    const { app } = house
    const id = await create(app, { provider: 'gmail', auth: 'password' })
    await app.call('emailAccounts.setPassword', { id, password: 'p' })
    await signIn(house, id)
    expect(await listed(app)).toMatchObject({ auth: 'oauth', hasSecret: true })
    await app.call('history.undoLast', {})
    expect(await listed(app)).toMatchObject({ auth: 'password', hasSecret: true })
    await app.call('history.redoLast', {})
    expect(await listed(app)).toMatchObject({ auth: 'oauth', hasSecret: true })
    // And the other way round.
    await app.call('emailAccounts.setPassword', { id, password: 'q' })
    expect(await listed(app)).toMatchObject({ auth: 'password', hasSecret: true })
  })

  it.each([
    ['denied', 'deny', []],
    ['timed-out', 'allow', ['expired-code']],
    ['bad-client', 'allow', ['invalid_client']],
    ['refused', 'allow', ['invalid_scope']],
    ['refused', 'allow', ['no-refresh']],
    ['unreachable', 'allow', ['garbage']],
  ] as const)('says %s and changes nothing, however often', async (result, answer, troubles) => {
    const house = await open()
    const { app, server, secrets } = house
    const id = await create(app)
    server.troubles.push(...troubles)
    const { outcome, shown } = await signIn(house, id, answer)
    expect(outcome).toEqual({ result })
    expect(shown).toMatch(/<h1>(Not signed in|Too late)<\/h1>/)
    expect(secrets.kept.size).toBe(0)
    expect((await signIn(house, id)).outcome).toEqual({ result: 'signed-in' })
  })

  it('is not moved by a page that guesses, and ends when it is told', async () => {
    const house = await open()
    const { app, server, secrets } = house
    const id = await create(app)
    const { jobId, url } = await app.call('emailAccounts.signIn', { id })
    server.troubles.push('wrong-state')
    const shown = await server.visit(url)
    expect(shown.status).toBe(404)
    expect(await app.call('jobs.get', { id: jobId })).toMatchObject({ endedAt: null })
    expect(server.asked).toEqual([])
    await app.call('jobs.cancel', { id: jobId })
    expect(await ended(app, jobId)).toMatchObject({ status: 'cancelled' })
    await expect(server.visit(url)).rejects.toThrow('fetch failed')
    expect(secrets.kept.size).toBe(0)
  })

  it('waits in one place at a time: a second sign-in ends the first', async () => {
    const house = await open()
    const { app, server } = house
    const id = await create(app)
    const first = await app.call('emailAccounts.signIn', { id })
    const second = await app.call('emailAccounts.signIn', { id })
    expect(await ended(app, first.jobId)).toMatchObject({ outcome: { result: 'timed-out' } })
    await server.visit(second.url)
    expect(await ended(app, second.jobId)).toMatchObject({ outcome: { result: 'signed-in' } })
  })

  it('shows tokens to nobody but the provider’s own servers', async () => {
    const { app, server, secrets } = await open()
    const elsewhere = { host: 'mail.evil.example', port: 465, security: 'tls' } as const
    for (const changes of [{ smtp: elsewhere }, { imap: elsewhere }, { provider: null }]) {
      const id = await create(app, changes)
      const reply = await app.reply('emailAccounts.signIn', { id })
      expect(reply).toMatchObject({ ok: false, error: { code: 'not-offered' } })
    }
    // Also when the servers are changed while the owner is at the provider's.
    const id = await create(app)
    const { jobId, url } = await app.call('emailAccounts.signIn', { id })
    await app.call('emailAccounts.update', { id, smtp: elsewhere })
    await server.visit(url)
    expect(await ended(app, jobId)).toMatchObject({ outcome: { result: 'not-kept' } })
    expect(secrets.kept.size).toBe(0)
  })

  it('has to be done anew when the servers are others', async () => {
    const house = await open()
    const { app } = house
    const id = await create(app)
    await signIn(house, id)
    await app.call('emailAccounts.update', { id, imap: null })
    expect(await listed(app)).toMatchObject({ hasSecret: false })
    await app.call('history.undoLast', {})
    expect(await listed(app)).toMatchObject({ hasSecret: true })
  })
})

describe('the client of the owner', () => {
  it('makes signing in possible where Kith has none, and goes again', async () => {
    const house = await open({ withClient: false })
    const { app, server } = house
    const microsoft = async () =>
      (await app.call('emailAccounts.signInProviders', {})).providers.find(
        ({ id }) => id === 'microsoft',
      )
    const id = await create(app)
    expect(await microsoft()).toEqual({
      id: 'microsoft',
      name: 'Microsoft',
      hasClient: false,
      ownClientId: null,
      hasOwnSecret: false,
    })
    expect(await app.reply('emailAccounts.signIn', { id })).toMatchObject({
      error: { code: 'no-client' },
    })
    const { clientId, clientSecret } = server
    const set = (client: { clientId: string; clientSecret: string | null } | null) =>
      app.call('emailAccounts.setSignInClient', { provider: 'microsoft', client })
    await set({ clientId, clientSecret })
    expect(await microsoft()).toMatchObject({
      hasClient: true,
      ownClientId: clientId,
      hasOwnSecret: true,
    })
    expect((await signIn(house, id)).outcome).toEqual({ result: 'signed-in' })
    expect(server.asked.at(-1)?.get('client_secret')).toBe(clientSecret)
    await set(null)
    expect(await microsoft()).toMatchObject({ hasClient: false, ownClientId: null })
  })

  it('cannot be told while the store is closed', async () => {
    const { app, secrets } = await open({ withClient: false })
    secrets.state = 'locked'
    const { providers } = await app.call('emailAccounts.signInProviders', {})
    expect(providers.map(({ hasClient }) => hasClient)).toEqual([null, null])
  })
})

describe.skipIf(dovecotObstacle !== null)(
  `signed in on real servers (${dovecotObstacle ?? 'run'})`,
  () => {
    const openOffice = async () => {
      const server = await startOAuthServer()
      onTestFinished(() => server.stop())
      const office = await startPostOffice({ filesSent: true, knowsPlus: true, tokensOf: server })
      onTestFinished(() => office.stop())
      const house = await open({ server, ca: office.ca })
      const { app } = house
      const id = await create(app, {
        smtp: { host: 'localhost', port: office.smtpPort, security: 'tls' },
        imap: { host: 'localhost', port: office.imap.tlsPort, security: 'tls' },
      })
      await signIn(house, id)
      /** The steps of the set-up test with their ends. */
      const test = async (): Promise<string[]> => {
        const { jobId } = await app.call('emailAccounts.test', { id })
        const { outcome } = await ended(app, jobId)
        // As the contract describes the outcome.
        const { steps } = outcome as {
          steps: { step: string; status: string; problem: string | null }[]
        }
        return steps.map(({ step, status, problem }) => `${step} ${problem ?? status}`)
      }
      return { ...house, office, id, test }
    }

    it('mail leaves and is found again, also after its token was taken back', async () => {
      const { app, server, office, test } = await openOffice()
      const works = ['smtp ok', 'imap ok', 'send ok', 'find ok', 'plus ok']
      expect(await test()).toEqual(works)
      expect(server.given.access).toHaveLength(1)
      server.revoke('access')
      expect(await test()).toEqual(works)
      // One new token served both servers.
      expect(server.given.access).toHaveLength(2)
      expect(office.taken).toHaveLength(4)
      expect(await app.call('mailboxes.sync', {})).toEqual({ isDone: true, failed: [] })
      server.revoke('access')
      expect(await app.call('mailboxes.sync', {})).toEqual({ isDone: true, failed: [] })
      expect(server.given.access).toHaveLength(3)
    })

    it('a sign-in that was taken back refuses both servers, and a new one repairs it', async () => {
      const { app, server, id, test, ...house } = await openOffice()
      server.revoke('all')
      expect(await test()).toEqual([
        'smtp auth',
        'imap auth',
        'send skipped',
        'find skipped',
        'plus skipped',
      ])
      expect(await app.call('mailboxes.sync', {})).toEqual({
        isDone: true,
        failed: [{ accountId: id, error: 'auth' }],
      })
      await signIn({ app, server, ...house }, id)
      expect((await test())[0]).toBe('smtp ok')
      expect(await app.call('mailboxes.sync', {})).toEqual({ isDone: true, failed: [] })
    })
  },
)
