import { expect, onTestFinished, test } from 'vitest'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'
import { openTestApplication } from '#tests/support/application.ts'
import { idleAccount } from '#tests/support/mail-accounts.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const when = { kind: 'at', wall: '2031-11-25T09:00', timeZone: 'UTC' } as const

/** A mail to Ana, her husband at the same address, and Cy. */
const open = async () => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  onTestFinished(() => app.close())
  const { id: accountId } = await app.call('emailAccounts.create', idleAccount)
  const add = async (displayName: string, raw: string): Promise<ContactId> => {
    const points = [{ kind: 'email', raw } as const]
    return (await app.call('contacts.create', { kind: 'person', displayName, points })).id
  }
  const people = [
    await add('Ana', 'home@ross.example'),
    await add('Bob', 'Home@Ross.example'),
    await add('Cy', 'cy@ross.example'),
  ]
  const text = { accountId, subject: 'News', body: '<p>Hello</p>' }
  const { ids } = await app.call('emails.createMany', { selection: { ids: people }, ...text })
  const [ana, bob, cy] = ids
  if (ana === undefined || bob === undefined || cy === undefined) throw new Error('no mails')
  const states = async () => {
    const all: string[] = []
    for (const id of ids) all.push((await app.call('emails.get', { id })).email.state)
    return all
  }
  return { app, add, ids, ana, bob, cy, states }
}

const found = (emailId: EmailId, isBlocking = true) => [
  { code: 'same-address', field: 'Ana', isBlocking, emailId },
]

test('of two contacts with one address only the first gets a mail of a batch', async () => {
  const { app, ids, bob, states } = await open()
  const { checks } = await app.call('emails.check', { ids, when })
  expect(checks).toEqual(found(bob))
  expect(await app.call('emails.schedule', { ids, when })).toMatchObject({ scheduled: 2 })
  expect(await states()).toEqual(['waiting', 'draft', 'waiting'])
  // Nor in a second act, while the first waits or has left.
  const again = await app.reply('emails.schedule', { ids: [bob], when })
  expect(again).toMatchObject({
    ok: false,
    error: { code: 'not-ready', data: { checks: found(bob) } },
  })
})

test('both get it when the owner says so, and another time needs no second word', async () => {
  const { app, ids, bob, states } = await open()
  const { checks } = await app.call('emails.check', { ids, when, toEach: true })
  expect(checks).toEqual(found(bob, false))
  const done = await app.call('emails.schedule', { ids, when, toEach: true })
  expect(done).toMatchObject({ scheduled: 3 })
  expect(await states()).toEqual(['waiting', 'waiting', 'waiting'])
  const later = { ...when, wall: '2031-11-26T09:00' }
  expect(await app.call('emails.schedule', { ids, when: later })).toMatchObject({ scheduled: 3 })
})

test('who is left out for another reason takes no place', async () => {
  const { app, ids, ana, bob } = await open()
  await app.call('emails.update', { id: ana, body: '<p></p>', wholeBatch: false })
  const { checks } = await app.call('emails.check', { ids, when })
  expect(checks.map(({ code, emailId }) => [code, emailId])).toEqual([['empty-body', ana]])
  expect(await app.call('emails.schedule', { ids, when })).toMatchObject({ scheduled: 2 })
  expect((await app.call('emails.get', { id: bob })).email.state).toBe('waiting')
})

test('mails that were written one by one go to one address as often as they were meant', async () => {
  const { app, add } = await open()
  const contactId = await add('Dee', 'home@ross.example')
  const ids: EmailId[] = []
  for (const subject of ['One', 'Two']) {
    const text = { contactId, subject, body: '<p>Hello</p>' }
    ids.push((await app.call('emails.create', text)).id)
  }
  expect(await app.call('emails.schedule', { ids, when })).toMatchObject({ scheduled: 2 })
})
