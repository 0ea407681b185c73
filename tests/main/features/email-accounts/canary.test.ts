import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type LoopbackHost, startLoopbackHost } from '#main/hosts/loopback/host.ts'
import { FileSecretStore } from '#main/platform/file-secret-store.ts'
import { systemRandom } from '#main/platform/random.ts'
import { exportWritten } from '#shared/contract/exports.ts'
import { contract } from '#shared/contract/index.ts'
import { testApplicationOptions } from '#tests/support/application.ts'
import {
  canary,
  findCanary,
  findCanaryInFiles,
  formsOf,
  signInCanaries,
} from '#tests/support/canary.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { startOAuthServer } from '#tests/support/oauth-server.ts'
import { ownConnection } from '#tests/support/own-connection.ts'
import { readZip } from '#tests/support/read-zip.ts'
import { testCertificates } from '#tests/support/smtp-certificates.ts'
import type { SmtpPeer } from '#tests/support/smtp-peer.ts'
import { startTlsScript } from '#tests/support/smtp-scripted.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

describe('the search for the password', () => {
  it.each([...formsOf(canary)])('finds it written as %s, wherever it stands', (name, form) => {
    const place = Buffer.concat([Buffer.from('a page of '), form, Buffer.from(' and more')])
    expect(findCanary(place)).toContain(name)
  })

  it.each([0, 1, 2, 3, 4])('finds it in base64 after %i other bytes', (shift) => {
    const text = Buffer.from(`${'x'.repeat(shift)}${canary}yy`, 'utf8').toString('base64')
    expect(findCanary(`AUTH PLAIN ${text}`)).not.toEqual([])
  })

  it('finds nothing where it is not', () => {
    expect(findCanary('Kanarienvogel 7')).toEqual([])
  })
})

/** Servers that repeat every sign-in they refuse, as some do. */
const parrots = {
  smtp: async (peer: SmtpPeer): Promise<void> => {
    peer.say('220 localhost ESMTP')
    for (let line = await peer.hear(); line !== ''; line = await peer.hear()) {
      if (line.startsWith('EHLO')) peer.write('250-localhost\r\n250 AUTH PLAIN LOGIN XOAUTH2\r\n')
      else peer.say(line.startsWith('AUTH') ? `535 5.7.8 refused: ${line}` : '250 ok')
    }
  },
  imap: async (peer: SmtpPeer): Promise<void> => {
    peer.say('* OK ready')
    for (let line = await peer.hear(); line !== ''; line = await peer.hear()) {
      const [tag = '*', command = ''] = line.split(' ')
      if (command === 'CAPABILITY') peer.say('* CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2')
      const isSignIn = /^(LOGIN|AUTHENTICATE)$/i.test(command)
      peer.say(isSignIn ? `${tag} NO [AUTHENTICATIONFAILED] refused: ${line}` : `${tag} OK done`)
    }
  },
}

interface Household {
  readonly host: LoopbackHost
  readonly folder: string
  /** Every answer of a call and every event, as it went over the wire. */
  readonly wire: string[]
  readonly call: (name: string, input: unknown) => Promise<{ value: Record<string, unknown> }>
  /** Where the canary is found now. */
  readonly places: () => Promise<string[]>
}

const openHousehold = async (
  hunted: readonly string[] = [canary],
  clientsFile?: string,
): Promise<Household> => {
  const folder = temporaryFolder()
  const find = (content: Buffer | string) => hunted.flatMap((one) => findCanary(content, one))
  const findInFiles = (place: string) => hunted.flatMap((one) => findCanaryInFiles(place, one))
  const oauthClientsFile = join(folder, 'oauth-clients.json')
  if (clientsFile !== undefined) writeFileSync(oauthClientsFile, clientsFile)
  const file = join(folder, 'app-data', 'secrets.kith')
  const clock = new FakeClock()
  const secrets = new FileSecretStore({ file, clock, random: systemRandom, cost: 2 ** 10 })
  const trustedCertificates = [testCertificates().authority]
  const application = testApplicationOptions({
    folder,
    clock,
    secrets,
    trustedCertificates,
    ...(clientsFile !== undefined && { oauthClientsFile }),
  })
  // So that there is a log to search, whatever the day brings.
  application.log.warn('hunt', {})
  const started = await startLoopbackHost({
    application,
    port: 0,
    pageFolder: 'tests/support/page',
    tokenFile: undefined,
  })
  if (!started.ok) throw new Error(started.error.code)
  const host = started.value
  const wire: string[] = []
  host.application.events.subscribe((event) => wire.push(JSON.stringify(event)))
  const call: Household['call'] = async (name, input) => {
    const response = await fetch(`http://127.0.0.1:${host.port}/call/${name}`, {
      method: 'POST',
      headers: {
        ...ownConnection,
        authorization: `Bearer ${host.token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(input),
    })
    const headers = JSON.stringify([...response.headers])
    const text = await response.text()
    wire.push(headers, text)
    // Every call is answered with a reply; refused ones are only searched.
    return { value: {}, ...(JSON.parse(text) as object) }
  }
  const ended = async (id: unknown): Promise<unknown> => {
    for (;;) {
      const { value } = await call('jobs.get', { id })
      if (value['endedAt'] !== null) return value['outcome']
    }
  }
  /** A table and a whole folder, as whoever gets them sees them. */
  const exported = async (): Promise<string[]> => {
    const inputs = [{ format: 'csv', mode: 'lossless' }, { format: 'folder' }]
    const texts: string[] = []
    for (const input of inputs) {
      const { value } = await call('exports.create', input)
      const outcome = exportWritten.parse(await ended(value['jobId']))
      const path = host.application.files.find(outcome.file)?.path ?? ''
      if (input.format === 'csv') texts.push(...findInFiles(join(path, '..')))
      else texts.push(...[...(await readZip(path)).values()].flatMap(find))
    }
    return texts
  }
  const askEverything = async (): Promise<void> => {
    for (const [slice, procedures] of Object.entries(contract)) {
      for (const [name, { kind }] of Object.entries(procedures)) {
        if (kind !== 'query') continue
        await call(`${slice}.${name}`, {})
        await call(`${slice}.${name}`, { id: 1 })
      }
    }
  }
  const places: Household['places'] = async () => {
    await askEverything()
    const { value } = await call('backups.create', {})
    await ended(value['jobId'])
    const inExports = await exported()
    return [
      ...wire.flatMap(find).map(() => 'answers'),
      ...inExports.map(() => 'exports'),
      ...findInFiles(folder).map((line) => line.split(':')[0] ?? ''),
    ]
  }
  return { host, folder, wire, call, places }
}

describe('a planted password', () => {
  const open = async () => {
    const household = await openHousehold()
    onTestFinished(() => household.host.close())
    const smtp = await startTlsScript(parrots.smtp)
    onTestFinished(() => smtp.stop())
    const imap = await startTlsScript(parrots.imap)
    onTestFinished(() => imap.stop())
    return { household, servers: { smtp, imap } }
  }

  it('is nowhere but under its passphrase, whatever was done with it', async () => {
    const { household, servers } = await open()
    const { call, places, folder } = household
    const server = (port: number) => ({ host: 'localhost', port, security: 'tls' })
    await call('emailAccounts.unlock', { passphrase: canary })
    const ana = await call('contacts.create', { kind: 'person', displayName: 'Ana Ferreira' })
    const { value } = await call('emailAccounts.create', {
      address: 'nora@hale.example',
      fromName: 'Nora Hale',
      provider: null,
      smtp: server(servers.smtp.port),
      imap: server(servers.imap.port),
      userName: 'nora',
      signature: null,
      dailyLimit: 200,
    })
    const { id } = value
    // Also as it must not be sent: what is refused is answered too, and logged.
    await call('emailAccounts.setPassword', { id, password: canary.repeat(100) })
    await call('emailAccounts.setPassword', { id, password: { canary } })
    await call('emailAccounts.setPassword', { id: 99, password: canary })
    await call(`emailAccounts.noSuchProcedure`, { password: canary })
    await call('emailAccounts.setPassword', { id, password: canary })
    const test = await call('emailAccounts.test', { id })
    await expect
      .poll(async () => (await call('jobs.get', { id: test.value['jobId'] })).value['endedAt'])
      .not.toBeNull()
    const mail = await call('emails.create', {
      contactId: ana.value['id'],
      accountId: id,
      toAddress: 'ana@lumen.example',
      subject: 'Hello',
      body: '<p>Hello</p>',
    })
    await call('emails.sendTest', { id: mail.value['id'] })
    await call('emailAccounts.unlock', { passphrase: `${canary}x` })
    await call('emailAccounts.update', { id, fromName: 'Nora' })
    const gone = await call('emailAccounts.delete', { id })
    await call('history.undo', { id: gone.value['operationId'] })

    // It did travel, and was repeated to us.
    for (const { heard } of [servers.smtp, servers.imap]) {
      expect(findCanary(Buffer.from(heard.join('\n'), 'latin1'))).not.toEqual([])
    }
    expect(household.wire.join()).toContain('"problem":"auth"')
    expect(household.wire.join()).toContain('not-sent')
    expect(await places()).toEqual([])
    const kept = readdirSync(join(folder, 'app-data'), { recursive: true, encoding: 'utf8' })
    expect(kept).toEqual(expect.arrayContaining(['secrets.kith', 'log/kith.log']))
  })

  it('is found in answers, database, log, backups and exports once it leaks', async () => {
    const { call, places, folder } = (await open()).household
    await call('contacts.create', { kind: 'person', displayName: canary, notes: canary })
    appendFileSync(join(folder, 'app-data', 'log', 'kith.log'), `{"password":"${canary}"}\n`)
    const found = new Set(await places())
    const backup = [...found].find((place) => place.startsWith('workspace/backups/'))
    expect([...found]).toEqual(
      expect.arrayContaining(['answers', 'exports', 'app-data/log/kith.log', backup]),
    )
    expect(backup).toMatch(/\.db$/)
    expect([...found].filter((place) => place.startsWith('workspace/workspace.db'))).not.toEqual([])
  })
})

describe('what a provider gave', () => {
  const hunted = Object.values(signInCanaries)

  const open = async () => {
    const provider = await startOAuthServer(signInCanaries)
    onTestFinished(() => provider.stop())
    const household = await openHousehold(hunted, provider.clientsFile({ withClient: false }))
    onTestFinished(() => household.host.close())
    const smtp = await startTlsScript(parrots.smtp)
    onTestFinished(() => smtp.stop())
    const imap = await startTlsScript(parrots.imap)
    onTestFinished(() => imap.stop())
    const { call } = household
    const server = (port: number) => ({ host: 'localhost', port, security: 'tls' })
    await call('emailAccounts.unlock', { passphrase: 'a long passphrase' })
    const { value } = await call('emailAccounts.create', {
      address: 'nora@hale.example',
      fromName: 'Nora Hale',
      provider: 'outlook',
      auth: 'oauth',
      smtp: server(smtp.port),
      imap: server(imap.port),
      userName: 'nora',
      signature: null,
      dailyLimit: 200,
    })
    return { provider, household, servers: { smtp, imap }, id: value['id'] }
  }

  it('is nowhere but in the store of secrets, whatever was done with it', async () => {
    const { provider, household, servers, id } = await open()
    const { call, places, folder } = household
    const { clientId, clientSecret } = provider
    const ended = async (jobId: unknown): Promise<void> => {
      await expect
        .poll(async () => (await call('jobs.get', { id: jobId })).value['endedAt'])
        .not.toBeNull()
    }
    const setClient = (client: unknown) =>
      call('emailAccounts.setSignInClient', { provider: 'microsoft', client })
    await setClient({ clientId, clientSecret: clientSecret.repeat(100) })
    await setClient({ clientId, clientSecret: { clientSecret } })
    await setClient({ clientId, clientSecret })
    const signIn = async (): Promise<void> => {
      const { value } = await call('emailAccounts.signIn', { id })
      household.wire.push(await (await provider.visit(String(value['url']))).text())
      await ended(value['jobId'])
    }
    // The first answer of the provider repeats what it was told.
    provider.troubles.push('parrot')
    await signIn()
    await signIn()
    const test = await call('emailAccounts.test', { id })
    await ended(test.value['jobId'])
    await call('mailboxes.sync', {})
    const ana = await call('contacts.create', { kind: 'person', displayName: 'Ana Ferreira' })
    const mail = await call('emails.create', {
      contactId: ana.value['id'],
      accountId: id,
      toAddress: 'ana@lumen.example',
      subject: 'Hello',
      body: '<p>Hello</p>',
    })
    provider.troubles.push('parrot')
    await call('emails.sendTest', { id: mail.value['id'] })
    const gone = await call('emailAccounts.delete', { id })
    await call('history.undo', { id: gone.value['operationId'] })

    // They did travel, and were repeated to us.
    const asked = provider.asked.join('&')
    expect(findCanary(asked, signInCanaries.clientSecret)).not.toEqual([])
    expect(findCanary(asked, signInCanaries.refresh)).not.toEqual([])
    for (const { heard } of [servers.smtp, servers.imap]) {
      const text = Buffer.from(heard.join('\n'), 'latin1')
      expect(findCanary(text, signInCanaries.access)).not.toEqual([])
    }
    expect(household.wire.join()).toContain('"result":"signed-in"')
    expect(household.wire.join()).toContain('"problem":"auth"')
    expect(provider.troubles).toEqual([])
    expect(await places()).toEqual([])
    const log = readFileSync(join(folder, 'app-data', 'log', 'kith.log'), 'utf8')
    expect(log).toContain('sign-in.failed')
  })

  it.each(Object.entries(signInCanaries))('is found once the %s leaks', async (_, secret) => {
    const { household } = await open()
    await household.call('contacts.create', { kind: 'person', displayName: secret })
    expect(new Set(await household.places())).toContain('answers')
  })
})
