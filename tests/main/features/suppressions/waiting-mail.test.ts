import { expect, onTestFinished, test } from 'vitest'
import { openTestApplication } from '#tests/support/application.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

test('a mail that waits says at once that nobody may get it', async () => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  onTestFinished(() => app.close())
  await app.call('emailAccounts.create', {
    address: 'ada@lumen.example',
    fromName: 'Ada',
    provider: null,
    smtp: { host: 'localhost', port: 9, security: 'tls' },
    imap: null,
    userName: 'ada',
    signature: null,
    dailyLimit: 200,
  })
  const points = [{ kind: 'email', raw: 'Bob@Ross.example' } as const]
  const bob = { kind: 'person', displayName: 'Bob', points } as const
  const { id: contactId } = await app.call('contacts.create', bob)
  const text = { subject: 'Hello', body: '<p>Hi</p>' }
  const { id } = await app.call('emails.create', { contactId, ...text })
  const when = { kind: 'at', wall: '2031-11-25T09:00', timeZone: 'Asia/Shanghai' } as const
  await app.call('emails.schedule', { ids: [id], when })
  const line = async () => {
    const { emails } = await app.call('emails.list', { group: 'scheduled' })
    return emails.map(({ state, reason }) => ({ state, reason }))
  }
  expect(await line()).toEqual([{ state: 'waiting', reason: null }])
  const address = 'bob@ross.example'
  await app.call('suppressions.add', { address })
  expect(await line()).toEqual([{ state: 'waiting', reason: 'do-not-contact' }])
  expect((await app.call('emails.get', { id })).email.reason).toBe('do-not-contact')
  await app.call('suppressions.lift', { address, note: 'asked again' })
  expect(await line()).toEqual([{ state: 'waiting', reason: null }])
  await app.call('contacts.update', { id: contactId, doNotContact: true })
  expect(await line()).toEqual([{ state: 'waiting', reason: 'do-not-contact' }])
})
