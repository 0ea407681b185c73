import { expect, onTestFinished, test } from 'vitest'
import type { EmailId } from '#shared/domain/ids.ts'
import { openTestApplication } from '#tests/support/application.ts'
import { dovecotObstacle } from '#tests/support/dovecot.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { addDraftToBob } from '#tests/support/mail-accounts.ts'
import { openOutbox, type TestOutbox } from '#tests/support/outbox.ts'
import { startPostOffice } from '#tests/support/post-office.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const minute = 60_000
const soon = { timeout: 20_000, interval: 50 }

/** Two accounts with a mail each, both put off again and again: no server answers. */
const openUnreachable = async () => {
  const clock = new FakeClock()
  const server = { answers: false }
  const tried: string[] = []
  const outbox = await openOutbox({
    folder: temporaryFolder(),
    clock,
    random: new SeededRandom(9),
    send: async ({ envelope, onBodyStart }) => {
      tried.push(envelope.from)
      if (!server.answers) return { kind: 'not-started', cause: 'connect', detail: 'ENOTFOUND' }
      onBodyStart()
      return { kind: 'accepted', reply: '250 kept' }
    },
  })
  onTestFinished(() => outbox.close())
  const accounts = [
    await outbox.addAccount(),
    await outbox.addAccount(587, { address: 'ada@other.example', is_default: 0 }),
  ]
  const ids: EmailId[] = []
  for (const [n, accountId] of accounts.entries()) {
    const contactId = await outbox.addContact(`Bob ${n}`, `bob${n}@ross.example`)
    ids.push(...(await outbox.addDrafts(contactId, accountId, [`Mail ${n}`])))
  }
  await outbox.loop.lookAndWait()
  await outbox.schedule.schedule({ ids, when: { kind: 'now' } }, outbox.owner)
  clock.advance(11_000)
  for (let n = 0; n < 30; n += 1) {
    await outbox.loop.lookAndWait()
    clock.advance(minute)
  }
  const states = () => ids.map((id) => outbox.emails.find(id)?.state)
  expect(states()).toEqual(['deferred', 'deferred'])
  return { outbox, server, accounts, states, clock, tried }
}

test('mails whose server was away are tried at once when their account has another', async () => {
  const { outbox, server, accounts, states } = await openUnreachable()
  server.answers = true
  await outbox.loop.lookAndWait()
  expect(states()).toEqual(['deferred', 'deferred'])
  outbox.loop.tryAgain(accounts.slice(0, 1))
  await outbox.loop.lookAndWait()
  expect(states()).toEqual(['sent', 'deferred'])
  outbox.loop.tryAgain('many')
  await outbox.loop.lookAndWait()
  expect(states()).toEqual(['sent', 'sent'])
})

test('only those of the account that was changed: the others go on resting', async () => {
  const { outbox, tried, accounts, clock } = await openUnreachable()
  const lookAtAll = async (): Promise<void> => {
    tried.length = 0
    await outbox.act((tx) => tx.runSql('update deliveries set next_attempt_at = ?', clock.now()))
    await outbox.loop.lookAndWait()
  }
  await lookAtAll()
  expect(tried).toHaveLength(2)
  clock.advance(1_000)
  await lookAtAll()
  expect(tried).toEqual([])
  outbox.loop.tryAgain(accounts.slice(0, 1))
  await outbox.loop.lookAndWait()
  expect(tried).toEqual(['ada@lumen.example'])
})

test('a mail that was on its way to the old one waits for nothing', async () => {
  const clock = new FakeClock()
  const servers: string[] = []
  const outbox: TestOutbox = await openOutbox({
    folder: temporaryFolder(),
    clock,
    random: new SeededRandom(9),
    send: async ({ account, onBodyStart }) => {
      servers.push(account.host)
      if (servers.length === 1) {
        await outbox.act((tx) => tx.runSql(`update email_accounts set smtp_host = 'mail.example'`))
        return { kind: 'not-started', cause: 'connect', detail: 'ENOTFOUND' }
      }
      onBodyStart()
      return { kind: 'accepted', reply: '250 kept' }
    },
  })
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount()
  const contactId = await outbox.addContact('Bob', 'bob@ross.example')
  const ids = await outbox.addDrafts(contactId, accountId, ['Hello'])
  await outbox.schedule.schedule({ ids, when: { kind: 'now' } }, outbox.owner)
  clock.advance(11_000)
  await outbox.loop.lookAndWait()
  clock.advance(6_000)
  await outbox.loop.lookAndWait()
  expect(servers).toEqual(['localhost', 'mail.example'])
  expect(ids.map((id) => outbox.emails.find(id)?.state)).toEqual(['sent'])
})

test.skipIf(dovecotObstacle !== null)('also when the owner corrects the port', async () => {
  const office = await startPostOffice()
  onTestFinished(() => office.stop())
  const app = await openTestApplication({
    folder: temporaryFolder(),
    trustedCertificates: [office.ca],
    isSelfActing: true,
  })
  onTestFinished(() => app.close())
  const { id } = await addDraftToBob(app)
  const [account] = (await app.call('emailAccounts.list', {})).accounts
  if (account === undefined) throw new Error('no account')
  await app.call('emailAccounts.setPassword', { id: account.id, password: 'p' })
  await app.call('emails.schedule', { ids: [id], when: { kind: 'now' } })
  app.clock.advance(11_000)
  const state = async () => (await app.call('emails.get', { id })).email.state
  await expect.poll(state, soon).toBe('deferred')
  const smtp = { host: 'localhost', port: office.smtpPort, security: 'tls' } as const
  await app.call('emailAccounts.update', { id: account.id, smtp })
  await expect.poll(state, soon).toBe('sent')
})

test('once: when that one is away as well, they wait as long as before', async () => {
  const { outbox, server, accounts, states } = await openUnreachable()
  outbox.loop.tryAgain(accounts)
  await outbox.loop.lookAndWait()
  server.answers = true
  await outbox.loop.lookAndWait()
  expect(states()).toEqual(['deferred', 'deferred'])
})
