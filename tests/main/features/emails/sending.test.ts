import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { Input } from '#shared/contract/index.ts'
import { openTestApplication } from '#tests/support/application.ts'
import { MemorySecrets } from '#tests/support/memory-secrets.ts'
import { startSmtpCatcher } from '#tests/support/smtp-catcher.ts'
import { testCertificates } from '#tests/support/smtp-certificates.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const account = (port: number): Input<'emailAccounts.create'> => ({
  address: 'ada@lumen.example',
  fromName: 'Ada Lumen',
  provider: null,
  smtp: { host: 'localhost', port, security: 'starttls' },
  imap: null,
  userName: 'ada',
  signature: '<p>Ada</p>',
  dailyLimit: 200,
})

const open = async () => {
  const server = await startSmtpCatcher('starttls')
  onTestFinished(() => server.stop())
  const secrets = new MemorySecrets()
  const app = await openTestApplication({
    folder: temporaryFolder(),
    secrets,
    trustedCertificates: [testCertificates().authority],
    isSelfActing: true,
  })
  onTestFinished(() => app.close())
  const { id: accountId } = await app.call('emailAccounts.create', account(server.port))
  await app.call('emailAccounts.setPassword', { id: accountId, password: 'secret' })
  const { id: contactId } = await app.call('contacts.create', {
    kind: 'person',
    displayName: 'Bob Ross',
    givenName: 'Bob',
    points: [{ kind: 'email', raw: 'Bob@Ross.example' }],
  })
  return { app, server, secrets, accountId, contactId }
}

test('a mail that is sent now leaves after ten seconds, once, and stands on the timeline', async () => {
  const { app, server, contactId } = await open()
  const { id } = await app.call('emails.create', {
    contactId,
    subject: 'Hello {{ contact.given_name }}',
    body: '<p>How did it go?</p>',
  })
  const scheduled = await app.call('emails.schedule', { ids: [id], when: { kind: 'now' } })
  expect(scheduled).toMatchObject({ scheduled: 1, firstAt: app.clock.now() + 10_000 })
  await wait(100)
  expect(server.mails).toEqual([])
  app.clock.advance(11_000)
  await app.call('emails.switch', { isOn: true })
  await expect.poll(async () => (await app.call('emails.get', { id })).email.state).toBe('sent')
  expect(server.mails).toHaveLength(1)
  const [mail] = server.mails
  expect(mail).toMatchObject({ from: 'ada@lumen.example', to: ['bob@ross.example'] })
  expect(mail?.bytes.toString()).toMatch(/^Subject: Hello Bob\r$/m)
  const { activities } = await app.call('activities.list', { contactId })
  expect(activities).toMatchObject([
    { kind: 'mail-sent', direction: 'out', mail: { subject: 'Hello Bob', emailId: id } },
  ])
  const { operations } = await app.call('history.list', {})
  expect(operations[0]).toMatchObject({ code: 'emails.sent', state: 'left-the-house' })
  // Taking the schedule back changes nothing of what has happened.
  await app.call('history.undoLast', {})
  expect((await app.call('emails.get', { id })).email.state).toBe('sent')
})

test('mail to many is bulk, mail to one person is not, also later; none was made by a machine', async () => {
  const { app, server, contactId } = await open()
  const { id: other } = await app.call('contacts.create', {
    kind: 'person',
    displayName: 'Cleo',
    points: [{ kind: 'email', raw: 'cleo@ross.example' }],
  })
  const words = { body: '<p>How did it go?</p>' }
  const many = await app.call('emails.createMany', {
    selection: { ids: [contactId, other] },
    accountId: null,
    subject: 'To many',
    ...words,
  })
  const { id: single } = await app.call('emails.create', { contactId, subject: 'To one', ...words })
  const { id: later } = await app.call('emails.create', { contactId, subject: 'Later', ...words })
  await app.call('emails.schedule', { ids: [...many.ids, single], when: { kind: 'now' } })
  const inAnHour = new Date(app.clock.now() + 3_600_000).toISOString().slice(0, 16)
  const atTime = { kind: 'at', wall: inAnHour, timeZone: 'UTC' } as const
  await app.call('emails.schedule', { ids: [later], when: atTime })
  const leave = async (count: number): Promise<void> => {
    app.clock.advance(60_000)
    await app.call('emails.switch', { isOn: true })
    await expect.poll(() => server.mails.length).toBe(count)
  }
  await leave(2)
  await leave(3)
  app.clock.advance(3_600_000)
  await leave(4)
  const headersOf = (bytes: Buffer) =>
    ['Subject', 'Precedence', 'Auto-Submitted'].map(
      (name) => new RegExp(`^${name}: (.*)\r$`, 'mu').exec(bytes.toString())?.[1] ?? null,
    )
  const sent = server.mails.map(({ bytes }) => headersOf(bytes))
  const ofMany = ['To many', 'bulk', null]
  expect(sent).toEqual([ofMany, ['To one', null, null], ofMany, ['Later', null, null]])
})

test('a mail waits while the passwords are locked, and leaves once when they are not', async () => {
  const { app, server, secrets, contactId } = await open()
  const { id } = await app.call('emails.create', { contactId, body: '<p>How did it go?</p>' })
  await app.call('emails.schedule', { ids: [id], when: { kind: 'now' } })
  secrets.state = 'locked'
  app.clock.advance(11_000)
  await app.call('emails.switch', { isOn: true })
  const mail = async () => (await app.call('emails.get', { id })).email
  await expect.poll(mail).toMatchObject({ state: 'held', reason: 'locked' })
  const outbox = await app.call('emails.outbox', {})
  expect(outbox).toMatchObject({ isLocked: true, counts: { held: 1 } })
  expect(server.mails).toEqual([])
  await app.call('emailAccounts.unlock', { passphrase: 'open' })
  await expect.poll(mail).toMatchObject({ state: 'sent' })
  expect((await app.call('emails.outbox', {})).isLocked).toBe(false)
  expect(server.mails).toHaveLength(1)
})

test('a test to oneself carries the name of the owner, and the words for the recipient', async () => {
  const { app, server, contactId } = await open()
  const body = '<p>Dear {{ contact.given_name }},</p>'
  const { id } = await app.call('emails.create', { contactId, subject: 'A test', body })
  await app.call('emails.sendTest', { id })
  const text = server.mails[0]?.bytes.toString() ?? ''
  expect(text).toMatch(/^To: Ada Lumen <ada@lumen\.example>\r$/m)
  expect(text).toContain('Dear Bob,')
})
