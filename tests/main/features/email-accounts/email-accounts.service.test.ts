import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { emailAccountTestOutcome } from '#shared/contract/email-accounts.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { MemorySecrets } from '#tests/support/memory-secrets.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

type Account = Output<'emailAccounts.list'>['accounts'][number]

const server = (host: string) => ({ host, port: 465, security: 'tls' }) as const

const settings = (address: string): Input<'emailAccounts.create'> => ({
  address,
  fromName: 'Nora Hale',
  provider: null,
  smtp: server('smtp.hale.example'),
  imap: server('imap.hale.example'),
  userName: address,
  signature: null,
  dailyLimit: 200,
})

let folder: string
let clock: FakeClock
let secrets: MemorySecrets
let app: TestApplication

const open = async (): Promise<void> => {
  app = await openTestApplication({ folder, clock, secrets, isSelfActing: false })
}
beforeEach(async () => {
  folder = temporaryFolder()
  clock = new FakeClock()
  secrets = new MemorySecrets()
  await open()
})
afterEach(() => app.close())

const accounts = async (): Promise<Account[]> => (await app.call('emailAccounts.list', {})).accounts
const defaults = async (): Promise<string[]> =>
  (await accounts()).flatMap(({ address, isDefault }) => (isDefault ? [address] : []))
const add = async (address: string) =>
  (await app.call('emailAccounts.create', settings(address))).id
const undo = async (id: number | null): Promise<void> => {
  if (id === null) throw new Error('nothing was done')
  // An operation's id, as a command answered it.
  await app.call('history.undo', { id: id as Input<'history.undo'>['id'], decided: true })
}

describe('which account is used first', () => {
  it('is the first one, until another is chosen', async () => {
    await add('a@hale.example')
    const b = await add('b@hale.example')
    expect(await defaults()).toEqual(['a@hale.example'])
    await app.call('emailAccounts.setDefault', { id: b })
    expect(await defaults()).toEqual(['b@hale.example'])
  })

  it('passes on when its account is deleted, and comes back with it', async () => {
    const a = await add('a@hale.example')
    await add('b@hale.example')
    const { operationId } = await app.call('emailAccounts.delete', { id: a })
    expect(await defaults()).toEqual(['b@hale.example'])
    await undo(operationId)
    expect(await defaults()).toEqual(['a@hale.example'])
  })

  it('is exactly one, whatever was undone out of order', async () => {
    await add('a@hale.example')
    const b = await add('b@hale.example')
    const c = await add('c@hale.example')
    const first = await app.call('emailAccounts.setDefault', { id: b })
    await app.call('emailAccounts.setDefault', { id: c })
    await undo(first.operationId)
    expect(await defaults()).toHaveLength(1)
    await app.call('emailAccounts.setDefault', { id: b })
    expect(await defaults()).toEqual(['b@hale.example'])
  })

  it('changes nothing when it is that one already', async () => {
    const a = await add('a@hale.example')
    expect((await app.call('emailAccounts.setDefault', { id: a })).operationId).toBeNull()
  })
})

describe('mail of an account that is deleted', () => {
  it('belongs to none, and to it again with undo', async () => {
    const accountId = await add('a@hale.example')
    const { id: contactId } = await app.call('contacts.create', {
      kind: 'person',
      displayName: 'Ana Ferreira',
    })
    const { id } = await app.call('emails.create', { contactId, accountId })
    const accountOfMail = async () => (await app.call('emails.get', { id })).email.accountId
    expect(await accountOfMail()).toBe(accountId)
    const { operationId } = await app.call('emailAccounts.delete', { id: accountId })
    expect(await accountOfMail()).toBeNull()
    await undo(operationId)
    expect(await accountOfMail()).toBe(accountId)
  })
})

describe('what is set', () => {
  it('changes only what a change names', async () => {
    const id = await add('a@hale.example')
    const before = (await accounts())[0]
    await app.call('emailAccounts.update', { id, fromName: 'Lena', signature: '<p>Lena</p>' })
    expect(await accounts()).toEqual([{ ...before, fromName: 'Lena', signature: '<p>Lena</p>' }])
    await app.call('emailAccounts.update', { id, imap: null })
    expect((await accounts())[0]?.imap).toBeNull()
  })

  it('has a user name that follows the address while it is the same', async () => {
    const id = await add('nora@gmial.example')
    const userName = async () => (await accounts())[0]?.userName
    const { operationId } = await app.call('emailAccounts.update', {
      id,
      address: 'nora@gmail.example',
    })
    expect(await userName()).toBe('nora@gmail.example')
    await undo(operationId)
    expect(await userName()).toBe('nora@gmial.example')
    await app.call('emailAccounts.update', { id, userName: 'nora-7' })
    await app.call('emailAccounts.update', { id, address: 'nora@hale.example' })
    expect(await userName()).toBe('nora-7')
  })

  it.each([
    ['smtp.office365.com', 'outlook.office365.com', 'outlook', 'microsoft'],
    ['SMTP-mail.outlook.com', null, 'outlook', 'microsoft'],
    ['smtp.gmail.com', 'imap.gmail.com', 'gmail', 'google'],
    ['smtp.gmail.com', 'imap.hale.example', null, null],
    ['smtp.office365.com.evil.example', null, null, null],
  ])('has the provider whose servers it has: %s, %s', async (smtp, imap, provider, signInWith) => {
    const servers = { smtp: server(smtp), imap: imap === null ? null : server(imap) }
    await app.call('emailAccounts.create', { ...settings('nora@hale.example'), ...servers })
    expect(await accounts()).toMatchObject([{ provider, signInWith }])
  })

  it('has another provider when it gets the servers of another', async () => {
    const id = await add('nora@hale.example')
    const change = { smtp: server('smtp.qq.com'), imap: server('imap.qq.com'), provider: 'qq' }
    await app.call('emailAccounts.update', { id, ...change })
    expect(await accounts()).toMatchObject([{ provider: 'qq' }])
    await app.call('emailAccounts.update', { id, smtp: server('smtp.office365.com'), imap: null })
    expect(await accounts()).toMatchObject([{ provider: 'outlook', signInWith: 'microsoft' }])
  })

  it('has one good address', async () => {
    const wrong = ['a@b@hale.example', '"a b"@hale.example', 'a@hale', 'Nora <a@hale.example>']
    for (const address of wrong) {
      expect(await app.reply('emailAccounts.create', settings(address))).toMatchObject({
        error: { code: 'not-an-address' },
      })
    }
    expect(await accounts()).toEqual([])
  })
})

describe('passwords', () => {
  it('are kept on the machine and answered by nothing', async () => {
    const id = await add('a@hale.example')
    expect((await accounts())[0]?.hasSecret).toBe(false)
    await app.call('emailAccounts.setPassword', { id, password: 'geheim' })
    const list = await app.call('emailAccounts.list', {})
    expect(list.accounts[0]?.hasSecret).toBe(true)
    expect(JSON.stringify(list)).not.toContain('geheim')
    expect([...secrets.kept.values()]).toEqual(['geheim'])
  })

  it.each([
    ['smtp.gmail.com', ' abcd efgh\u00a0ijkl mnop \u200b\n', 'abcdefghijklmnop'],
    ['smtp.qq.com', 'abcd efgh', 'abcdefgh'],
    ['smtp.hale.example', ' two words \r\n', ' two words '],
  ])('of %s are kept without what was copied along', async (smtp, typed, kept) => {
    const servers = { smtp: server(smtp), imap: null }
    const { id } = await app.call('emailAccounts.create', {
      ...settings('n@h.example'),
      ...servers,
    })
    await app.call('emailAccounts.setPassword', { id, password: typed })
    expect([...secrets.kept.values()]).toEqual([kept])
  })

  it('belong to the servers they were typed for', async () => {
    const id = await add('a@hale.example')
    await app.call('emailAccounts.setPassword', { id, password: 'geheim' })
    const moved = await app.call('emailAccounts.update', { id, smtp: server('evil.example') })
    expect((await accounts())[0]?.hasSecret).toBe(false)
    expect(await app.reply('emailAccounts.test', { id })).toMatchObject({
      error: { code: 'no-secret' },
    })
    await undo(moved.operationId)
    expect((await accounts())[0]?.hasSecret).toBe(true)
    // Another port or kind of encryption is the same server.
    await app.call('emailAccounts.update', {
      id,
      smtp: { host: 'SMTP.hale.example', port: 587, security: 'starttls' },
    })
    expect((await accounts())[0]?.hasSecret).toBe(true)
  })

  it('outlive their account as long as it can easily come back', async () => {
    const id = await add('a@hale.example')
    const other = await add('b@hale.example')
    for (const one of [id, other]) {
      await app.call('emailAccounts.setPassword', { id: one, password: `of ${one}` })
    }
    secrets.kept.set('of another workspace', 'x')
    const { operationId } = await app.call('emailAccounts.delete', { id })
    clock.advance(29 * 86_400_000)
    await app.close()
    await open()
    expect(secrets.kept.size).toBe(3)
    clock.advance(2 * 86_400_000)
    await app.close()
    await open()
    await expect.poll(() => secrets.kept.size).toBe(2)
    await undo(operationId)
    expect((await accounts()).map(({ hasSecret }) => hasSecret)).toEqual([false, true])
  })

  it('wait while the store is shut', async () => {
    const id = await add('a@hale.example')
    secrets.state = 'locked'
    expect(await app.call('emailAccounts.list', {})).toMatchObject({
      secretStore: 'locked',
      accounts: [{ hasSecret: null }],
    })
    expect(await app.reply('emailAccounts.test', { id })).toMatchObject({
      error: { code: 'secrets-locked' },
    })
    const heard: unknown[] = []
    app.application.events.subscribe((event) => heard.push(event))
    await app.call('emailAccounts.unlock', { passphrase: 'open' })
    expect(heard).toMatchObject([{ type: 'change', tables: { email_account_states: 'many' } }])
    expect((await app.call('emailAccounts.list', {})).secretStore).toBe('ready')
  })
})

describe('the test', () => {
  const start = async (port: number) => {
    const { id } = await app.call('emailAccounts.create', {
      ...settings('a@hale.example'),
      smtp: { host: '127.0.0.1', port, security: 'tls' },
      imap: null,
    })
    await app.call('emailAccounts.setPassword', { id, password: 'geheim' })
    return (await app.call('emailAccounts.test', { id })).jobId
  }
  /** Takes every connection and says nothing. */
  const startSilence = async (): Promise<number> => {
    const sockets = new Set<Socket>()
    const server = createServer((socket) => sockets.add(socket.on('error', () => {})))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy()
      server.close()
    })
    // Listening on TCP, so it has an address with a port.
    return (server.address() as AddressInfo).port
  }

  it('is a job whose outcome is as the contract says', async () => {
    const id = await start(9)
    await expect.poll(async () => (await app.call('jobs.get', { id })).status).toBe('done')
    const { outcome, kind } = await app.call('jobs.get', { id })
    expect(kind).toBe('emailAccounts.test')
    expect(emailAccountTestOutcome.parse(outcome).steps[0]).toEqual({
      step: 'smtp',
      status: 'failed',
      problem: 'connect',
      reply: null,
    })
    expect((await accounts())[0]?.probe).toBeNull()
  })

  it('ends when it is stopped, or Kith is closed', async () => {
    const port = await startSilence()
    const status = async (id: Input<'jobs.get'>['id']) =>
      (await app.call('jobs.get', { id })).status
    const stopped = await start(port)
    await app.call('jobs.cancel', { id: stopped })
    await expect.poll(() => status(stopped)).toBe('cancelled')
    const left = await start(port)
    await app.close()
    await open()
    expect(await status(left)).toBe('cancelled')
  })
})
